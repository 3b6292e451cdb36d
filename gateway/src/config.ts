import { jsonSetting, type ProcessSettingsOf, pathList } from '@headway/kit/config'
import { z } from 'zod'

const count = (usual: number) => z.coerce.number().int().min(1).default(usual)

const urls = z
  .union([z.url(), z.array(z.url()).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given))

export const gatewaySettings = {
  /** The composed supergraph; watched, and loaded anew when it changes. */
  HEADWAY_SUPERGRAPH: z.string().min(1),
  /**
   * JSON object, subgraph name to URL or list of URLs, in place of the addresses in the supergraph. Every address that
   * a URL's name has is a replica.
   */
  HEADWAY_SUBGRAPHS: jsonSetting(z.record(z.string(), urls)).default({}),
  /** How long a service that answered before is waited for when none of its replicas is there. */
  HEADWAY_RESTART_PATIENCE_MS: z.coerce.number().int().min(0).default(20_000),
  /** Files of topics (headway.topics/1) for the subscriptions that an app's subgraph brings. */
  HEADWAY_TOPICS: pathList().default([]),
  /** Origins that browsers may call from, separated by commas. */
  HEADWAY_CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .default([]),
  /** Where the bundled GraphiQL page is kept; it is not served without. */
  HEADWAY_GRAPHIQL_DIR: z.string().optional(),
  HEADWAY_MAX_DEPTH: count(20),
  HEADWAY_MAX_ALIASES: count(50),
  /** Fields times the lengths of the lists they are in. */
  HEADWAY_MAX_COST: count(200_000),
  HEADWAY_MAX_TOKENS: count(10_000),
  HEADWAY_MAX_SUBSCRIPTIONS: count(1000),
  HEADWAY_OPERATION_TIMEOUT_MS: count(60_000),
  /** Bytes of a request of the Open Inference Protocol. */
  HEADWAY_PREDICT_BODY_LIMIT: count(128 * 1024 * 1024),
}

export type GatewaySettings = ProcessSettingsOf<typeof gatewaySettings>
