import { DomainError } from '@headway/kit/errors'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { checkDefinition } from '../domain/check-definition.ts'
import type { Pipeline } from '../domain/pipeline.ts'
import {
  findLastNumber,
  findVersionByDigest,
  getPipeline,
  insertPipelineVersion,
  lockPipeline,
  saveLatestVersion,
} from '../store/pipelines.ts'
import { listCodeVersions } from '../store/worker-steps.ts'
import { contentDigest } from './canonical-json.ts'
import { readDefinition } from './read-definition.ts'

/** Registers a definition: the same one is the same version, and becomes the newest again. */
export async function registerPipeline(
  { db, actor, now }: Context,
  { name, definition: given }: { name: string; definition: unknown },
): Promise<Pipeline> {
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) {
    throw new DomainError('INVALID_ARGUMENT', `"${name}" is not a name for a pipeline`, {
      field: 'name',
      value: name,
      expected: 'letters, digits, -, _ and ., at most 100',
    })
  }
  const definition = readDefinition(given)
  return await db.transaction().execute(async (tx) => {
    checkDefinition(definition, new Set((await listCodeVersions(tx)).keys()))
    // Two first registrations of one name take turns here: there is no row to lock yet.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`pipeline ${name}`}, 0))`.execute(tx)
    const existing = await lockPipeline(tx, name)
    const digest = contentDigest(definition)
    const same = await findVersionByDigest(tx, name, digest)
    if (same) {
      if (existing?.latestVersion !== same.number) await saveLatestVersion(tx, name, same.number)
    } else {
      await insertPipelineVersion(tx, {
        pipeline: name,
        number: (await findLastNumber(tx, name)) + 1,
        digest,
        definition,
        createdBy: actor.id,
        createdAt: now(),
      })
    }
    return await getPipeline(tx, name)
  })
}
