import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@headway/testkit/until'
import type { Engine } from './engine.ts'
import type { Installation } from './installation.ts'
import { startLoad } from './load.ts'

const fullForMs = 30_000

/** With no room under a store predictions go on; with room again changes are taken and told within two minutes. */
export async function checkFullDisk(
  engine: Engine,
  installation: Installation,
  store: 'nats' | 'postgres',
): Promise<string> {
  const onDisk = (script: string) =>
    engine.docker(
      ...['run', '--rm', '--network=none', '--user=0', `--volume=headway-check_${store}:/disk`],
      ...['--entrypoint=sh', 'headway:local', '-c', script],
    )
  const { predict } = installation
  const load = startLoad(predict)
  await onDisk('dd if=/dev/zero of=/disk/full bs=64k 2> /dev/null || true')
  const refused = await register(installation, `full-${store}`).then(
    () => 'a change was taken',
    () => 'a change was refused',
  )
  await sleep(fullForMs)
  await onDisk('rm /disk/full')
  const began = performance.now()
  const isTaken = () => register(installation, `room-${store}`)
  await until(isTaken, { timeoutMs: 120_000, intervalMs: 1000, what: `changes after ${store} was full` })
  await until(() => isTold(engine), { timeoutMs: 120_000, intervalMs: 1000, what: 'the outbox is told' })
  const report = await load.stop()
  assert.equal(report.refused, 0, `predictions were refused: ${report.firstRefusal}`)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  return `${store}: ${report.answered} predictions and none refused, ${refused}, well ${seconds} s after there was room`
}

async function register({ operator }: Installation, name: string): Promise<true> {
  const input = {
    name,
    owner: 'check',
    partitionedBy: ['stop_id'],
    approvalPolicy: 'ALWAYS',
    primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
    signature: {
      inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 1] }],
      features: ['delay_s'],
      outputs: [{ name: 'p50', datatype: 'FP32', shape: [-1] }],
    },
    baseline: [{ output: 'p50', terms: [{ feature: 'delay_s', weight: 1 }] }],
  }
  await operator.request('mutation($input: RegisterModelInput!) { registerModel(input: $input) { name } }', {
    input,
  })
  return true
}

/** Whether the registry has no event left that it could not publish. */
async function isTold(engine: Engine): Promise<boolean> {
  const query = 'psql -h 127.0.0.1 -U postgres -d headway -Atc "select count(*) from registry.outbox"'
  const password = 'PGPASSWORD=$(cat /run/headway/secrets/password)'
  const count = await engine.compose('exec', '-T', 'postgres', 'sh', '-c', `${password} ${query}`)
  return count.trim() === '0'
}
