import { backoffMs, pause } from './backoff.ts'
import type { DatabaseSettings } from './config.ts'
import { translateDatabaseError } from './database.ts'
import { DomainError } from './errors.ts'
import type { Logger } from './log.ts'
import { migrate } from './migrate.ts'

/** Migrates as soon as the database answers; waits a minute for it, or for ever when `givesUp` is false. */
export async function migrateWhenReachable(
  settings: DatabaseSettings,
  folder: URL,
  log: Logger,
  signal: AbortSignal,
  givesUp: boolean,
): Promise<void> {
  const deadline = Date.now() + 60_000
  for (let attempt = 0; ; attempt++) {
    try {
      await migrate({
        databaseUrl: settings.HEADWAY_DATABASE_URL,
        schema: settings.HEADWAY_DATABASE_SCHEMA,
        folder,
        onMigrated: (migration) => log.info({ migration }, 'migrated'),
      })
      return
    } catch (error) {
      const translated = translateDatabaseError(error)
      const mayCome = translated instanceof DomainError
      if (signal.aborted || (givesUp && (!mayCome || Date.now() > deadline))) throw translated
      if (attempt === 0) log.warn({ err: error }, 'the database cannot be reached, trying on')
      await pause(backoffMs(attempt, 100, 2000), signal)
    }
  }
}
