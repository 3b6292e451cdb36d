import { join } from 'node:path'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { openStory } from './open-story.ts'
import { fail, type Scene, until } from './scene.ts'
import { tellStory } from './tell-story.ts'
import { openTeller } from './teller.ts'
import type { World } from './world.ts'

const world = {} as World
const tell = openTeller({ write: () => undefined })

async function tellIn(file: string, scenes: Scene[], signal = new AbortController().signal) {
  const story = await openStory(file, {})
  return { end: await tellStory({ scenes, story, file, world, tell, signal }), story }
}

function scene(name: string, play: Scene['play'], limitS = 60): Scene {
  return { name, limitS, play }
}

test('a story that ended half-way goes on with the scene that was not told to its end', async () => {
  await using folder = await testFolder('story')
  const file = join(folder.path, 'story.json')
  const played: string[] = []
  let isReady = false
  const scenes = [
    scene('first', async ({ memory }) => {
      played.push('first')
      memory.firstRun = 'run-1'
    }),
    scene('second', async (stage) => {
      played.push('second')
      if (!isReady) fail(stage, 'not yet')
      played.push(stage.memory.firstRun ?? 'forgotten')
    }),
  ]

  const first = await tellIn(file, scenes)
  isReady = true
  const again = await tellIn(file, scenes)

  expect(first.end).toEqual({ told: false, scene: 'second', reason: 'not yet' })
  expect(again.end).toEqual({ told: true })
  expect(played).toEqual(['first', 'second', 'second', 'run-1'])
  expect((await openStory(file, {})).finishedAt).not.toBeNull()
})

test('what is not answered is asked again until the time of the scene is over, and then said', async () => {
  await using folder = await testFolder('story-limit')
  let asked = 0
  const patient = scene(
    'patient',
    async (stage) => {
      await until(
        stage,
        'the answer comes',
        async () => {
          asked += 1
          if (asked < 3) throw new Error('connection refused')
          return 'here'
        },
        1,
      )
      await until(
        stage,
        'a second one comes',
        async (note) => {
          note('only one came')
          return undefined
        },
        1,
      )
    },
    0.05,
  )

  const { end } = await tellIn(join(folder.path, 'story.json'), [patient])

  expect(asked).toBe(3)
  expect(end).toEqual({
    told: false,
    scene: 'patient',
    reason: 'a second one comes: not within 0.05 s (only one came)',
  })
})

test('a story that is stopped says nothing of a failure', async () => {
  await using folder = await testFolder('story-stop')
  const stop = new AbortController()
  const waiting = scene('waiting', (stage) =>
    until(stage, 'nothing', async () => {
      stop.abort(new Error('stopped by SIGINT'))
      return undefined
    }),
  )

  const told = tellIn(join(folder.path, 'story.json'), [waiting], stop.signal)

  await expect(told).rejects.toThrow('stopped by SIGINT')
})

test('a city that is there keeps its sizes', async () => {
  await using folder = await testFolder('story-sizes')
  const file = join(folder.path, 'story.json')
  await tellIn(file, [])

  await expect(openStory(file, { routes: 3 })).rejects.toThrow(
    'routes is 12, not 3: give another city another --state',
  )
  await expect(openStory(file, { routes: 12 })).resolves.toMatchObject({ plan: { routes: 12 } })
})
