import { allEventsStream, catalog } from '@headway/events/catalog'
import { streamOf } from '@headway/kit/bus-streams'
import { handlerName } from '@headway/kit/consumer'
import { cancelledSubject, resultStream, workStream } from '@headway/worker/task-protocol'

/** Who has a name on the bus beside the job that makes the streams and the readers from outside. */
export const busProcesses = [
  'registry',
  'datasets',
  'pipelines',
  'serving',
  'monitoring',
  'gateway',
  'worker',
  'departures',
  'city',
  'meter',
] as const

export type BusProcess = (typeof busProcesses)[number]

/** What a user may publish and listen to. */
export type BusRights = { publish: string[]; subscribe: string[] }

/** Events that each service handles; its durable consumers are named after them. Pipelines waits for any event. */
export const handledEvents: Partial<Record<BusProcess, readonly string[]>> = {
  registry: ['pipelines.version.proposed', 'pipelines.promotion.requested'],
  serving: ['registry.alias.moved'],
  monitoring: [
    'serving.endpoint.created',
    'registry.alias.moved',
    'serving.prediction.logged',
    'outcome.observed',
  ],
  pipelines: Object.values(catalog).flatMap((events) => events.map(({ type }) => type)),
}

const workerTells = ['work.result.finished', 'work.result.heartbeat', 'work.result.announced']

/**
 * The rights of a process, as few as it needs: to publish what it owns, to use its own consumers, and to hear the
 * answers to what it asked.
 */
export function processRights(user: BusProcess): BusRights {
  const handled = (handledEvents[user] ?? []).flatMap((type) =>
    useConsumer(streamOf(type), handlerName(user, type), type),
  )
  const subscribe = [`_INBOX_${user}.>`]
  const lookAround = ['$JS.API.INFO', '$JS.API.STREAM.INFO.*']
  switch (user) {
    case 'pipelines':
      return {
        publish: [
          ...lookAround,
          'pipelines.>',
          'work.task.>',
          cancelledSubject,
          ...handled,
          ...workerTells.flatMap((subject) =>
            useConsumer(resultStream, `pipelines_on_${subject.replaceAll('.', '_')}`, subject),
          ),
        ],
        subscribe,
      }
    case 'worker':
      return {
        publish: [...lookAround, ...workerTells, ...useConsumer(workStream, '*', 'work.task.*')],
        subscribe: [...subscribe, cancelledSubject],
      }
    case 'gateway':
      return { publish: [...lookAround, ...readFreely(allEventsStream)], subscribe }
    case 'departures':
      return { publish: [...lookAround, 'departures.>', 'outcome.observed'], subscribe }
    case 'city':
      return { publish: lookAround, subscribe }
    case 'meter':
      return { publish: [...lookAround, '$JS.API.STREAM.LIST', '$JS.API.CONSUMER.LIST.*'], subscribe }
    default:
      return { publish: [...lookAround, `${user}.>`, ...handled], subscribe }
  }
}

/**
 * The rights of a reader from outside: to read the stream of all events by the durable consumer of its name, or one
 * message by its number. It may not make consumers: one that delivers to a subject publishes there.
 */
export function observerRights(name: string): BusRights {
  return {
    publish: [
      '$JS.API.INFO',
      `$JS.API.STREAM.INFO.${allEventsStream}`,
      `$JS.API.STREAM.MSG.GET.${allEventsStream}`,
      ...readOnly(allEventsStream, name),
    ],
    // Nobody else hears answers there, and most clients do so unless told otherwise.
    subscribe: ['_INBOX.>', `_INBOX_${name}.>`],
  }
}

/** To make one durable consumer with its one filter, read from it and settle its messages. */
function useConsumer(stream: string, durable: string, filter: string): string[] {
  return [
    `$JS.API.CONSUMER.CREATE.${stream}.${durable}.${filter}`,
    `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${durable}`,
    ...readOnly(stream, durable),
  ]
}

function readOnly(stream: string, durable: string): string[] {
  return [
    `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
    `$JS.ACK.${stream}.${durable}.>`,
  ]
}

/** To make short-lived consumers of one stream, as many as there are subscriptions. */
function readFreely(stream: string): string[] {
  return ['CREATE', 'INFO', 'DELETE', 'MSG.NEXT']
    .map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.>`)
    .concat(`$JS.API.CONSUMER.CREATE.${stream}`, `$JS.ACK.${stream}.>`)
}
