import { identifier } from '@headway/tables/quote'
import type { Column } from '../domain/dataset.ts'

const floats = /^(FLOAT|DOUBLE)$/
const integers = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/
const moments = /^TIMESTAMP(_S|_MS|_NS)?$/

/** SQL of the value as it stands in the file, NULL where it is missing; NaN is how some programs write that. */
export function givenValue(column: Column, fileType: string): string {
  const name = identifier(column.name)
  return floats.test(fileType) ? `(CASE WHEN isnan(${name}) THEN NULL ELSE ${name} END)` : name
}

/** SQL of the value in the declared type, NULL where the file's value is none of that type. */
export function castValue(column: Column, fileType: string): string {
  const value = givenValue(column, fileType)
  switch (column.type) {
    case 'STRING':
      return fileType === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`
    case 'INTEGER': {
      if (integers.test(fileType)) return `TRY_CAST(${value} AS BIGINT)`
      // A cast alone would round 1.5 to 2.
      const number = `TRY_CAST(${value} AS DOUBLE)`
      return `(CASE WHEN ${number} = trunc(${number}) THEN TRY_CAST(${value} AS BIGINT) END)`
    }
    case 'NUMBER': {
      const number = `TRY_CAST(${value} AS DOUBLE)`
      return `(CASE WHEN isfinite(${number}) THEN ${number} END)`
    }
    case 'BOOLEAN':
      return `TRY_CAST(${value} AS BOOLEAN)`
    case 'DATE':
      return `TRY_CAST(${value} AS DATE)`
    case 'TIMESTAMP':
      if (moments.test(fileType)) return `CAST(${value} AS TIMESTAMP)`
      return `CAST(TRY_CAST(${value} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS TIMESTAMP)`
  }
}
