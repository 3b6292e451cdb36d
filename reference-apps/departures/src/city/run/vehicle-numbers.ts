import { randomStream } from '../random-stream.ts'

/** A route has up to this many vehicles. */
const fleetOfRoute = 64

/** Which vehicles a route's blocks have on a day. A number tells nothing of route, block or day. */
export function vehicleNumbers(seed: number, routeNumber: number, day: number, blocks: number): string[] {
  const random = randomStream(seed, 'vehicles', routeNumber, day)
  const pool = Array.from({ length: blocks }, (_, index) => index)
  for (let last = pool.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1))
    ;[pool[last], pool[other]] = [pool[other] as number, pool[last] as number]
  }
  // An odd multiplier turns the numbers below 2^16 about among themselves.
  return pool.map((index) =>
    String(10_000 + (((routeNumber * fleetOfRoute + index) * 40_503 + 31 * seed) & 0xffff)),
  )
}
