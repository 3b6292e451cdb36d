import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bytes, count } from '../amounts.ts'
import { readClock } from '../city-clock.ts'
import { type Scene, until } from '../scene.ts'
import { addDays } from '../service-date.ts'
import { liveDay } from '../story-plan.ts'

/** The city's past is written down as a TIDES package. */
export const history: Scene = {
  name: 'history',
  limitS: 180,
  async play(stage) {
    const { world, tell } = stage
    const { plan } = world
    const last = addDays(liveDay(plan), -1)
    tell.say(
      `a simulated city, seed ${plan.seed}: ${count(plan.routes, 'route')} in two directions; its service days are archived as TIDES`,
    )
    await until(stage, `the archive holds the days up to ${last}`, async (note) => {
      const { archivedThrough, archiving } = await readClock(world.cityUrl)
      note(`it holds those up to ${archivedThrough ?? 'none'}`)
      if (archivedThrough !== null && archivedThrough >= last) return true
      if (archiving) tell.bar('archiving days', archiving.done, archiving.total)
      return undefined
    })
    const files = await filesIn(world.archive)
    const size = files.reduce((sum, file) => sum + file.bytes, 0)
    tell.say(
      `${count(plan.historyDays, 'service day')} from ${plan.firstDay} to ${last} in the archive: ${count(files.length, 'file')}, ${bytes(size)}`,
    )
  },
}

async function filesIn(folder: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return { path, bytes: (await stat(path)).size }
      }),
  )
}
