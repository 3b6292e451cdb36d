import type pg from 'pg'

/** Partitions that each filled version changes against the one before. */
export const changedPerVersion = 240

/**
 * Adds versions to a model whose only version has all its partitions, each derived from the one before with 240
 * changed partitions, as one statement writes them; vacuumed as autovacuum does soon after.
 */
export async function fillVersions(client: pg.Client, model: string, count: number): Promise<void> {
  await client.query('begin')
  await client.query(
    `insert into model_version (model_id, number, state, origin, parent_id, requested_by, created_at, manifest_digest,
       dataset_versions, profiles, metrics, needs_approval, exceptions, conflicts, summary)
     select v.model_id, n, 'APPROVED', v.origin, null, v.requested_by, now(), v.manifest_digest, v.dataset_versions,
       v.profiles, v.metrics, v.needs_approval, v.exceptions, v.conflicts, v.summary
     from model_version v join model m on m.id = v.model_id and m.name = $1
     cross join generate_series(2, $2::integer) n where v.number = 1 order by n`,
    [model, count],
  )
  await client.query(
    `update model_version v set parent_id = p.id from model_version p, model m
     where m.name = $1 and v.model_id = m.id and p.model_id = m.id and p.number = v.number - 1`,
    [model],
  )
  await client.query('update model set last_version_number = $2 where name = $1', [model, count])
  // Indexes that are made afterwards are made once.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'model_version_partition'::regclass and not indisprimary`,
  )
  await client.query(`drop index ${indexes.map(({ name }) => name).join(', ')}`)
  // Version n changes every partition whose ordinal is n modulo the versions that one full turn takes.
  await client.query(
    `insert into model_version_partition (model_id, version_id, ordinal, key, introduced_in, sha256, pack, pack_offset,
       length, verdict, reason, metrics, primary_metric, trained_rows, run, pinned)
     select p.model_id, v.id, p.ordinal, p.key, i.id, sha256(p.sha256 || int4send(i.number)), p.pack, p.pack_offset,
       p.length, (array['BETTER', 'NON_INFERIOR', 'NON_INFERIOR', 'WORSE', 'TOO_LITTLE_DATA'])[1 + c.mixed % 5],
       'mean loss against the champion over 9 days', p.metrics || jsonb_build_object('mae', c.mae, 'p90', 2 * c.mae),
       c.mae, p.trained_rows, 'run ' || i.number, p.ordinal % 900 = 0
     from model_version v
     join model m on m.id = v.model_id and m.name = $1
     join model_version first on first.model_id = m.id and first.number = 1
     join model_version_partition p on p.version_id = first.id
     join model_version i on i.model_id = m.id and i.number = greatest(1,
       v.number - mod(v.number + p.ordinal, (first.summary ->> 'partitionCount')::integer / ${changedPerVersion}))
     cross join lateral (select mixed, 20 + mixed / 1000.0 as mae
       from (select (p.ordinal::bigint * 7919 + i.number * 104729) % 100000 as mixed) x) c
     where v.number > 1
     order by v.number, p.key`,
    [model],
  )
  for (const { definition } of indexes) await client.query(definition)
  await client.query('commit')
  await client.query('vacuum (analyze) model_version_partition')
}
