// Starts a server in the folder named and kills itself, so that nothing is tidied up.
import { startNats } from '@headway/embedded/nats'
import { startPostgres } from '@headway/embedded/postgres'

const [kind, dataDir = '', program = ''] = process.argv.slice(2)
const server =
  kind === 'nats' ? await startNats({ program, dataDir }) : await startPostgres({ dataDir, durable: true })
process.stdout.write(`${server.pid}\n`, () => process.kill(process.pid, 'SIGKILL'))
