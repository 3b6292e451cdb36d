import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAccess } from '../compose/access.ts'
import { type ContainerDetails, type Engine, findEngine } from '../compose/engine.ts'
import type { Killed, Store, Target } from './target.ts'

/** Services of the compose file that no scenario kills: what ends by itself and what only holds disks. */
const notParts = new Set(['secrets', 'migrate', 'holder'])

/** On the images that containers are replaced by, which go at the end. */
const rolledLabel = 'headway.chaos.rolled'

/**
 * Headway under docker compose, in a project and on disks that go with it; undefined where there is no engine. `build`
 * builds the images first.
 */
export async function openContainers(options: {
  servingReplicas: number
  build: boolean
  /** Leaves it running at the end. */
  keep: boolean
}): Promise<Target | undefined> {
  await using opened = new AsyncDisposableStack()
  const sharedFolder = await mkdtemp(join(tmpdir(), 'headway-chaos-'))
  opened.defer(() => rm(sharedFolder, { recursive: true, force: true }))
  // The worker is another user.
  await chmod(sharedFolder, 0o777)
  const engine = await findEngine({
    files: ['test/compose/chaos.yml'],
    environment: { HEADWAY_CHAOS_FOLDER: sharedFolder },
  })
  if (!engine) return undefined
  const down = async () => void (await engine.compose('--profile', '*', 'down', '--volumes'))
  await down()
  if (options.build) await engine.compose('build', '--quiet')
  if (!options.keep) {
    const unused = ['--all', '--force', '--filter', `label=${rolledLabel}`]
    opened.defer(async () => void (await engine.docker('image', 'prune', ...unused)))
    opened.defer(down)
  }
  await engine.compose('up', '--detach', '--wait', '--scale', `serving=${options.servingReplicas}`)
  const access = await readAccess(engine)
  const parts = (await engine.containers())
    .filter(({ service }) => !notParts.has(service))
    .map(({ service }) => service)
  const owned = opened.move()
  return {
    name: 'compose',
    parts: numbered(parts),
    gatewayUrl: 'http://127.0.0.1:14000',
    tokens: { operator: access('operator'), approver: access('approver') },
    observerUrl: access('observer'),
    servingReplicas: options.servingReplicas,
    async servingUrl() {
      const [first] = await engine.containers('serving')
      const port = first?.details.NetworkSettings.Ports['4004/tcp']?.[0]?.HostPort
      if (port === undefined) throw new Error('serving is not published now')
      return `http://127.0.0.1:${port}`
    },
    sharedFolder,
    kill: (parts) => kill(engine, parts),
    query: async (sql) =>
      JSON.parse(await psql(engine, `select coalesce(json_agg(rows), '[]') from (${sql}) rows`)),
    execute: async (sql) => void (await psql(engine, sql)),
    roll: (service) => roll(engine, service),
    fillDisk: (store) => fillDisk(engine, store),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** `serving`, `serving` → `serving`, `serving-2`. */
function numbered(services: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return services.map((service) => {
    const count = (counts.get(service) ?? 0) + 1
    counts.set(service, count)
    return count === 1 ? service : `${service}-${count}`
  })
}

async function kill(engine: Engine, parts: readonly string[]): Promise<Killed> {
  const containers = await engine.containers()
  const names = numbered(containers.map(({ service }) => service))
  const killed = parts.map((part) => {
    const found = containers[names.indexOf(part)]
    if (!found) throw new Error(`${part} has no container`)
    return found
  })
  const pids = killed.map(({ details }) => details.State.Pid)
  // From a container of its own: the engine does not start again what it was itself told to kill.
  const killer = ['--rm', '--pid=host', '--network=none', '--user=0', '--cap-add=KILL', '--entrypoint=node']
  const program = `for (const pid of [${pids}]) process.kill(pid, 'SIGKILL')`
  await engine.docker('run', ...killer, engine.image, '-e', program)
  return {
    async areBack() {
      const now: ContainerDetails[] = JSON.parse(
        await engine.docker('inspect', ...killed.map(({ id }) => id)),
      )
      return now.every(
        ({ RestartCount, State }, at) =>
          RestartCount > (killed[at]?.details.RestartCount ?? 0) && State.Health?.Status === 'healthy',
      )
    },
  }
}

function psql(engine: Engine, sql: string): Promise<string> {
  const command =
    'PGPASSWORD=$(cat /run/headway/secrets/password) psql -h 127.0.0.1 -U postgres -d headway -qAtX -v ON_ERROR_STOP=1 -c "$SQL"'
  return engine.compose('exec', '-T', '--env', `SQL=${sql}`, 'postgres', 'sh', '-c', command)
}

/** By an image of the same files that is another one all the same. */
async function roll(engine: Engine, service: string): Promise<void> {
  const image = 'headway:rolled'
  const dockerfile = `FROM ${engine.image}\nLABEL ${rolledLabel}=${Date.now()}`
  await engine.run('sh', ['-c', 'echo "$DOCKERFILE" | docker build --quiet --tag "$IMAGE" -'], {
    DOCKERFILE: dockerfile,
    IMAGE: image,
  })
  await engine.run('sh', ['deploy/docker/roll.sh', service], { HEADWAY_IMAGE: image })
}

async function fillDisk(engine: Engine, store: Store): Promise<() => Promise<void>> {
  const onDisk = (script: string) =>
    engine.docker(
      ...['run', '--rm', '--network=none', '--user=0', `--volume=${engine.volume(store)}:/disk`],
      ...['--entrypoint=sh', engine.image, '-c', script],
    )
  await onDisk('dd if=/dev/zero of=/disk/full bs=64k 2> /dev/null || true')
  return async () => void (await onDisk('rm /disk/full'))
}
