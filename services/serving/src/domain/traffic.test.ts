import { expect, test } from 'vitest'
import { partTraffic, positionOf, shadowedRows } from './traffic.ts'

const partitions = Array.from({ length: 2000 }, (_, index) => `R${index % 40}/0/S${index}`)
const primary = { name: 'primary', role: 'PRIMARY' as const, weight: null }
const canary = (weight: number) => ({ name: 'canary', role: 'CANARY' as const, weight })

test('positions are spread evenly', () => {
  const below = (limit: number) => partitions.filter((key) => positionOf('eta', key) < limit).length

  expect(below(0.1)).toBeGreaterThan(150)
  expect(below(0.1)).toBeLessThan(250)
  expect(below(0.5)).toBeGreaterThan(900)
  expect(below(0.5)).toBeLessThan(1100)
})

test('a canary has its share, and a larger share holds the smaller one', () => {
  const rowsOf = (weight: number) =>
    partTraffic('eta', primary, [primary, canary(weight)], partitions).find(
      ({ variant }) => variant.role === 'CANARY',
    )?.rows ?? []

  expect(rowsOf(0)).toEqual([])
  expect(rowsOf(0.1).length).toBeGreaterThan(150)
  expect(rowsOf(1)).toHaveLength(2000)
  const larger = new Set(rowsOf(0.3))
  expect(rowsOf(0.1).every((row) => larger.has(row))).toBe(true)
})

test('every row has one variant, and all have the primary where there is no canary', () => {
  const shares = partTraffic('eta', primary, [primary, canary(0.2)], partitions)

  expect(shares.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual([...partitions.keys()])
  expect(partTraffic('eta', primary, [primary], partitions)).toEqual([
    { variant: primary, rows: [...partitions.keys()] },
  ])
})

test('a shadow has the partitions of its share, whatever the canaries have', () => {
  const shadow = { name: 'shadow', role: 'SHADOW' as const, weight: 0.25 }

  expect(shadowedRows('eta', { ...shadow, weight: 1 }, partitions)).toHaveLength(2000)
  expect(shadowedRows('eta', { ...shadow, weight: 0 }, partitions)).toEqual([])
  const rows = shadowedRows('eta', shadow, partitions).length
  expect(rows).toBeGreaterThan(420)
  expect(rows).toBeLessThan(580)
})
