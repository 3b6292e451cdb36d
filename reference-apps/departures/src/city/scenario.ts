/** A stretch of one street, both ways: the ways between its places `from` and `to`, counted from the street's beginning. */
export type Stretch = {
  /** As `A40` for an avenue or `S36` for a street across. */
  street: string
  from: number
  to: number
}

/** Service dates as 2026-04-06: from the first on, until before the second where there is one. */
type Period = { from: string; to?: string | undefined }

export type Detour = Period & {
  kind: 'detour'
  stretch: Stretch
  /** Running times on the stretch are multiplied by this; 1.9 where it is not given. */
  factor?: number | undefined
}

export type ScheduleChange = Period & {
  kind: 'schedule-change'
  /** Routes that get new run times; all where it is not given. */
  routes?: string[] | undefined
  /** New planned run times over old; by default the planner measures again and misjudges by other percents. */
  runTimeFactor?: number | undefined
}

export type DemandStep = Period & {
  kind: 'demand-step'
  routes?: string[] | undefined
  /** Boardings are multiplied by this; 1.6 where it is not given. */
  factor?: number | undefined
}

export type BusLane = Period & {
  kind: 'bus-lane'
  stretch: Stretch
  /** 0.75 where it is not given. */
  factor?: number | undefined
}

export type SensorFault = Period & {
  kind: 'sensor-fault'
  depot: string
  /** How far the depot's device clocks are ahead, in seconds; 60 where it is not given. */
  offsetS?: number | undefined
}

export type NewStop = Period & {
  kind: 'new-stop'
  route: string
  direction: 0 | 1
  /** The new stop lies half way to the stop at this place (from 1) of the pattern. */
  before: number
}

export type SlowTrend = Period & {
  kind: 'slow-trend'
  /** Growth of running times a week; 0.01 where it is not given. */
  weekly?: number | undefined
  /** Whole city where it is not given. */
  stretch?: Stretch | undefined
}

/** Something that changes in the city between dates. */
export type Scenario = Detour | ScheduleChange | DemandStep | BusLane | SensorFault | NewStop | SlowTrend
