import type { AccessTokens } from './access-tokens.ts'
import type { Addresses } from './find-running.ts'
import type { Ports } from './ports.ts'

/** What an app is told of the platform that it runs on. */
export type Platform = Addresses & {
  /** The folder of the artifact store. */
  artifacts: string
  /** Holds everything that is kept; an app makes a folder of its own in it. */
  stateDir: string
  tokens: AccessTokens
  /** Of the platform's parts and of the apps, by name. */
  ports: Ports
}

/** How the gateway answers for an app too. */
export type AppGraph = {
  /** The file of the supergraph that is composed of the platform's subgraphs and the app's. */
  supergraph: string
  /** The app's subgraph as the supergraph names it; the app answers it at `/graphql`. */
  subgraph: string
  /** More settings of the gateway, such as the topics of subscriptions. */
  gatewaySettings: Record<string, string>
}

/**
 * A process beside the platform's, supervised like them: a Node program with a health page at `/readyz`. It gets the
 * settings that every process gets, HEADWAY_PORT, and its own.
 */
export type AppSpec = {
  name: string
  /** The program's file. */
  main: string
  /** The port where it is free and none is remembered from the last start. */
  usualPort: number
  /** Whether its work makes much garbage; others are kept small. */
  isBusy: boolean
  settings: (platform: Platform) => Record<string, string>
  graph?: AppGraph
}
