import { DomainError } from '@headway/kit/errors'
import { nextTime } from '../adapters/cron.ts'
import type { Context } from '../context.ts'
import { checkFilter, type EventFilter } from '../domain/event-filter.ts'
import { parseReference, referencesIn } from '../domain/reference.ts'
import type { Trigger } from '../domain/trigger.ts'
import { getPipeline } from '../store/pipelines.ts'
import { findTrigger, removeTrigger, upsertTrigger } from '../store/triggers.ts'
import { triggerEvents } from './trigger-events.ts'

export type SetTrigger = {
  name: string
  pipeline: string
  cron: string | null
  event: string | null
  filter: unknown
  parameters: unknown
  partitionsFrom: string | null
  coolDownHours: number | null
  dailyPartitionBudget: number | null
  enabled: boolean
}

/** Creates or replaces a trigger; whoever does counts as the one who asks for its runs. */
export function setTrigger({ db, actor, now }: Context, wanted: SetTrigger): Promise<Trigger> {
  const trigger = readTrigger(wanted)
  return db.transaction().execute(async (tx) => {
    await getPipeline(tx, trigger.pipeline)
    const nextAt = trigger.cron !== null && trigger.enabled ? nextTime(trigger.cron, now()) : null
    await upsertTrigger(tx, { ...trigger, owner: actor.id, nextAt }, now())
    const saved = await findTrigger(tx, trigger.name)
    return saved ?? { ...trigger, owner: actor.id, nextAt }
  })
}

/** NOT_FOUND when there is no trigger of that name. */
export function deleteTrigger({ db }: Context, name: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (await removeTrigger(tx, name)) return true
    throw new DomainError('NOT_FOUND', `there is no trigger ${name}`, { field: 'name', value: name })
  })
}

function readTrigger(wanted: SetTrigger): Trigger {
  const { name, pipeline, cron, event, enabled } = wanted
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) {
    throw wrong('name', name, 'letters, digits, -, _ and ., at most 100')
  }
  if ((cron === null) === (event === null)) throw wrong('cron', cron, 'either cron or event')
  const types = triggerEvents.map(({ type }) => type)
  if (event !== null && !types.includes(event)) throw wrong('event', event, `one of ${types.join(', ')}`)
  const filter = wanted.filter === null ? null : asObject('filter', wanted.filter)
  if (filter && event === null) throw wrong('filter', 'a filter', 'no filter with cron')
  if (filter) checkFilter(filter)
  const parameters = asObject('parameters', wanted.parameters ?? {})
  for (const { text, field } of referencesIn(parameters, 'parameters')) {
    const { from } = parseReference(text, field)
    if (from === 'dataset' || (from === 'event' && event !== null)) continue
    throw wrong(
      field,
      text,
      'dataset.<name>.files, dataset.<name>.version or, in a trigger by event, event.<field>',
    )
  }
  const rules = readPartitionRules(wanted, parameters)
  return {
    name,
    pipeline,
    cron,
    event,
    filter: filter as EventFilter | null,
    parameters,
    ...rules,
    owner: '',
    enabled,
    nextAt: null,
    lastFiredAt: null,
    lastRunId: null,
    lastError: null,
    lastFiring: null,
  }
}

function readPartitionRules(
  { partitionsFrom, coolDownHours, dailyPartitionBudget, event }: SetTrigger,
  parameters: Record<string, unknown>,
): Pick<Trigger, 'partitionsFrom' | 'coolDownHours' | 'dailyPartitionBudget'> {
  const rules = { partitionsFrom, coolDownHours, dailyPartitionBudget }
  if (partitionsFrom === null) {
    for (const [field, value] of Object.entries(rules)) {
      if (value !== null) throw wrong(field, value, 'partitionsFrom beside it')
    }
    return rules
  }
  if (event === null || parseReference(partitionsFrom, 'partitionsFrom').from !== 'event') {
    throw wrong('partitionsFrom', partitionsFrom, 'event.<field>, in a trigger by event')
  }
  if (parameters.partitions !== undefined) {
    throw wrong('parameters.partitions', parameters.partitions, 'no such parameter beside partitionsFrom')
  }
  if (coolDownHours !== null && !(coolDownHours >= 0 && coolDownHours <= 87_600)) {
    throw wrong('coolDownHours', coolDownHours, 'hours from 0 to 87600')
  }
  if (dailyPartitionBudget !== null && dailyPartitionBudget < 1) {
    throw wrong(
      'dailyPartitionBudget',
      dailyPartitionBudget,
      'at least 1; disable the trigger to retrain nothing',
    )
  }
  return rules
}

function asObject(field: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw wrong(field, value, 'a JSON object')
}

function wrong(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} of the trigger is wrong: expected ${expected}`, {
    field,
    value,
    expected,
  })
}
