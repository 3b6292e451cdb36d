import assert from 'node:assert/strict'
import type { Container, Engine } from './engine.ts'

const jobs = new Set(['secrets', 'migrate', 'holder'])

/** Every container has no rights that it can do without, limits of memory and processes, a log that does not grow for ever. */
export async function checkContained(engine: Engine): Promise<string> {
  const containers = (await engine.containers()).filter(({ service }) => service !== 'holder')
  for (const container of containers) checkOne(container)
  const ports = containers.flatMap(({ details }) =>
    Object.values(details.HostConfig.PortBindings ?? {}).flat(),
  )
  assert.ok(
    ports.every((port) => port?.HostIp === '127.0.0.1'),
    'a port is published to the network',
  )
  return `${containers.length} containers, ${ports.length} ports on 127.0.0.1 alone`
}

function checkOne({ service, details: { Config, HostConfig } }: Container): void {
  assert.ok(!['', 'root', '0'].includes(Config.User), `${service} runs as root`)
  assert.ok(HostConfig.ReadonlyRootfs, `${service} may write to its image`)
  assert.deepEqual(HostConfig.CapDrop, ['ALL'], `${service} has capabilities`)
  assert.ok(
    HostConfig.SecurityOpt?.some((option) => option.startsWith('no-new-privileges')),
    `${service} may gain privileges`,
  )
  assert.ok(HostConfig.Memory > 0, `${service} has no limit of memory`)
  assert.ok((HostConfig.PidsLimit ?? 0) > 0, `${service} has no limit of processes`)
  assert.ok(HostConfig.LogConfig.Config['max-size'], `${service} has a log without limit`)
  const policy = jobs.has(service) ? 'on-failure' : 'unless-stopped'
  assert.equal(HostConfig.RestartPolicy.Name, policy, `${service} is not started again`)
}
