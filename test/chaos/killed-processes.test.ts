import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { killScenario } from './kill.ts'
import { findingLines, totalLines } from './print.ts'
import { openProcesses } from './processes.ts'
import { runChaos } from './run-chaos.ts'

test('when all but the gateway and one replica of serving is killed during a run, predictions go on and nothing is lost or doubled', async () => {
  const programs = fileURLToPath(new URL('../../.headway/cache', import.meta.url))
  await using target = await openProcesses({ servingReplicas: 2, programs })
  const killed = target.parts.filter((part) => part !== 'gateway' && part !== 'serving-2')
  const told: string[] = []

  const { findings, totals } = await runChaos({
    target,
    seed: 'short',
    scenarios: [killScenario('most at once', killed, 300)],
    tell: (finding) => told.push(...findingLines(finding)),
  })

  console.log([...told, ...totalLines(totals)].join('\n'))
  expect(findings.flatMap(({ failures }) => failures)).toEqual([])
  expect(totals.failures).toEqual([])
  expect(totals.runs).toEqual({ started: 2, succeeded: 2 })
  expect(totals.events.emitted).toBeGreaterThan(0)
})
