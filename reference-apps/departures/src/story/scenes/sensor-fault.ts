import { count } from '../amounts.ts'
import { liveThrough, untilJoined } from '../city-days.ts'
import { listAlerts } from '../monitor-reports.ts'
import { listRuns } from '../pipeline-run.ts'
import { fail, type Scene, until } from '../scene.ts'
import { addDays } from '../service-date.ts'
import { sensorFaultDay } from '../story-plan.ts'

/** A depot's device clocks are ahead: a fault of the data, which must retrain nothing. */
export const sensorFault: Scene = {
  name: 'bad clocks',
  limitS: 240,
  async play(stage) {
    const { world, tell } = stage
    const from = sensorFaultDay(world.plan)
    const runsBefore = (
      await until(stage, 'the runs are listed', () => listRuns(world.operator, world.model))
    ).length
    tell.say(`from ${from} on the device clocks of one depot are 60 s ahead`)
    // The window of the faulty day closes with the first data after it.
    await liveThrough(stage, addDays(from, 1))
    await untilJoined(stage)
    const found = await until(
      stage,
      'monitoring raises an alert on the quality of the data',
      async (note) => {
        const alerts = await listAlerts(world.operator, world.model)
        note(`alerts: ${alerts.map(({ title }) => title).join('; ') || 'none'}`)
        const clocks = alerts.filter(({ kind, check }) => kind === 'DATA_QUALITY' && check === 'CLOCK')
        return clocks.length > 0 ? clocks : undefined
      },
    )
    for (const { id, check, severity, title, partitionCount } of found) {
      tell.say(`alert ${id} (${severity}, ${check}): ${title}; ${count(partitionCount, 'partition')}`)
    }
    const runs = await until(stage, 'the runs are listed', () => listRuns(world.operator, world.model))
    if (runs.length > runsBefore) fail(stage, `faulty data has started run ${runs[0]?.id}`)
    tell.add(`no run was started: ${count(runs.length)} before and after`)
  },
}
