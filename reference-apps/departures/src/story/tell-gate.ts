import { count, seconds } from './amounts.ts'
import type { GateSeen } from './pipeline-run.ts'
import type { Stage } from './scene.ts'

/** Tells the gate's verdicts, and the mean errors on the held-out days that it measured. */
export function tellGate({ tell }: Stage, gate: GateSeen, metrics: Record<string, number>): void {
  const judged = gate.better + gate.nonInferior + gate.worse + gate.tooLittleData
  tell.say(
    `${count(judged, 'partition')} judged: ${count(gate.better)} better, ${count(gate.nonInferior)} non-inferior, ` +
      `${count(gate.worse)} worse, ${count(gate.tooLittleData)} with too little data; ` +
      `the fleet ${gate.fleetPassed ? 'passed' : 'did not pass'}`,
  )
  for (const reason of gate.reasons) tell.add(reason)
  const errors = Object.entries(metrics)
    .filter(([name]) => name === 'mae' || name.startsWith('mae_'))
    .map(([name, value]) => `${name === 'mae' ? 'challenger' : words(name.slice(4))} ${seconds(value)}`)
  if (errors.length > 0) {
    tell.add(`mean error on ${count(metrics.n ?? 0, 'held-out prediction')}: ${errors.join(', ')}`)
  }
}

function words(name: string): string {
  return name.replaceAll('_', ' ')
}
