import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A Docker engine with compose, and one project on it that is all this check's own. */
export type Engine = {
  version: string
  compose: (...args: string[]) => Promise<string>
  docker: (...args: string[]) => Promise<string>
  /** Containers of a service, or of all. */
  containers: (service?: string) => Promise<Container[]>
}

export type Container = { id: string; name: string; service: string; details: ContainerDetails }

export type ContainerDetails = {
  RestartCount: number
  Config: { User: string; Image: string }
  State: { Pid: number; Running: boolean; ExitCode: number; Health?: { Status: string } }
  HostConfig: {
    ReadonlyRootfs: boolean
    CapDrop: string[] | null
    SecurityOpt: string[] | null
    Memory: number
    RestartPolicy: { Name: string }
    LogConfig: { Config: Record<string, string> }
    PortBindings: Record<string, { HostIp: string }[] | null> | null
  }
}

/** The engine of this machine; undefined when there is none. Ports and sizes differ from the usual ones. */
export async function findEngine(): Promise<Engine | undefined> {
  const environment = {
    ...process.env,
    COMPOSE_PROJECT_NAME: 'headway-check',
    COMPOSE_FILE: 'docker-compose.yml:test/compose/small-disks.yml',
    COMPOSE_ENV_FILES: '/dev/null',
    HEADWAY_GATEWAY_PORT: '14000',
    HEADWAY_OIP_PORTS: '14004-14009',
    HEADWAY_DEPARTURES_PORT: '14020',
    HEADWAY_CITY_PORT: '14021',
    HEADWAY_NATS_PORT: '14222',
    HEADWAY_CITY_SETTINGS: 'test/compose/city.env',
    HEADWAY_STORY: '0',
  }
  const docker = async (...args: string[]) => {
    const options = { cwd: repository, env: environment, maxBuffer: 64 * 1024 * 1024 }
    const { stdout } = await run('docker', args, options).catch((error: Error & { stderr?: string }) => {
      throw new Error(`docker ${args.join(' ')}: ${error.stderr?.trim().slice(-2000) || error.message}`)
    })
    return stdout
  }
  const compose = (...args: string[]) => docker('compose', ...args)
  const version = await docker('version', '--format', '{{.Server.Version}}').catch(() => undefined)
  if (version === undefined) return undefined
  return {
    version: `${version.trim()}, compose ${(await compose('version', '--short')).trim()}`,
    docker,
    compose,
    async containers(service) {
      const ids = (await compose('ps', '--all', '--quiet', ...(service ? [service] : []))).trim().split('\n')
      const found = JSON.parse(await docker('inspect', ...ids)) as (ContainerDetails & {
        Id: string
        Name: string
        Config: { Labels: Record<string, string> }
      })[]
      return found.map((details) => ({
        id: details.Id,
        name: details.Name.slice(1),
        service: details.Config.Labels['com.docker.compose.service'] ?? '',
        details,
      }))
    },
  }
}
