import { join } from 'node:path'
import { processEnvironment } from '@headway/kit/config'
import { serveEmpty } from '@headway/local/serve-empty'
import { serveHeadway } from '@headway/local/serve-headway'
import { tellAddresses } from '@headway/local/tell-addresses'
import { cityApp, cityArchive } from './story/city-app.ts'
import { departuresApp } from './story/departures-app.ts'
import { openStory } from './story/open-story.ts'
import { cityName, openWorld } from './story/open-world.ts'
import { playStory } from './story/play-story.ts'
import { readStartOptions, type StartOptions } from './story/start-options.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const options = readStartOptions(process.argv.slice(2))
const environment = {
  ...processEnvironment(),
  ...(options.serving === undefined ? {} : { HEADWAY_SERVING_REPLICAS: String(options.serving) }),
}

process.exitCode = await (options.empty
  ? serveEmpty(options.state, environment, print)
  : serveCity(options)
).catch((error: unknown) => {
  print(error instanceof Error ? error.message : String(error))
  return 1
})

/** The platform, the city and the departures process; tells the story and stays, or with `once` ends after it. */
async function serveCity({ state, once, sizes }: StartOptions): Promise<number> {
  const file = join(state, 'story.json')
  const story = await openStory(file, sizes)
  return serveHeadway({
    stateDir: state,
    environment,
    print,
    apps: [
      cityApp(story.plan),
      departuresApp(
        {
          name: cityName,
          pollSeconds: 15,
          catchUp: 'predict',
          rowsPerPartition: story.plan.rowsPerPartition,
        },
        ({ ports, stateDir }) => {
          const city = `http://127.0.0.1:${ports.city}`
          return {
            gtfs: `${city}/gtfs.zip`,
            vehiclePositions: `${city}/vehicle-positions.pb`,
            alerts: `${city}/alerts.pb`,
            tripUpdates: `${city}/trip-updates.pb`,
            weather: `${city}/weather.csv`,
            tides: cityArchive(stateDir),
          }
        },
      ),
    ],
    tell(headway, seconds) {
      const { city, departures } = headway.ports
      tellAddresses(headway, seconds, print, [
        ['departures', `http://127.0.0.1:${departures}/trip-updates.pb (GTFS-Realtime), /status, /scores`],
        ['the city', `http://127.0.0.1:${city}/gtfs.zip, /vehicle-positions.pb, /alerts.pb, /clock`],
      ])
    },
    whileUp(headway, signal) {
      const { graphqlUrl, graphiqlUrl, tokens, ports, stateDir } = headway
      const cityUrl = `http://127.0.0.1:${ports.city}`
      const departuresUrl = `http://127.0.0.1:${ports.departures}`
      const world = openWorld(
        {
          graphqlUrl,
          tokens,
          cityUrl,
          departuresUrl,
          shown: { graphiqlUrl, cityUrl, departuresUrl },
          archive: cityArchive(stateDir),
        },
        story.plan,
      )
      const farewell = 'Ctrl-C stops everything; npm start goes on from here.'
      return playStory({ world, story, file, once, farewell, stream: process.stdout, signal })
    },
  })
}
