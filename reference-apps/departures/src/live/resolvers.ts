import { DomainError } from '@headway/kit/errors'
import type { Stop } from '../gtfs/schedule.ts'
import type { LiveState } from './live-state.ts'
import type { BoardLine } from './stop-board.ts'
import { stopsPage } from './stops-page.ts'

type StopId = { id: string }

/** The subgraph over the present state; translation only. */
export function createResolvers(state: LiveState) {
  const find = (id: string) => state.inForce?.schedule.stops.get(id)
  return {
    Query: {
      stop: (_: unknown, { id }: StopId) => (find(id) ? { id } : null),
      stops: (_: unknown, args: Parameters<typeof stopsPage>[1]) =>
        stopsPage([...(state.inForce?.schedule.stops.values() ?? [])], args),
    },
    Stop: {
      __resolveReference: ({ id }: StopId) => (find(id) ? { id } : null),
      name: ({ id }: StopId) => find(id)?.name ?? id,
      lat: ({ id }: StopId) => degrees(find(id), 'lat'),
      lon: ({ id }: StopId) => degrees(find(id), 'lon'),
      departures: ({ id }: StopId, { first, route }: { first: number; route?: string | null }) => {
        if (first < 1 || first > 100) {
          throw new DomainError('INVALID_ARGUMENT', 'first must be from 1 to 100', {
            field: 'first',
            value: first,
            expected: '1 to 100',
          })
        }
        const lines = state.board.get(id) ?? []
        const wanted = route == null ? lines : lines.filter(({ run }) => run.trip.routeId === route)
        return wanted.slice(0, first)
      },
    },
    Departure: {
      route: ({ run }: BoardLine) =>
        state.inForce?.schedule.routes.get(run.trip.routeId)?.shortName || run.trip.routeId,
      headsign: ({ run }: BoardLine) => run.trip.headsign || null,
      direction: ({ run }: BoardLine) => run.trip.directionId,
      trip: ({ run }: BoardLine) => run.trip.id,
      vehicle: ({ run }: BoardLine) => run.vehicle?.label ?? run.vehicle?.id ?? null,
      scheduledAt: ({ scheduledS }: BoardLine) => date(scheduledS),
      predictedAt: ({ predictedS }: BoardLine) => date(predictedS),
      earliestAt: ({ earliestS }: BoardLine) => date(earliestS),
      latestAt: ({ latestS }: BoardLine) => date(latestS),
      cancelled: ({ isCancelled }: BoardLine) => isCancelled,
    },
  }
}

function degrees(stop: Stop | undefined, axis: 'lat' | 'lon'): number | null {
  const value = stop?.[axis]
  return value === undefined || Number.isNaN(value) ? null : value
}

function date(atS: number | null): Date | null {
  return atS === null || Number.isNaN(atS) ? null : new Date(atS * 1000)
}
