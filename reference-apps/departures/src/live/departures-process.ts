import { join } from 'node:path'
import { createOipClient } from '@headway/client/oip-client'
import { serveGraphql } from '@headway/kit/graphql-server'
import { defineProcess } from '@headway/kit/process'
import { openLearning } from '../learning/learning.ts'
import { openAwaited } from './awaited.ts'
import { serveFeed } from './feed-routes.ts'
import { runLive } from './live-loop.ts'
import { openLiveScores } from './live-scores.ts'
import { createLiveState } from './live-state.ts'
import { createProblems } from './problems.ts'
import { openRecorder } from './recorder.ts'
import { createResolvers } from './resolvers.ts'
import { departuresNames, departuresSettings } from './settings.ts'
import { statusOf } from './status.ts'

const schema = new URL('../../schema.graphql', import.meta.url)

/** A whole cycle waits for serving; after so long (ms) schedule and usual gain are told. */
const patienceMs = 5000

/** The departures app: reads an agency's feeds and archive, predicts, publishes, learns. */
export const departuresProcess = defineProcess({
  name: 'departures',
  port: 4020,
  settings: departuresSettings,
  start: async ({ app, settings, log, bus, identity, signal }) => {
    await using stack = new AsyncDisposableStack()
    const folder = settings.HEADWAY_DEPARTURES_FOLDER
    const scores = await openLiveScores(join(folder, 'live-scores.json'))
    const problems = createProblems(() => new Date())
    const awaited = await openAwaited(join(folder, 'awaited.jsonl'))
    const state = createLiveState({ problems, scores, awaited })
    const recorder = await openRecorder(join(folder, 'recorded'))
    const endpoint = departuresNames(settings.HEADWAY_DEPARTURES_NAME).model
    const inference = createOipClient({
      url: settings.HEADWAY_OIP_URL,
      token: settings.HEADWAY_TOKEN,
      timeoutMs: patienceMs,
    })
    await serveGraphql(app, {
      schema,
      resolvers: createResolvers(state),
      identity,
      log,
      createContext: (actor) => ({ actor }),
    })
    const learning = stack.use(await openLearning({ state, settings, recorder, bus, log, signal }))
    serveFeed(app, () => state.published)
    app.get('/status', async () => statusOf(state, learning.status(), (await recorder.dates()).length))
    app.get('/scores', async () => ({ ...learning.scores(), live: scores.days() }))

    const stopping = new AbortController()
    const live = runLive({
      state,
      settings,
      serving: { inference, endpoint },
      recorder,
      bus,
      log,
      signal: AbortSignal.any([signal, stopping.signal]),
    })
    stack.defer(async () => {
      stopping.abort()
      await live
    })
    const opened = stack.move()
    return {
      health: () => ({ departures: { ok: state.published !== undefined, detail: learning.status().phase } }),
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    }
  },
})
