import { count } from '../amounts.ts'
import { liveThrough, untilJoined } from '../city-days.ts'
import { partitionsWithWrongClocks, retrainedAfter } from '../faulty-partitions.ts'
import { listAlerts } from '../monitor-reports.ts'
import { fail, type Scene, until } from '../scene.ts'
import { addDays } from '../service-date.ts'
import { settleRuns } from '../settle-runs.ts'
import { sensorFaultDay } from '../story-plan.ts'

/** A depot's device clocks are ahead: a fault of the data, which must retrain nothing. */
export const sensorFault: Scene = {
  name: 'bad clocks',
  limitS: 240,
  async play(stage) {
    const { world, tell } = stage
    const from = sensorFaultDay(world.plan)
    tell.say(`from ${from} on the device clocks of one depot are 60 s ahead`)
    // The window of the faulty day closes with the first data after it.
    await liveThrough(stage, addDays(from, 1))
    await untilJoined(stage, addDays(from, 1))
    const alert = await until(stage, 'monitoring raises an alert on clocks', async (note) => {
      const alerts = await listAlerts(world.operator, world.model)
      note(`alerts: ${alerts.map(({ title }) => title).join('; ') || 'none'}`)
      return alerts.find(({ kind, check }) => kind === 'DATA_QUALITY' && check === 'CLOCK')
    })
    tell.say(`alert ${alert.id} (${alert.severity}): ${alert.title}`)
    await settleRuns(stage)
    const faulty = await until(stage, 'the report names the partitions', () =>
      partitionsWithWrongClocks(world.operator, world.model),
    )
    const retrained = await until(stage, 'the retrainings are listed', () =>
      retrainedAfter(world.operator, world.model, faulty.windowStart),
    )
    const both = retrained.filter((partition) => faulty.partitions.includes(partition))
    if (both.length > 0) fail(stage, `faulty data has retrained ${both.slice(0, 5).join(', ')}`)
    tell.add(
      `none of the ${count(faulty.partitions.length, 'partition')} with wrong clocks was retrained for data after ${faulty.windowStart.slice(0, 10)}`,
    )
  },
}
