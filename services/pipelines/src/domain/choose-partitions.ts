/** What is known of a partition that was retrained before. */
export type Retrained = {
  /** The time of the data that its newest retraining was asked for. */
  dataTime: Date
  /** Whether a run that has not ended retrains it. */
  inHand: boolean
}

/** One partition in one run that a trigger started for it. */
export type PartitionRetraining = { partition: string; runId: string; dataTime: Date }

export type PartitionRules = {
  coolDownHours: number | null
  dailyPartitionBudget: number | null
}

/** How many partitions a firing was asked for, and what became of them. */
export type PartitionFigures = {
  asked: number
  taken: number
  inHand: number
  coolDown: number
  budget: number
}

export type PartitionChoice = { taken: string[]; figures: PartitionFigures }

/**
 * Which of the partitions asked for, worst first, are retrained: none that a run has in hand, none that was retrained
 * within the cool-down or for later data, and of the others the worst, as many as the day's budget has left.
 */
export function choosePartitions(
  asked: readonly string[],
  { coolDownHours, dailyPartitionBudget }: PartitionRules,
  known: { dataTime: Date; retrained: ReadonlyMap<string, Retrained>; takenThatDay: number },
): PartitionChoice {
  const partitions = [...new Set(asked)]
  const free = partitions.filter((partition) => !known.retrained.get(partition)?.inHand)
  const due = free.filter((partition) => {
    const last = known.retrained.get(partition)
    return !last || isOver(last.dataTime, known.dataTime, coolDownHours ?? 0)
  })
  const left =
    dailyPartitionBudget === null ? due.length : Math.max(0, dailyPartitionBudget - known.takenThatDay)
  const taken = due.slice(0, left)
  return {
    taken,
    figures: {
      asked: partitions.length,
      taken: taken.length,
      inHand: partitions.length - free.length,
      coolDown: free.length - due.length,
      budget: due.length - taken.length,
    },
  }
}

/** Whether a finding in data of `now` may retrain what was retrained for data of `last`; never for data as old. */
function isOver(last: Date, now: Date, coolDownHours: number): boolean {
  const hours = (now.getTime() - last.getTime()) / 3_600_000
  return hours > 0 && hours >= coolDownHours
}

/** Why nothing is left to retrain. */
export function explainEmpty({ asked, inHand, coolDown, budget }: PartitionFigures): string {
  if (asked === 0) return 'the list of partitions is empty'
  const reasons = [
    inHand > 0 ? `${inHand} are in a run already` : undefined,
    coolDown > 0 ? `${coolDown} were retrained within the cool-down` : undefined,
    budget > 0 ? `${budget} are beyond the day's budget` : undefined,
  ]
  return `none of ${asked} partitions is left: ${reasons.filter((reason) => reason !== undefined).join(', ')}`
}
