import type pg from 'pg'

/** The least that a registry could ask PostgreSQL for: the same pages and differences as plain statements. */
export function bareLists(client: pg.Client, model: string) {
  const versionRef = `(select v.id from model_version v join model m on m.id = v.model_id
    where m.name = '${model}' and v.number = $1)`
  return {
    page: (version: number, keyPrefix: string) =>
      client.query(
        `select * from model_version_partition
         where version_id = ${versionRef} and verdict = 'WORSE' and key >= $2 and key < $2 || '~' order by key limit 50`,
        [version, keyPrefix],
      ),
    worst: (version: number) =>
      client.query(
        `select * from model_version_partition where version_id = ${versionRef}
         order by primary_metric desc nulls last, key limit 50`,
        [version],
      ),
    difference: (from: number, to: number) =>
      client.query(
        `select t.key, f.sha256, t.sha256 from model_version_partition t
         join model_version_partition f on f.version_id = ${versionRef} and f.ordinal = t.ordinal
         where t.version_id = ${versionRef.replace('$1', '$2')} and t.sha256 <> f.sha256`,
        [from, to],
      ),
  }
}
