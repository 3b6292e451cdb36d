import { appendFile, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { writePack } from '@headway/artifacts/pack'
import { DomainError } from '@headway/kit/errors'
import { defineStep } from '@headway/worker/define-step'
import type { ModelsIndex } from '@headway/worker/models-index'
import type { TaskContext } from '@headway/worker/task-context'

// Steps that real workers run in the tests of this service.

const folder = new URL('.', import.meta.url)

type Parameters = { journal?: string; hold?: string; count?: number; succeedOn?: number; worse?: string[] }

/** Notes that the step ran, and waits until the file `hold` exists. */
async function appear(task: TaskContext): Promise<Parameters> {
  const parameters = task.parameters as Parameters
  if (parameters.journal) await appendFile(parameters.journal, `${task.step} ${task.chunk} ${task.attempt}\n`)
  while (parameters.hold && !(await stat(parameters.hold).catch(() => undefined))) {
    await sleep(20, undefined, { signal: task.signal })
  }
  return parameters
}

export const plan = defineStep({
  name: 'test/plan',
  package: folder,
  run: async (task) => {
    const { count = 10 } = await appear(task)
    const numbers = Array.from({ length: count }, (_, index) => index + 1)
    await task.output('numbers', { json: numbers })
    task.value('count', count)
    task.log(`planned ${count} numbers`)
  },
})

export const double = defineStep({
  name: 'test/double',
  package: folder,
  run: async (task) => {
    await appear(task)
    const doubled = (task.items as number[]).map((each) => each * 2)
    await task.output('doubled', { json: doubled })
    task.metric('largest', Math.max(...doubled))
    task.progress(doubled.length, doubled.length)
  },
})

export const increment = defineStep({
  name: 'test/increment',
  package: folder,
  run: async (task) => {
    const numbers = await task.input('numbers').json<number[]>()
    if (numbers.length !== task.items.length) throw new Error('the chunk of another task came')
    await task.output('incremented', { json: numbers.map((each) => each + 1) })
  },
})

export const sum = defineStep({
  name: 'test/sum',
  package: folder,
  run: async (task) => {
    await appear(task)
    const lists = await task.input('lists').jsons<number[]>()
    const total = lists.flat().reduce((left, right) => left + right, 0)
    await task.output('sum', { json: { total, count: task.parameters.count } })
    task.value('total', total)
    task.log(`the sum is ${total}`)
  },
})

export const flaky = defineStep({
  name: 'test/flaky',
  package: folder,
  run: async (task) => {
    const { succeedOn = 2 } = await appear(task)
    if (task.attempt < succeedOn) throw new Error(`attempt ${task.attempt} fails`)
    task.value('attempt', task.attempt)
  },
})

export const refuse = defineStep({
  name: 'test/refuse',
  package: folder,
  run: async (task) => {
    await appear(task)
    throw new DomainError('INVALID_ARGUMENT', 'the numbers are not numbers', {
      field: 'numbers',
      value: 'x',
      expected: 'numbers',
    })
  },
})

export const crash = defineStep({
  name: 'test/crash',
  package: folder,
  run: async (task) => {
    await appear(task)
    console.error('about to end')
    if (task.attempt === 1) process.kill(process.pid, 'SIGKILL')
    await sleep(10_000, undefined, { signal: task.signal })
  },
})

export const swell = defineStep({
  name: 'test/swell',
  package: folder,
  run: async (task) => {
    const bytes = Buffer.alloc(Number(task.parameters.megabytes ?? 1) * 1024 * 1024, 1)
    task.value('size', bytes.length)
  },
})

/** Trains nothing: a partition's model is a text, which the registry of these tests does not look into. */
export const train = defineStep({
  name: 'test/train',
  package: folder,
  run: async (task) => {
    const keys = task.items as string[][]
    const members = keys.map((key) => ({
      name: key.join('/'),
      bytes: Buffer.from(`model of ${key.join('/')}`),
    }))
    const pack = await writePack(task.artifacts, members)
    const index: ModelsIndex = {
      format: 'headway.models/1',
      pack: pack.digest,
      partitions: pack.members.map(({ offset, length, sha256 }, at) => ({
        key: keys[at] ?? [],
        offset,
        length,
        sha256,
        metrics: { validation_mae: 10 },
        trainedRows: 1000,
        family: 'text',
      })),
      pooled: [],
    }
    await task.output('models', { json: index })
    await task.output('pack', { digest: pack.digest })
  },
})

/** Says that every challenger halves the error, but those in `worse`, which double it. */
export const evaluate = defineStep({
  name: 'test/evaluate',
  package: folder,
  run: async (task) => {
    const { worse = [] } = task.parameters as Parameters
    const blocks = Array.from({ length: 10 }, (_, index) => `day-${index}`)
    const models = await task.input('models').json<ModelsIndex>()
    const partitions = models.partitions.map(({ key }) => {
      const factor = worse.includes(key.join('/')) ? 2 : 0.5
      const schedule = blocks.map((_, index) => 1000 + index)
      const challenger = schedule.map((value) => value * factor)
      const champion = task.hasInput('champion') ? { champion: schedule } : {}
      return {
        key,
        block: blocks.map((_, index) => index),
        n: blocks.map(() => 20),
        over: { challenger, schedule, ...champion },
        under: { challenger, schedule, ...champion },
      }
    })
    const predictors = ['challenger', 'schedule']
    await task.output('errors', { json: { format: 'headway.errors/1', blocks, predictors, partitions } })
  },
})
