import { type Kysely, sql, type Transaction } from 'kysely'

/**
 * A `db` inside a transaction: `db.transaction()` joins it as a savepoint, so that a command runs unchanged
 * within a larger one, and what it throws undoes its own work only. Joined transactions run one after the other.
 */
export function joinTransaction<DB>(tx: Transaction<DB>): Kysely<DB> {
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<Result>(work: (tx: Transaction<DB>) => Promise<Result>): Promise<Result> {
    const result = last.then(() => inSavepoint(tx, work))
    last = result.catch(() => undefined)
    return result
  }

  const builder = {
    execute: inTurn,
    setIsolationLevel: () => builder,
    setAccessMode: () => builder,
  }
  return new Proxy(tx as Kysely<DB>, {
    get(target, property) {
      if (property === 'transaction') return () => builder
      if (property === 'connection') {
        return () => ({ execute: (work: (db: Kysely<DB>) => Promise<unknown>) => work(tx) })
      }
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function inSavepoint<DB, Result>(
  tx: Transaction<DB>,
  work: (tx: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  await sql`savepoint joined`.execute(tx)
  try {
    const result = await work(tx)
    await sql`release savepoint joined`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint joined`.execute(tx)
    throw error
  }
}
