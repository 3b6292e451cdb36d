import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { StepDefinition } from '@headway/worker/define-step'
import { gateStep } from '@headway/worker/gate/gate-step'
import { type Collected, openTask } from '@headway/worker/open-task'
import { proposeStep } from '@headway/worker/propose/propose-step'
import { type DeparturesRun, departuresPipeline } from '../departures-pipeline.ts'
import { departuresSteps } from '../steps.ts'

const steps = new Map<string, StepDefinition>(
  [...departuresSteps, gateStep, proposeStep].map((step) => [step.name, step]),
)

/** What a step yielded: one entry for each of its tasks. */
export type Yields = Map<string, Collected[]>

/**
 * Goes through the departures pipeline up to the proposal in this process, without any service. `champion` is the digest
 * of the manifest that is live; `tell` hears what each step took.
 */
export async function runLocally(
  artifacts: ArtifactStore,
  parameters: DeparturesRun,
  champion: string | null = null,
  tell: (step: string, cpuSeconds: number) => void = () => {},
): Promise<Yields> {
  const yields: Yields = new Map()
  const told = parameters as Record<string, unknown>
  for (const step of departuresPipeline({ model: 'departures', endpoint: 'departures' }).steps) {
    const definition = steps.get(step.uses)
    if (!definition) continue
    const parts = 'forEach' in step ? await itemsOf(artifacts, yields) : [null]
    const collected: Collected[] = []
    const before = process.cpuUsage()
    for (const [chunk, item] of parts.entries()) {
      const inputs = Object.entries('inputs' in step ? step.inputs : {}).map(([name, reference]) => {
        return [name, digests(String(reference), { told, yields, champion, chunk })] as const
      })
      const task = {
        protocol: 'headway.task/1' as const,
        id: crypto.randomUUID(),
        attempt: 1,
        run: runOf(champion),
        step: step.name,
        chunk,
        code: { uses: step.uses, version: '1' },
        parameters: resolve('parameters' in step ? step.parameters : {}, told, yields) as Record<
          string,
          unknown
        >,
        inputs: Object.fromEntries(inputs),
        items: item === null ? null : { list: [item] },
        timeoutSeconds: 600,
      }
      collected.push(await runTask(definition, task, artifacts))
    }
    yields.set(step.name, collected)
    const { user, system } = process.cpuUsage(before)
    tell(step.name, (user + system) / 1e6)
  }
  return yields
}

/** The JSON of a step's output, of its first task or of the given one. */
export async function outputOf<Shape>(
  artifacts: ArtifactStore,
  yields: Yields,
  step: string,
  output: string,
  chunk = 0,
): Promise<Shape> {
  const digest = yields.get(step)?.[chunk]?.outputs[output]?.digest
  if (digest === undefined) throw new Error(`${step} has no output ${output}`)
  return JSON.parse((await artifacts.get(digest)).toString('utf8')) as Shape
}

async function runTask(
  { run }: StepDefinition,
  task: Parameters<typeof openTask>[0],
  artifacts: ArtifactStore,
): Promise<Collected> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-step-'))
  try {
    const { context, collected } = await openTask(task, {
      artifacts,
      folder,
      signal: new AbortController().signal,
      log: () => {},
      progress: () => {},
    })
    await run(context)
    return collected
  } finally {
    await rm(folder, { recursive: true })
  }
}

function runOf(champion: string | null) {
  return {
    id: crypto.randomUUID(),
    pipeline: 'departures',
    pipelineVersion: 1,
    model: 'departures',
    requestedBy: 'test',
    champion: champion === null ? null : { version: 'departures/1', manifest: champion },
  }
}

async function itemsOf(artifacts: ArtifactStore, yields: Yields): Promise<unknown[]> {
  return outputOf<unknown[]>(artifacts, yields, 'prepare', 'parts')
}

type Known = {
  told: Record<string, unknown>
  yields: Yields
  champion: string | null
  chunk: number
}

function digests(reference: string, { told, yields, champion, chunk }: Known): string[] {
  const [from = '', name = ''] = reference.split('.')
  if (from === 'parameters') return told[name] as string[]
  if (from === 'champion') return champion === null ? [] : [champion]
  const output = name.replace('[chunk]', '')
  const found = (yields.get(from) ?? []).flatMap(({ outputs }) => outputs[output]?.digest ?? [])
  return name.endsWith('[chunk]') ? found.slice(chunk, chunk + 1) : found
}

function resolve(value: unknown, told: Record<string, unknown>, yields: Yields): unknown {
  if (Array.isArray(value)) return value.map((each) => resolve(each, told, yields))
  if (typeof value !== 'object' || value === null) return value
  const { $ref } = value as { $ref?: string }
  if ($ref === undefined) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, resolve(each, told, yields)]),
    )
  }
  const [from = '', name = ''] = $ref.split('.')
  return from === 'parameters' ? told[name] : yields.get(from)?.[0]?.values[name]
}
