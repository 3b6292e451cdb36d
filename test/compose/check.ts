import assert from 'node:assert/strict'
import { checkContained } from './contained.ts'
import { findEngine } from './engine.ts'
import { bringLive, openInstallation } from './installation.ts'
import { checkObserved } from './observed.ts'

// Runs Headway with its small city under docker compose and checks what it promises: node test/compose/check.ts
// `--no-build` takes the images that are there, `--keep` leaves it running. What it survives: npm run chaos -- --compose

const slowestStartS = 90
const options = new Set(process.argv.slice(2))
const engine = await findEngine()
if (!engine) {
  console.log('skipped: there is no Docker engine here')
  process.exit(0)
}
const step = async (what: string, check: () => Promise<string | undefined>) => {
  const began = performance.now()
  const told = await check()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${what.padEnd(12)} ${seconds.padStart(6)} s  ${told ?? ''}`)
}
const up = () => engine.compose('up', '--detach', '--wait')

console.log(`Docker ${engine.version}`)
try {
  await engine.compose('--profile', '*', 'down', '--volumes')
  if (!options.has('--no-build')) await step('built', () => engine.compose('build', '--quiet'))
  const began = performance.now()
  await step('started', async () => void (await up()))
  const tookS = (performance.now() - began) / 1000
  assert.ok(tookS < slowestStartS, `the first start took ${tookS.toFixed(0)} s, more than ${slowestStartS} s`)
  await step('contained', () => checkContained(engine))
  const installation = await openInstallation(engine)
  await step('live', async () => void (await bringLive(installation)))
  await step('observed', () => checkObserved(installation))
  await step('kept', async () => {
    const services = (await engine.containers()).map(({ service }) => service)
    // Without it the disks, which are in memory, would be empty.
    await engine.compose('rm', '--stop', '--force', ...services.filter((service) => service !== 'holder'))
    await up()
    await installation.predict().catch(() => installation.predict())
    return 'the model answers as before'
  })
} finally {
  if (!options.has('--keep')) await engine.compose('--profile', '*', 'down', '--volumes')
}
