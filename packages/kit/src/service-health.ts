import type { Bus } from './bus.ts'
import type { Database } from './database.ts'
import type { HealthCheck, HealthReport } from './http-app.ts'

/** The lines of `/readyz` of a service: its database, the bus, and its own. */
export async function reportHealth<DB>(
  database: Database<DB>,
  bus: Bus,
  more: Record<string, () => HealthCheck | Promise<HealthCheck>>,
): Promise<HealthReport> {
  const report: HealthReport = {
    database: await database.check().then(
      () => ({ ok: true }),
      (error: Error) => ({ ok: false, detail: error.message }),
    ),
    bus: { ok: bus.state() === 'connected', detail: bus.state() },
  }
  for (const [name, check] of Object.entries(more)) {
    try {
      report[name] = (await check()) ?? { ok: true }
    } catch (error) {
      report[name] = { ok: false, detail: String(error) }
    }
  }
  return report
}
