import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProcess } from '@headway/kit/process'
import { testFolder } from '@headway/testkit/test-folder'
import { testIdentity } from '@headway/testkit/test-identity'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { cityProcess } from '../src/city/process/city-process.ts'
import { writeStory } from '../src/story/story-file.ts'
import { usualPlan } from '../src/story/story-plan.ts'

const main = fileURLToPath(new URL('../src/story-main.ts', import.meta.url))

test('a narrator whose story is told stays until it is stopped, and says where people find things', async () => {
  await using folder = await testFolder('narrator')
  const identity = await testIdentity(folder.path)
  await using city = await startProcess(cityProcess, {
    ...identity.settings,
    HEADWAY_PORT: '0',
    HEADWAY_LOG_LEVEL: 'silent',
    HEADWAY_NATS_URL: 'nats://127.0.0.1:9',
    HEADWAY_CITY_FOLDER: join(folder.path, 'city'),
    HEADWAY_CITY_ROUTES: '1',
    HEADWAY_CITY_STOPS: '4',
    HEADWAY_CITY_HISTORY_DAYS: '0',
  })
  const finishedAt = new Date(0).toISOString()
  const story = join(folder.path, 'story')
  await mkdir(story)
  await writeStory(join(story, 'story.json'), { plan: usualPlan, told: [], memory: {}, finishedAt })
  const tokens = JSON.stringify({ operator: 'o', approver: 'a' })
  await writeFile(join(folder.path, 'access-tokens.json'), tokens)
  const narrator = spawn(process.execPath, [main], {
    env: {
      PATH: '',
      HEADWAY_GRAPHQL_URL: 'http://gateway:4000/graphql',
      HEADWAY_CITY_URL: city.url,
      HEADWAY_CITY_SHOWN_URL: 'http://127.0.0.1:4121/',
      HEADWAY_DEPARTURES_URL: 'http://departures:4020',
      HEADWAY_DEPARTURES_SHOWN_URL: 'http://127.0.0.1:4120',
      HEADWAY_CITY_ARCHIVE: folder.path,
      HEADWAY_STATE: folder.path,
      HEADWAY_STORY_FOLDER: story,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await using _ = {
    async [Symbol.asyncDispose]() {
      if (narrator.exitCode === null) narrator.kill('SIGKILL')
    },
  }
  let said = ''
  narrator.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await until(async () => said.includes('docker compose up -d'), { timeoutMs: 30_000 })
  const clock = (await (await fetch(`${city.url}/clock`)).json()) as { speed: number }
  const exited = once(narrator, 'exit')

  narrator.kill('SIGTERM')

  expect(await exited).toEqual([0, null])
  expect(clock.speed).toBe(1)
  expect(said).toContain('http://127.0.0.1:4121/clock')
  expect(said).toContain('http://127.0.0.1:4120/status')
  expect(said).not.toMatch(/npm start|Ctrl-C/)
}, 60_000)
