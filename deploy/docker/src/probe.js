import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

// Docker's health check: 0 as soon as the process in this container says that it is ready, 1 when it does not in time.

const giveUpAt = performance.now() + 25_000
const readyz = { host: '127.0.0.1', port: Number(process.env.HEADWAY_PORT), path: '/readyz', timeout: 4000 }

const isReady = () =>
  new Promise((resolve) => {
    const request = get(readyz, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })

while (!(await isReady())) {
  if (performance.now() > giveUpAt) process.exit(1)
  await sleep(250)
}
process.exit(0)
