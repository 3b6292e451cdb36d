import { allEventsStream, catalog } from '@headway/events/catalog'
import {
  DiscardPolicy,
  type JetStreamManager,
  NatsError,
  nanos,
  RetentionPolicy,
  type StreamConfig,
  type StreamInfo,
  type StreamUpdateConfig,
} from 'nats'
import type { Logger } from './log.ts'

export type StreamSpec = {
  name: string
  subjects?: readonly string[]
  /** Streams whose messages this one takes as well. */
  sources?: readonly string[]
  retention?: 'limits' | 'workqueue'
  maxAgeSeconds: number
  maxBytes: number
  /** How long a message id is remembered. */
  duplicateWindowSeconds?: number
}

const day = 86_400
const mebibyte = 1024 * 1024

/** What is told anew every few seconds is of no use a quarter of an hour later. */
const ofTheMoment: Record<string, Pick<StreamSpec, 'maxAgeSeconds' | 'maxBytes'>> = {
  departures: { maxAgeSeconds: 900, maxBytes: 64 * mebibyte },
}

/** One stream for each publisher and one with all of them: what outside services and subscriptions read. */
export const eventStreams: readonly StreamSpec[] = [
  ...Object.keys(catalog).map((publisher) => ({
    name: publisher.toUpperCase(),
    subjects: [`${publisher}.>`],
    maxAgeSeconds: 30 * day,
    maxBytes: 512 * mebibyte,
    duplicateWindowSeconds: 600,
    ...ofTheMoment[publisher],
  })),
  {
    name: allEventsStream,
    sources: Object.keys(catalog).map((publisher) => publisher.toUpperCase()),
    maxAgeSeconds: 7 * day,
    maxBytes: 1024 * mebibyte,
  },
]

/** The stream that an event type is published to: `registry.alias.moved` → `REGISTRY`. */
export function streamOf(eventType: string): string {
  return (eventType.split('.')[0] as string).toUpperCase()
}

/** Makes the stream exist with these settings; what the server does not let change is logged and left. */
export async function ensureStream(
  manager: JetStreamManager,
  spec: StreamSpec,
  replicas: number,
  log: Logger,
): Promise<void> {
  const config = streamConfig(spec, replicas)
  const found = (await findStream(manager, spec.name)) ?? (await addStream(manager, config))
  if (isSame(found.config, config)) return
  try {
    await manager.streams.update(spec.name, config)
  } catch (error) {
    log.warn({ err: error, stream: spec.name }, 'a stream keeps its old settings')
  }
}

async function findStream(manager: JetStreamManager, name: string): Promise<StreamInfo | undefined> {
  try {
    return await manager.streams.info(name)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** Makes the stream, or finds the one that another process made in the same moment. */
async function addStream(
  manager: JetStreamManager,
  config: Partial<StreamConfig> & { name: string },
): Promise<StreamInfo> {
  try {
    return await manager.streams.add(config)
  } catch (error) {
    const found = await findStream(manager, config.name)
    if (found) return found
    throw error
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.code === 404
}

function streamConfig(
  spec: StreamSpec,
  replicas: number,
): Partial<StreamConfig> & { name: string } & Partial<StreamUpdateConfig> {
  return {
    name: spec.name,
    ...(spec.subjects ? { subjects: [...spec.subjects] } : {}),
    ...(spec.sources ? { sources: spec.sources.map((name) => ({ name })) } : {}),
    retention: spec.retention === 'workqueue' ? RetentionPolicy.Workqueue : RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(spec.maxAgeSeconds * 1000),
    max_bytes: spec.maxBytes,
    num_replicas: replicas,
    duplicate_window: nanos((spec.duplicateWindowSeconds ?? 120) * 1000),
  }
}

function isSame(found: StreamConfig, wanted: Partial<StreamConfig>): boolean {
  const names = (config: Partial<StreamConfig>) => (config.sources ?? []).map((source) => source.name).sort()
  const listed = (config: Partial<StreamConfig>) =>
    JSON.stringify([(config.subjects ?? []).slice().sort(), names(config)])
  return (
    listed(found) === listed(wanted) &&
    found.max_age === wanted.max_age &&
    found.max_bytes === wanted.max_bytes &&
    found.duplicate_window === wanted.duplicate_window &&
    found.num_replicas === wanted.num_replicas
  )
}
