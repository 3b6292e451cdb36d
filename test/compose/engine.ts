import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const projectName = 'headway-check'
const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A Docker engine with compose, and one project on it that is all this check's own. */
export type Engine = {
  version: string
  compose: (...args: string[]) => Promise<string>
  docker: (...args: string[]) => Promise<string>
  /** Containers of a service, or of all, in the order of their numbers. */
  containers: (service?: string) => Promise<Container[]>
  /** The image that the processes run. */
  image: string
  /** The volume of that name in the compose file, as the engine calls it. */
  volume: (name: string) => string
  /** Runs a program of the repository with the project's settings. */
  run: (program: string, args: readonly string[], settings?: Record<string, string>) => Promise<string>
}

export type Container = { id: string; name: string; service: string; details: ContainerDetails }

export type ContainerDetails = {
  RestartCount: number
  Config: { User: string; Image: string }
  NetworkSettings: { Ports: Record<string, { HostPort: string }[] | null> }
  State: { Pid: number; Running: boolean; ExitCode: number; Health?: { Status: string } }
  HostConfig: {
    ReadonlyRootfs: boolean
    CapDrop: string[] | null
    SecurityOpt: string[] | null
    Memory: number
    PidsLimit: number | null
    RestartPolicy: { Name: string }
    LogConfig: { Config: Record<string, string> }
    PortBindings: Record<string, { HostIp: string }[] | null> | null
  }
}

/**
 * The engine of this machine; undefined when there is none. Ports and sizes differ from the usual ones. More files and
 * settings of compose may be given.
 */
export async function findEngine(
  more: { files?: readonly string[]; environment?: Record<string, string> } = {},
): Promise<Engine | undefined> {
  const environment = {
    ...process.env,
    COMPOSE_PROJECT_NAME: projectName,
    COMPOSE_FILE: ['docker-compose.yml', 'test/compose/small-disks.yml', ...(more.files ?? [])].join(':'),
    COMPOSE_ENV_FILES: '/dev/null',
    HEADWAY_GATEWAY_PORT: '14000',
    HEADWAY_OIP_PORTS: '14004-14009',
    HEADWAY_GRPC_PORTS: '14014-14019',
    HEADWAY_DEPARTURES_PORT: '14020',
    HEADWAY_CITY_PORT: '14021',
    HEADWAY_NATS_PORT: '14222',
    HEADWAY_CITY_SETTINGS: 'test/compose/city.env',
    HEADWAY_STORY: '0',
    ...more.environment,
  }
  const runHere: Engine['run'] = async (program, args, settings = {}) => {
    const env = { ...environment, ...settings }
    const options = { cwd: repository, env, maxBuffer: 64 * 1024 * 1024 }
    const { stdout } = await run(program, args, options).catch((error: Error & { stderr?: string }) => {
      throw new Error(`${program} ${args.join(' ')}: ${error.stderr?.trim().slice(-2000) || error.message}`)
    })
    return stdout
  }
  const docker = (...args: string[]) => runHere('docker', args)
  const compose = (...args: string[]) => docker('compose', ...args)
  const version = await docker('version', '--format', '{{.Server.Version}}').catch(() => undefined)
  if (version === undefined) return undefined
  return {
    version: `${version.trim()}, compose ${(await compose('version', '--short')).trim()}`,
    image: process.env.HEADWAY_IMAGE || 'headway:local',
    volume: (name) => `${projectName}_${name}`,
    run: runHere,
    docker,
    compose,
    async containers(service) {
      const ids = (await compose('ps', '--all', '--quiet', ...(service ? [service] : []))).trim().split('\n')
      const found = JSON.parse(await docker('inspect', ...ids)) as (ContainerDetails & {
        Id: string
        Name: string
        Config: { Labels: Record<string, string> }
      })[]
      const label = (details: (typeof found)[number], name: string) =>
        details.Config.Labels[`com.docker.compose.${name}`] ?? ''
      const number = (details: (typeof found)[number]) => Number(label(details, 'container-number'))
      return found
        .sort((a, b) => number(a) - number(b))
        .map((details) => ({
          id: details.Id,
          name: details.Name.slice(1),
          service: label(details, 'service'),
          details,
        }))
    },
  }
}
