import type { ManifestDraft } from '@headway/artifacts/manifest'
import type { Secrets } from '@headway/local/secrets'
import { openRegistryClient } from './open-registry-client.ts'

type Partitions = ManifestDraft['partitions']

/** The rows of a version put into a table of the same form, with the same indexes, by one INSERT and nothing else. */
export type BareRows = { insert: (partitions: Partitions) => Promise<void> } & AsyncDisposable

export async function openBareRows(secrets: Secrets, port: number): Promise<BareRows> {
  await using opened = new AsyncDisposableStack()
  const { client } = opened.use(await openRegistryClient(secrets, port))
  await client.query('create table bare_partition (like model_version_partition including all)')
  opened.defer(async () => void (await client.query('drop table bare_partition')))
  const kept = opened.move()
  let version = 0
  return {
    insert: async (partitions) => {
      version++
      const column = <Value>(read: (partition: Partitions[number]) => Value) => partitions.map(read)
      await client.query(
        `insert into bare_partition (model_id, version_id, introduced_in, ordinal, key, sha256, pack, pack_offset, length,
           verdict, metrics, primary_metric, trained_rows, pinned)
         select 1, $1, $1, row.*, false from unnest($2::integer[], $3::text[], $4::bytea[], $5::bytea[], $6::bigint[],
           $7::integer[], $8::text[], $9::jsonb[], $10::double precision[], $11::bigint[]) as row`,
        [
          version,
          partitions.map((_, index) => index),
          column(({ key }) => key.join('/')),
          column(({ sha256 }) => Buffer.from(sha256, 'hex')),
          column(({ pack }) => Buffer.from(pack, 'hex')),
          column(({ offset }) => offset),
          column(({ length }) => length),
          column(({ verdict }) => verdict ?? null),
          column(({ metrics }) => JSON.stringify(metrics)),
          column(({ metrics }) => metrics?.mae ?? null),
          column(({ trainedRows }) => trainedRows ?? null),
        ],
      )
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
