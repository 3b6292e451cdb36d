import { defineProcess, runProcess } from '@headway/kit/process'
import { observeBus } from './observe-bus.ts'

/** Shows the state of streams and consumers as metrics. */
const meter = defineProcess({
  name: 'meter',
  port: 4011,
  settings: {},
  start: async ({ bus, log }) => {
    const ending = observeBus(bus, log)
    return { [Symbol.asyncDispose]: async () => ending[Symbol.dispose]() }
  },
})

await runProcess(meter)
