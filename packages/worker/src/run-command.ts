import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { DomainError } from '@headway/kit/errors'
import { cpuSecondsOf, peakMemoryOf } from './memory.ts'
import type { TaskContext } from './task-context.ts'
import { type Task, taskErrorShape } from './task-protocol.ts'

/** Exit codes of sysexits.h that speak of wrong use or wrong data: the same task would fail again. */
const finalExitCodes = new Set([64, 65])

type Used = { cpuSeconds: number; peakMemoryBytes: number }

/**
 * Runs a command step. The program is given the path of the task's JSON as its last argument; under `files` it says
 * where the inputs lie, and where outputs, metrics.json, values.json and (on failure) error.json go.
 */
export async function runCommand(
  task: Task,
  context: TaskContext,
  commandFolder: string | null,
): Promise<Used> {
  const [program, ...given] = task.code.command ?? []
  if (commandFolder === null || program === undefined) {
    throw new DomainError('FAILED_PRECONDITION', 'this worker runs no commands', {
      field: 'HEADWAY_WORKER_COMMAND_FOLDER',
      expected: 'the folder that commands run in',
    })
  }
  const files = await layOut(task, context)
  const child = spawn(program, [...given, files.task], {
    cwd: commandFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that whatever the command starts is stopped with it.
    detached: true,
  })
  const stop = () => stopGroup(child)
  context.signal.addEventListener('abort', stop)
  process.once('exit', stop)
  const used = watch(child)
  const lines = [echo(child.stdout, context), echo(child.stderr, context)]
  const ended = await new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(
        new DomainError('INVALID_ARGUMENT', `the command ${program} does not start: ${cause.message}`, {
          cause,
          field: 'command',
          value: program,
          expected: 'a program this worker can run',
        }),
      ),
    )
    child.on('close', (code, signal) => resolve({ code, signal }))
  }).finally(() => {
    context.signal.removeEventListener('abort', stop)
    process.removeListener('exit', stop)
  })
  await Promise.all(lines)
  if (ended.code !== 0) throw await failure(files.error, program, ended)
  await collect(files, context)
  return used.read()
}

async function layOut(task: Task, context: TaskContext) {
  const inputs: Record<string, string[]> = {}
  for (const [name, digests] of Object.entries(task.inputs)) {
    const folder = join(context.folder, 'inputs', name)
    await mkdir(folder, { recursive: true })
    inputs[name] = []
    for (const [index, digest] of digests.entries()) {
      const path = join(folder, String(index))
      await symlink(await context.artifacts.path(digest), path)
      inputs[name].push(path)
    }
  }
  const at = (name: string) => join(context.folder, name)
  const files = {
    inputs,
    items: at('items.json'),
    outputs: at('outputs'),
    metrics: at('metrics.json'),
    values: at('values.json'),
    error: at('error.json'),
  }
  await mkdir(files.outputs)
  await writeFile(files.items, JSON.stringify(context.items))
  await writeFile(at('task.json'), JSON.stringify({ ...task, files }))
  return { ...files, task: at('task.json') }
}

async function collect(files: { outputs: string; metrics: string; values: string }, context: TaskContext) {
  for (const name of (await readdir(files.outputs)).sort()) {
    await context.output(parse(name).name, { path: join(files.outputs, name) })
  }
  const metrics = await readJson(files.metrics, 'metrics.json')
  for (const [name, value] of Object.entries(metrics)) context.metric(name, value as number)
  const values = await readJson(files.values, 'values.json')
  for (const [name, value] of Object.entries(values)) context.value(name, value)
}

async function readJson(path: string, name: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', `the command wrote a ${name} that is not JSON`, {
      cause,
      field: name,
      value: text.slice(0, 80),
      expected: 'a JSON object',
    })
  }
}

async function failure(
  path: string,
  program: string,
  { code, signal }: { code: number | null; signal: string | null },
): Promise<Error> {
  const told = taskErrorShape.partial().safeParse(await readJson(path, 'error.json').catch(() => ({})))
  const error = told.success ? told.data : {}
  const ended = signal === null ? `exit code ${code}` : `signal ${signal}`
  const message = error.message ?? `the command ${program} ended with ${ended}`
  const isFinal = error.retryable === false || (code !== null && finalExitCodes.has(code))
  return isFinal ? new DomainError('INVALID_ARGUMENT', message) : new Error(message)
}

async function echo(stream: Readable, context: TaskContext): Promise<void> {
  for await (const line of createInterface({ input: stream })) context.log(line)
}

function stopGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended meanwhile.
  }
}

/** Looks at the command's memory and CPU while it runs; the last look is taken just before it ends. */
function watch(child: ChildProcess): { read: () => Used } {
  const used: Used = { cpuSeconds: 0, peakMemoryBytes: 0 }
  const look = async () => {
    if (child.pid === undefined) return
    used.peakMemoryBytes = Math.max(used.peakMemoryBytes, (await peakMemoryOf(child.pid)) ?? 0)
    used.cpuSeconds = Math.max(used.cpuSeconds, (await cpuSecondsOf(child.pid)) ?? 0)
  }
  void look()
  const timer = setInterval(() => void look(), 100)
  child.on('close', () => clearInterval(timer))
  return { read: () => used }
}
