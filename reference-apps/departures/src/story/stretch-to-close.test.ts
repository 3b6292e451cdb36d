import { expect, test } from 'vitest'
import { createCity } from '../city/network.ts'
import { stretchToClose, touchedKeys } from './stretch-to-close.ts'

test('the stretch that is closed lies on the way of some routes and leaves the others alone', () => {
  const city = createCity({ seed: 1, routeCount: 12 })
  const keys = city.routes.flatMap(({ patterns }) => patterns.flatMap(({ stops }) => stops)).length

  const stretch = stretchToClose(city, 9, 1 / 8)

  const { on, behind } = touchedKeys(city, stretch)
  expect(on).toBeGreaterThan(20)
  expect(on + behind).toBeLessThanOrEqual(keys / 8)
})
