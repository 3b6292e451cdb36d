import { createRequire } from 'node:module'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import type { Identity } from '@headway/kit/identity'
import type { Logger } from '@headway/kit/log'
import type { ServingSettings } from '../config.ts'
import { isPinned } from '../domain/residency.ts'
import { Background } from './background.ts'
import { CheckedArtifacts } from './checked-artifacts.ts'
import { ChunkNotices } from './chunk-notices.ts'
import { CompiledImages } from './compiled-images.ts'
import { findAllocator } from './find-allocator.ts'
import { Fleet } from './fleet.ts'
import { FollowState } from './follow-state.ts'
import { LocalCache } from './local-cache.ts'
import { Peers } from './peers.ts'
import { PredictionLog } from './prediction-log.ts'
import { PredictionWriter } from './prediction-writer.ts'
import { Predictor } from './predictor.ts'
import { restoreServed } from './restore-served.ts'
import { observeServing } from './serving-metrics.ts'
import { threadOptions } from './thread-options.ts'
import { VersionLoader } from './version-loader.ts'

export type Adapters = {
  artifacts: ArtifactStore
  background: Background
  encoder: Background
  predictor: Predictor
  cache: LocalCache
  checked: CheckedArtifacts
  images: CompiledImages
  loader: VersionLoader
  fleet: Fleet
  predictionLog: PredictionLog
  chunkNotices: ChunkNotices
  followState: FollowState
  predictionWriter: PredictionWriter
  peers: Peers
  /** Names this process among those that serve. */
  replica: string
  allocator: string
  metrics: Disposable
}

/** Read without loading it: where all models are compiled its memory is not spent. */
const onnxRuntimeVersion = createRequire(import.meta.url)('onnxruntime-node/package.json').version as string

/** Opens what serving stands on and serves again what was served last. */
export async function openAdapters(given: {
  settings: ServingSettings
  log: Logger
  identity: Identity
  signal: AbortSignal
}): Promise<Adapters> {
  const { settings, log, identity, signal } = given
  const artifacts = await openArtifactStore(settings.HEADWAY_ARTIFACTS)
  const threads = threadOptions(settings.HEADWAY_CACHE_DIR)
  const background = new Background(threads)
  // A thread of its own: under load the log always has something to write, and what loads versions can end.
  const encoder = new Background(threads)
  const cache = await LocalCache.open(settings.HEADWAY_CACHE_DIR, artifacts)
  const checked = await CheckedArtifacts.open(settings.HEADWAY_CACHE_DIR, `onnxruntime ${onnxRuntimeVersion}`)
  const images = await CompiledImages.open(settings.HEADWAY_CACHE_DIR)
  const predictor = new Predictor(
    {
      threads: settings.HEADWAY_INFERENCE_THREADS,
      queueRows: settings.HEADWAY_PREDICT_QUEUE_ROWS,
      deadlineMs: settings.HEADWAY_PREDICT_DEADLINE_MS,
      residentBytes: settings.HEADWAY_SERVING_RESIDENT_BYTES ?? Number.POSITIVE_INFINITY,
    },
    { checked, images, background, threads, fetchAgain: (pack) => cache.fetchAgain(pack) },
  )
  const cohorts = settings.HEADWAY_SERVING_PINNED
  const loader = new VersionLoader(cache, background, predictor, images, (model, key) =>
    isPinned(cohorts, model, key),
  )
  const fleet = new Fleet()
  await restoreServed(cache, loader, fleet, settings.HEADWAY_SERVING_ENGINE, log, signal)
  const predictionLog = new PredictionLog(settings.HEADWAY_PREDICTION_LOG_BYTES)
  const chunkNotices = await ChunkNotices.open(settings.HEADWAY_CACHE_DIR)
  const replica = await cache.replicaId()
  const adapters = {
    artifacts,
    background,
    encoder,
    predictor,
    cache,
    checked,
    images,
    loader,
    fleet,
    predictionLog,
    chunkNotices,
    followState: new FollowState(),
    peers: new Peers(replica, identity),
    replica,
    allocator: await findAllocator(),
    predictionWriter: new PredictionWriter(
      { predictionLog, chunkNotices, background: encoder, artifacts, log },
      settings.HEADWAY_PREDICTION_LOG_FLUSH_MS,
    ),
  }
  return { ...adapters, metrics: observeServing(adapters) }
}
