import { defineProcess } from '@headway/kit/process'
import { createApollo } from './apollo.ts'
import { gatewaySettings } from './config.ts'
import { addCors } from './cors.ts'
import { addGraphiql } from './graphiql/routes.ts'
import { addGraphqlRoutes } from './graphql-routes.ts'
import { addInferenceRoutes } from './inference/routes.ts'
import { checkTopics } from './subscriptions/check-topics.ts'
import { openEventFeed } from './subscriptions/event-feed.ts'
import { readTopics } from './subscriptions/read-topics.ts'
import { createSubscriptions } from './subscriptions/subscriptions.ts'
import { openWebSocket } from './subscriptions/web-socket.ts'
import { openSupergraph } from './supergraph.ts'
import { Upstreams } from './upstream/upstreams.ts'

/** The one graph over all services. */
export const gateway = defineProcess({
  name: 'gateway',
  port: 4000,
  settings: gatewaySettings,
  start: async ({ app, settings, log, bus, identity, signal }) => {
    await using stack = new AsyncDisposableStack()
    const topics = await readTopics(settings.HEADWAY_TOPICS)
    const upstreams = new Upstreams(settings.HEADWAY_SUBGRAPHS, settings.HEADWAY_RESTART_PATIENCE_MS, log)
    const supergraph = openSupergraph({ file: settings.HEADWAY_SUPERGRAPH, upstreams, log })
    const apollo = createApollo(supergraph, settings, log)
    await apollo.start()
    stack.defer(() => apollo.stop())
    const feed = stack.use(openEventFeed({ bus, log }))
    const { apiSchema } = supergraph
    checkTopics(topics, apiSchema())
    const subscriptions = createSubscriptions({ feed, apollo, apiSchema, topics, settings, log })
    const sockets = openWebSocket(app.server, { apollo, identity, subscriptions, apiSchema, settings })
    // The server waits for open answers before it closes: those that have no end of their own are ended first.
    app.addHook('preClose', async () => {
      await sockets[Symbol.asyncDispose]()
      await subscriptions[Symbol.asyncDispose]()
    })
    addCors(app, settings.HEADWAY_CORS_ORIGINS)
    await addInferenceRoutes(app, { upstreams, settings, log })
    addGraphqlRoutes(app, { apollo, identity, subscriptions, settings })
    if (settings.HEADWAY_GRAPHIQL_DIR)
      addGraphiql(app, { cacheDir: settings.HEADWAY_GRAPHIQL_DIR, log, signal })
    const owned = stack.move()
    return {
      health: () => {
        const problem = supergraph.problem()
        return {
          supergraph: problem === undefined ? { ok: true } : { ok: false, detail: problem },
          subscriptions: { ok: true, detail: `${subscriptions.count()} open` },
        }
      },
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    }
  },
})
