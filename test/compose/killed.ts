import assert from 'node:assert/strict'
import { until } from '@headway/testkit/until'
import type { Engine } from './engine.ts'
import type { Installation } from './installation.ts'
import { startLoad } from './load.ts'

/** Kills the one container of a service with no warning; answers after how long it is well again (ms). */
async function kill(engine: Engine, service: string): Promise<number> {
  const [before] = await engine.containers(service)
  assert.ok(before, `${service} has no container`)
  const began = performance.now()
  const script = `process.kill(${before.details.State.Pid}, 'SIGKILL')`
  // The engine does not start again what it was itself told to kill.
  const killer = [
    'run',
    '--rm',
    '--pid=host',
    '--network=none',
    '--user=0',
    '--cap-add=KILL',
    '--entrypoint=node',
  ]
  await engine.docker(...killer, 'headway:local', '-e', script)
  await until(
    async () => {
      const [now] = await engine.containers(service)
      const { State, RestartCount } = now?.details ?? {}
      return (RestartCount ?? 0) > before.details.RestartCount && State?.Health?.Status === 'healthy'
    },
    { timeoutMs: 180_000, intervalMs: 250, what: `${service} is well again` },
  )
  return performance.now() - began
}

/** Every container comes back by itself, and predictions go on meanwhile but for serving's own restart. */
export async function checkKilled(engine: Engine, { predict, operator }: Installation): Promise<string> {
  const told: string[] = []
  const others = 'nats postgres registry datasets pipelines monitoring gateway worker city departures'
  for (const service of [...others.split(' '), 'serving']) {
    const load = startLoad(predict)
    const tookMs = await kill(engine, service)
    const { answered, refused, firstRefusal, longestGapMs } = await load.stop()
    assert.ok(answered > 0, `no prediction was answered while ${service} was away`)
    const isOwn = service === 'serving'
    assert.ok(isOwn || refused === 0, `predictions were refused while ${service} was away: ${firstRefusal}`)
    const gap = isOwn ? `, no prediction for ${(longestGapMs / 1000).toFixed(1)} s` : ''
    told.push(`${service} ${(tookMs / 1000).toFixed(1)} s${gap}`)
  }
  const { verifyAuditLog } = await until(
    () =>
      operator.request<{ verifyAuditLog: { valid: boolean } }>(
        '{ verifyAuditLog(model: "departures-city") { valid } }',
      ),
    { timeoutMs: 60_000, what: 'the graph answers' },
  )
  assert.ok(verifyAuditLog.valid, 'the audit log is broken')
  return `back after ${told.join('; ')}`
}
