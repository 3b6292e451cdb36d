import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { allocatorSettings } from './allocator-settings.ts'
import { graphSettings } from './app-processes.ts'
import type { AppSpec } from './app-spec.ts'
import { nodeProcess } from './node-process.ts'
import { graphqlUrl, type Ports, portOf } from './ports.ts'
import type { Secrets } from './secrets.ts'
import { type ServiceName, serviceNames } from './service-names.ts'
import { grpcPortName, servingReplicas } from './serving-replicas.ts'
import type { StateFolder } from './state-folder.ts'
import type { ProcessSpec } from './supervised-process.ts'

export type PlanInput = {
  repository: string
  folder: StateFolder
  ports: Ports
  secrets: Secrets
  /** With the token. */
  natsUrl: string
  databaseUrls: Record<ServiceName, string>
  /** Settings of the caller: `HEADWAY_…`, `OTEL_…` and what every process needs. */
  environment: Record<string, string | undefined>
  /** The gateway answers for them too. */
  apps: readonly AppSpec[]
}

/** The five services, serving in as many replicas as there shall be, the gateway and the worker, each with its settings. */
export function planProcesses(input: PlanInput): {
  services: ProcessSpec[]
  gateway: ProcessSpec
  worker: ProcessSpec
} {
  const { repository, folder, ports } = input
  const graph = graphSettings(input.apps, ports)
  const one = (name: string, main: string, settings: Record<string, string>) => {
    const port = portOf(name, ports)
    return nodeProcess({
      nodeArgs: isBusy(name) ? [] : ['--max-semi-space-size=4'],
      name,
      repository,
      main: join(repository, main),
      port,
      logFile: join(folder.logs, `${name}.log`),
      env: { ...sharedSettings(input), HEADWAY_PORT: String(port), ...settings },
    })
  }
  const replicas = (service: ServiceName) =>
    service === 'serving' ? servingReplicas(input.environment) : [service]
  const urls = (service: ServiceName) => {
    const [first, ...others] = replicas(service).map((name) => graphqlUrl(name, ports))
    return others.length === 0 ? first : [first, ...others]
  }
  return {
    services: serviceNames.flatMap((service) =>
      replicas(service).map((name) =>
        one(name, `services/${service}/src/main.ts`, {
          HEADWAY_DATABASE_URL: input.databaseUrls[service],
          ...serviceSettings(input, service, name),
        }),
      ),
    ),
    gateway: one('gateway', 'gateway/src/main.ts', {
      HEADWAY_SUPERGRAPH: graph.supergraph ?? join(repository, 'gateway/supergraph.graphql'),
      HEADWAY_SUBGRAPHS: JSON.stringify({
        ...Object.fromEntries(serviceNames.map((service) => [service, urls(service)])),
        ...graph.subgraphs,
      }),
      HEADWAY_GRAPHIQL_DIR: folder.graphiql,
      // Else the gateway's library asks clouds for metadata and reports its use to its makers.
      APOLLO_TELEMETRY_DISABLED: 'true',
      ...graph.settings,
    }),
    worker: one('worker', 'packages/worker/src/main.ts', {
      HEADWAY_WORK_DIR: folder.work,
      HEADWAY_WORKER_STEPS: input.environment.HEADWAY_WORKER_STEPS ?? findStepModules(repository),
      HEADWAY_WORKER_CONCURRENCY:
        input.environment.HEADWAY_WORKER_CONCURRENCY ?? String(Math.min(availableParallelism(), 4)),
    }),
  }
}

/** Parts whose work makes much garbage; the others keep 25 MB less with a small young generation. */
function isBusy(name: string): boolean {
  return name.startsWith('serving') || name === 'gateway' || name === 'worker'
}

/** What every process gets: the settings of the caller, and where bus, artifacts and keys are. */
export function sharedSettings({
  folder,
  secrets,
  natsUrl,
  environment,
}: Pick<PlanInput, 'folder' | 'secrets' | 'natsUrl' | 'environment'>): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && /^(HEADWAY_|OTEL_|PATH$|HOME$|TZ$|LANG$|TMPDIR$|LD_PRELOAD$)/.test(entry[0]),
  )
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    HEADWAY_NATS_URL: natsUrl,
    HEADWAY_ARTIFACTS: folder.artifacts,
    HEADWAY_INTERNAL_KEY: secrets.internalKey,
    HEADWAY_API_TOKENS_FILE: folder.apiTokens,
  }
}

function serviceSettings(
  { folder, secrets, environment, ports }: PlanInput,
  service: ServiceName,
  name: string,
): Record<string, string> {
  const duckdb = {
    HEADWAY_DUCKDB_MEMORY: environment.HEADWAY_DUCKDB_MEMORY ?? '1GB',
    HEADWAY_DUCKDB_THREADS: environment.HEADWAY_DUCKDB_THREADS ?? String(Math.min(availableParallelism(), 4)),
  }
  switch (service) {
    case 'registry':
      return { HEADWAY_AUDIT_KEY: secrets.auditKey, HEADWAY_WORK_DIR: folder.registry }
    case 'datasets':
    case 'monitoring':
      return duckdb
    case 'serving':
      return {
        ...allocatorSettings(environment),
        // What Node made of the sources: else every start and every thread takes a second and some 20 MB more.
        NODE_COMPILE_CACHE: join(servingCache(folder, name), 'code'),
        HEADWAY_CACHE_DIR: servingCache(folder, name),
        HEADWAY_GRPC_PORT: String(portOf(grpcPortName(name), ports)),
      }
    case 'pipelines':
      return {}
  }
}

/** Each replica has a cache of its own; that of the first is where it always was. */
function servingCache({ servingCache: first }: StateFolder, name: string): string {
  return first + name.slice('serving'.length)
}

/** The step modules of the reference apps in this checkout. */
function findStepModules(repository: string): string {
  const modules = ['reference-apps/departures/src/steps.ts']
  return modules
    .map((module) => join(repository, module))
    .filter((module) => existsSync(module))
    .join(delimiter)
}
