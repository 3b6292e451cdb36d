import { get } from 'node:http'

// Docker's health check: 0 when the process in this container says that it is ready.

const request = get(
  { host: '127.0.0.1', port: Number(process.env.HEADWAY_PORT), path: '/readyz', timeout: 4000 },
  (response) => process.exit(response.statusCode === 200 ? 0 : 1),
)
request.on('timeout', () => process.exit(1))
request.on('error', () => process.exit(1))
