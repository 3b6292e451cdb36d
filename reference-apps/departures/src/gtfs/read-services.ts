import { eachRow } from './csv-table.ts'
import { expectedDate, readDate } from './gtfs-values.ts'
import type { Service } from './service.ts'

const weekdayColumns = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** calendar.txt and calendar_dates.txt; either may be missing. */
export function readServices(
  calendar: Uint8Array | undefined,
  dates: Uint8Array | undefined,
): Map<string, Service> {
  const services = new Map<string, Service>()
  if (calendar) readCalendar(calendar, services)
  if (dates) readCalendarDates(dates, services)
  return services
}

function readCalendar(content: Uint8Array, services: Map<string, Service>): void {
  const required = ['service_id', ...weekdayColumns, 'start_date', 'end_date']
  eachRow('calendar.txt', content, required, (row) => {
    const id = row.required('service_id')
    if (services.has(id)) throw row.fault('service_id', 'an id of its own')
    const weekdays = weekdayColumns.map((column) => {
      const runs = row.text(column)
      if (runs !== '0' && runs !== '1') throw row.fault(column, '0 or 1')
      return runs === '1'
    })
    const from = row.value('start_date', readDate, expectedDate)
    const to = row.value('end_date', readDate, expectedDate)
    if (from === null) throw row.fault('start_date', expectedDate)
    if (to === null || to < from) throw row.fault('end_date', 'a date not before start_date')
    services.set(id, { id, weekdays, from, to, added: new Set(), removed: new Set() })
  })
}

function readCalendarDates(content: Uint8Array, services: Map<string, Service>): void {
  eachRow('calendar_dates.txt', content, ['service_id', 'date', 'exception_type'], (row) => {
    const id = row.required('service_id')
    const date = row.value('date', readDate, expectedDate)
    if (date === null) throw row.fault('date', expectedDate)
    const service: Service = services.get(id) ?? {
      id,
      weekdays: [],
      from: null,
      to: null,
      added: new Set(),
      removed: new Set(),
    }
    services.set(id, service)
    const exception = row.text('exception_type')
    if (exception === '1') service.added.add(date)
    else if (exception === '2') service.removed.add(date)
    else throw row.fault('exception_type', '1 (added) or 2 (removed)')
  })
}
