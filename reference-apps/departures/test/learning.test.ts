import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openArtifactStore } from '@headway/artifacts/store'
import { openTables } from '@headway/tables/tables'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { createCity } from '../src/city/network.ts'
import { writeTides } from '../src/city/write-tides.ts'
import { replayRows } from '../src/features/replay-rows.ts'
import { createNames } from '../src/features/service-day.ts'
import { createHistory } from '../src/history/history.ts'
import { learnDay } from '../src/history/learn-day.ts'
import { findEndedDays } from '../src/learning/find-ended-days.ts'
import { loadSnapshot, saveSnapshot } from '../src/learning/history-snapshot.ts'
import { openLearner as openLearnerThread } from '../src/learning/learner.ts'
import { loadLearningState, saveLearningState } from '../src/learning/learning-state.ts'
import { openEndedDay } from '../src/learning/open-day.ts'
import { versionKey } from '../src/learning/register-version.ts'
import { scoreDay } from '../src/learning/score-day.ts'
import { openRecorder } from '../src/live/recorder.ts'
import { sampleRun } from '../src/live/sample-run.ts'
import { zoneClock } from '../src/live/zone-clock.ts'

const firstDay = Date.parse('2026-03-02T00:00:00Z') / 86_400_000
const city = createCity({ seed: 3, routeCount: 1, stopCount: 8 })

async function openLearner() {
  await using opened = new AsyncDisposableStack()
  const { path } = opened.use(await testFolder('learning'))
  const artifacts = opened.use(await openArtifactStore(join(path, 'artifacts')))
  const tables = opened.use(await openTables({ memoryLimit: '300MB', threads: 1 }))
  const archive = join(path, 'tides')
  const recorded = join(path, 'recorded')
  await mkdir(recorded)
  const kept = opened.move()
  return {
    path,
    artifacts,
    tables,
    archive,
    recorded,
    find: (state: Awaited<ReturnType<typeof loadLearningState>>, before: string) =>
      findEndedDays(state, { tables, artifacts, archive, recorded, scratch: join(path, 'scratch'), before }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

test('every ended day of an archive becomes a file of its own, and only new days are read', async () => {
  await using learner = await openLearner()
  const state = await loadLearningState(learner.path)
  expect(await learner.find(state, '2026-03-09')).toBe(false)
  await writeTides(city, { firstDay, count: 3 }, learner.archive)

  expect(await learner.find(state, '2026-03-04')).toBe(true)
  expect(state.days.map(({ date, from }) => [date, from])).toEqual([
    ['2026-03-02', 'archive'],
    ['2026-03-03', 'archive'],
  ])
  const before = structuredClone(state.days)
  await saveLearningState(learner.path, state)
  const again = await loadLearningState(learner.path)
  await writeTides(city, { firstDay: firstDay + 3, count: 1 }, learner.archive)

  expect(await learner.find(again, '2026-03-06')).toBe(true)
  expect(again.days.slice(0, 2)).toEqual(before)
  expect(again.days.map(({ date }) => date)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'])
  expect(await learner.find(again, '2026-03-06')).toBe(false)
  expect(versionKey(again.days)).not.toBe(versionKey(before))
})

test('the same day read anew is the same file, and a day whose file changed is another', async () => {
  await using learner = await openLearner()
  await writeTides(city, { firstDay, count: 2 }, learner.archive)
  const state = await loadLearningState(learner.path)
  await learner.find(state, '2026-03-04')
  const anew = await loadLearningState(learner.path)
  await learner.find(anew, '2026-03-04')
  expect(anew.days).toEqual(state.days)

  await rm(join(learner.archive, 'stop_visits', '2026-03-03.csv.gz'))
  await rm(join(learner.archive, 'trips_performed', '2026-03-03.csv.gz'))
  await writeTides(
    createCity({ seed: 4, routeCount: 1, stopCount: 8 }),
    { firstDay, count: 2 },
    learner.archive,
  )

  expect(await learner.find(state, '2026-03-04')).toBe(true)
  expect(state.days[0]).toEqual(anew.days[0])
  expect(state.days[1]?.digest).not.toBe(anew.days[1]?.digest)
})

test('visits without their trips are not a day yet', async () => {
  await using learner = await openLearner()
  await writeTides(city, { firstDay, count: 2 }, learner.archive)
  await rm(join(learner.archive, 'datapackage.json'))
  await rm(join(learner.archive, 'trips_performed', '2026-03-03.csv.gz'))
  const state = await loadLearningState(learner.path)

  await learner.find(state, '2026-03-09')

  expect(state.days.map(({ date }) => date)).toEqual(['2026-03-02'])
})

test('where there is no archive, what was recorded is what is learned from', async () => {
  await using learner = await openLearner()
  const recorder = await openRecorder(learner.recorded)
  const run = sampleRun()
  const departedS = run.dayStartS + 28_830
  await recorder.record(
    [{ run, place: 0, arrivedS: null, departedS }],
    departedS + 20,
    zoneClock('America/Regina'),
  )
  const state = await loadLearningState(learner.path)

  expect(await learner.find(state, '2026-03-02')).toBe(false)
  expect(await learner.find(state, '2026-03-03')).toBe(true)
  expect(state.days).toMatchObject([{ date: '2026-03-02', rows: 1, from: 'recorded' }])
})

test('an archive that is damaged says so and takes nothing away', async () => {
  await using learner = await openLearner()
  await writeTides(city, { firstDay, count: 1 }, learner.archive)
  const state = await loadLearningState(learner.path)
  await learner.find(state, '2026-03-09')
  const before = structuredClone(state.days)
  await writeTides(city, { firstDay: firstDay + 1, count: 1 }, learner.archive)
  await writeFile(join(learner.archive, 'stop_visits', '2026-03-03.csv.gz'), 'not gzip')

  await expect(learner.find(state, '2026-03-09')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  expect(state.days).toEqual(before)
})

test('an ended day is scored against what was and learned; a kept history is the same', async () => {
  await using learner = await openLearner()
  await writeTides(city, { firstDay, count: 4 }, learner.archive)
  const state = await loadLearningState(learner.path)
  await learner.find(state, '2026-03-09')
  const learned = { history: createHistory(), names: createNames() }
  const open = async (index: number) => {
    const { digest, date } = state.days[index] as (typeof state.days)[number]
    const archive = { folder: learner.archive, date }
    const ended = await openEndedDay(learner.tables, await learner.artifacts.path(digest), learned, archive)
    if (!ended) throw new Error(`nothing of ${date}`)
    return ended
  }
  for (const index of [0, 1, 2]) {
    learnDay(learned.history, (await open(index)).day)
    learned.history.through = state.days[index]?.date ?? null
  }
  await saveSnapshot(join(learner.path, 'history'), learned)
  const kept = await loadSnapshot(join(learner.path, 'history'))
  const { day, receivedS, sequence } = await open(3)

  const routes = learned.names.routes.names.length
  const rows = replayRows({ day, history: learned.history, routes, rowsPerPartition: 20 })
  const perfect = { p10: rows.target, p50: rows.target, p90: rows.target, rider: rows.target }
  const scores = scoreDay(day, rows, { ...perfect, source: [], version: 'departures/1' })

  expect(kept?.history.through).toBe('2026-03-04')
  expect(kept?.history.pairs.index.size).toBe(learned.history.pairs.index.size)
  expect(scores).toMatchObject({ date: '2026-03-05', version: 'departures/1', underDetour: null })
  expect(scores.all.deployed).toMatchObject({ mae: 0, bias: 0, missRate: 0, bufferS: 60 })
  expect(scores.all.deployed?.n).toBe(Array.from(rows.from).filter((from) => from >= 0).length)
  expect(scores.all.schedule?.mae).toBeGreaterThan(20)
  expect(scores.all.kalman?.mae).toBeGreaterThan(5)
  const heard = day.observed.filter((time, v) => (receivedS[v] ?? 0) - (day.day * 86_400 + time) > 0).length
  expect(heard).toBeGreaterThan(0.9 * day.observed.filter((time) => !Number.isNaN(time)).length)
  expect(sequence).toHaveLength(day.stop.length)
})

test('days are learned in a thread of their own, which goes on where the last one was', async () => {
  await using learner = await openLearner()
  await writeTides(city, { firstDay, count: 4 }, learner.archive)
  const state = await loadLearningState(learner.path)
  await learner.find(state, '2026-03-09')
  const orders = state.days.map(({ date, digest }) => ({ date, digest, archive: undefined, predict: false }))
  const setup = {
    snapshots: join(learner.path, 'history'),
    scratch: join(learner.path, 'scratch'),
    artifacts: join(learner.path, 'artifacts'),
    serving: { url: 'http://127.0.0.1:9/v2', token: 'none', endpoint: 'departures-test', columns: [] },
    context: { weather: [], alerts: [] },
  }
  const learn = async (from: number, to: number) => {
    await using thread = await openLearnerThread(setup, new AbortController().signal)
    for (const order of orders.slice(from, to)) await thread.learn(order)
    return await thread.keep()
  }

  await learn(0, 2)
  const inTwo = await learn(2, 4)
  await rm(setup.snapshots, { recursive: true })
  const inOne = await learn(0, 4)

  const stop = new AbortController()
  await using stopped = await openLearnerThread(setup, stop.signal)
  const asked = stopped.learn({ ...(orders[0] as (typeof orders)[number]), predict: true })
  const refused = expect(asked).rejects.toThrow()
  stop.abort()

  await refused
  expect(inTwo.history.through).toBe('2026-03-05')
  expect(inTwo.history.pairs.index.size).toBeGreaterThan(50)
  const all = (learned: typeof inOne) => learned.history.pairs.all.count.reduce((sum, n) => sum + n, 0)
  expect(all(inTwo)).toBe(all(inOne))
  expect(inTwo.names.partitions.codes.size).toBe(inOne.names.partitions.codes.size)
})
