import { expect, test } from 'vitest'
import { isOnStretch } from '../city/conditions/stretch.ts'
import { createCity } from '../city/network.ts'
import { busiestStretch } from './busiest-stretch.ts'

test('the busiest stretch has routes that share it, in both directions', () => {
  const city = createCity({ seed: 1, routeCount: 12 })

  const stretch = busiestStretch(city, 6)

  const touched = city.routes.flatMap(({ id, patterns }) =>
    patterns.flatMap(({ direction, stops }) =>
      stops.some(({ stop }) => isOnStretch(stop, stretch)) ? [`${id}/${direction}`] : [],
    ),
  )
  expect(stretch.to - stretch.from).toBe(6)
  expect(touched.length).toBeGreaterThanOrEqual(4)
})
