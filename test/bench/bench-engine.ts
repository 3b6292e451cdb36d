import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFleet } from './bench-fleet.ts'
import { type EngineFiles, writeEngineFiles } from './engine-files.ts'
import { type Action, measureInTurn } from './measure.ts'
import type { Group } from './report.ts'
import { summarize } from './summary.ts'

const names = {
  sessions: 'ONNX Runtime alone, a session for each model',
  compiled: 'compiled engine, from its image',
  proved: 'compiled engine, compiled and proved anew',
  arrays: 'bare arrays of the same size',
}

type Child = { pid: number; ask: (what: 'load' | 'run') => Promise<number> } & AsyncDisposable

/**
 * The engines alone, without a server, each in a process of its own: loading a fleet, a row for each of its models in
 * batches of 1,000, and the memory that it takes.
 */
export async function benchEngine(models: number): Promise<Group[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'headway-engine-'))
  const files = await writeEngineFiles(folder.path, makeFleet(models))
  await using opened = new AsyncDisposableStack()
  const children = new Map<string, Child>()
  const memory = new Map<string, number>()
  const loading = Object.entries(names).map(([engine, name]): Action => {
    return {
      name,
      prepare: async () => {
        await children.get(engine)?.[Symbol.asyncDispose]()
        children.set(engine, opened.use(await startChild(engine, files)))
      },
      run: async () => memory.set(name, (await children.get(engine)?.ask('load')) ?? 0),
    }
  })
  const pids = () => [...children.values()].map(({ pid }) => pid)
  const loaded = await measureInTurn(loading, { rounds: 2, leastRounds: 1, budgetMs: 60_000, pids })
  const running = Object.entries(names).flatMap(([engine, name]): Action[] =>
    engine === 'proved' ? [] : [{ name, run: async () => children.get(engine)?.ask('run') }],
  )
  const ran = await measureInTurn(running, { rounds: 30, leastRounds: 4, budgetMs: 30_000, pids })
  return [
    {
      title: `load ${models} models`,
      loadAverage: loaded.loadAverage,
      lines: summarize(loaded.samples, names.sessions),
      memory: [...memory].map(([name, bytes]) => ({ name, bytes })),
    },
    {
      title: `a row for each of ${models} models, in batches of 1,000`,
      loadAverage: ran.loadAverage,
      lines: summarize(ran.samples, names.sessions),
    },
  ]
}

async function startChild(engine: string, { folder, models }: EngineFiles): Promise<Child> {
  const program = fileURLToPath(new URL('./engine-child.ts', import.meta.url))
  const child = fork(program, [engine, folder, String(models)])
  await once(child, 'message')
  const exited = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    ask: async (what) => {
      const answered = once(child, 'message')
      child.send(what)
      const [bytes] = (await Promise.race([answered, exited])) as [number]
      if (!child.connected) throw new Error(`the process of ${engine} ended`)
      return bytes
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill()
      await exited
    },
  }
}
