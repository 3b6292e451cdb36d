import { join } from 'node:path'
import type { AppGraph, AppSpec, Platform } from './app-spec.ts'
import { nodeProcess } from './node-process.ts'
import { graphqlUrl, portOf } from './ports.ts'
import type { StateFolder } from './state-folder.ts'
import type { ProcessSpec } from './supervised-process.ts'

/** The processes of the apps, each with its settings. */
export function planApps(input: {
  apps: readonly AppSpec[]
  platform: Platform
  repository: string
  folder: StateFolder
  /** What every process gets. */
  shared: Record<string, string>
}): ProcessSpec[] {
  const { apps, platform, repository, folder, shared } = input
  return apps.map((app) => {
    const port = portOf(app.name, platform.ports)
    return nodeProcess({
      name: app.name,
      repository,
      main: app.main,
      port,
      logFile: join(folder.logs, `${app.name}.log`),
      env: { ...shared, HEADWAY_PORT: String(port), ...app.settings(platform) },
      nodeArgs: app.isBusy ? [] : ['--max-semi-space-size=4'],
    })
  })
}

/** What the gateway is given so that it answers for an app too. A gateway has one supergraph: at most one app brings one. */
export function graphSettings(
  apps: readonly AppSpec[],
  ports: Platform['ports'],
): { supergraph?: string; subgraphs: Record<string, string>; settings: Record<string, string> } {
  const graphs = apps.filter((app): app is AppSpec & { graph: AppGraph } => app.graph !== undefined)
  if (graphs.length > 1) {
    throw new Error(`more than one app brings a supergraph: ${graphs.map(({ name }) => name).join(', ')}`)
  }
  const [app] = graphs
  if (!app) return { subgraphs: {}, settings: {} }
  return {
    supergraph: app.graph.supergraph,
    subgraphs: { [app.graph.subgraph]: graphqlUrl(app.name, ports) },
    settings: app.graph.gatewaySettings,
  }
}
