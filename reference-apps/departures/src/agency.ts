import { join } from 'node:path'
import { processEnvironment } from '@headway/kit/config'
import { serveHeadway } from '@headway/local/serve-headway'
import { tellAddresses } from '@headway/local/tell-addresses'
import { readAgencyOptions } from './agency/agency-options.ts'
import { isUrl, sourceName } from './agency/read-source.ts'
import { reportFeeds } from './agency/report-feeds.ts'
import { watchAgency } from './agency/watch-agency.ts'
import { describeError } from './evaluation/describe-error.ts'
import { departuresApp } from './story/departures-app.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const options = readAgencyOptions(process.argv.slice(2))

process.exitCode = await run().catch((error: unknown) => {
  print(describeError(error))
  return 1
})

/** Checks the feeds, then runs the platform and the departures process on them until it is stopped. */
async function run(): Promise<number> {
  const { feeds, name, state, pollSeconds, check } = options
  const areUsable = await reportFeeds(feeds, print)
  if (check || !areUsable) return areUsable ? 0 : 1
  if (!isUrl(feeds.vehiclePositions)) {
    print(
      `${sourceName(feeds.vehiclePositions)} is a file: one moment, which is predicted once; a URL is read again and again.`,
    )
  }
  return serveHeadway({
    stateDir: state,
    environment: processEnvironment(),
    print,
    apps: [departuresApp({ name, pollSeconds, catchUp: 'learn' }, () => feeds)],
    tell(headway, seconds) {
      const departures = `http://127.0.0.1:${headway.ports.departures}`
      tellAddresses(headway, seconds, print, [
        ['trip updates', `${departures}/trip-updates.pb (GTFS-Realtime), .json to read`],
        ['state', `${departures}/status, ${departures}/scores`],
        ['recorded', join(state, 'departures')],
      ])
    },
    async whileUp(headway, signal) {
      await watchAgency(`http://127.0.0.1:${headway.ports.departures}`, print, signal)
      return undefined
    },
  })
}
