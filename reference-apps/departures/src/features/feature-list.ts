/** The features of a prediction, in the order of the model's input columns. Times and delays are in seconds. */
export const features = [
  [
    'scheduled_gap_s',
    'scheduled time from the stop just left to the stop predicted (600 without a position)',
  ],
  ['delay_s', 'delay at the stop just left'],
  ['stops_ahead', 'stops from the one just left to the one predicted'],
  ['has_position', '1 when the trip has left a stop, 0 when only history and schedule are known'],
  ['delay_change_1', 'delay now less the delay one observed stop earlier'],
  ['delay_change_3', 'delay now less the delay three observed stops earlier'],
  ['delay_at_start', 'delay at the first observed stop of the trip'],
  ['dwell_ahead_s', 'scheduled standing time at the stops ahead up to the predicted one'],
  ['dwell_there_s', 'scheduled standing time at the predicted stop'],
  ['dwell_excess_s', 'how much longer than scheduled it stood at the stop just left'],
  ['trip_gain_median', 'median gain on this stretch of the same scheduled trip on its last days'],
  ['trip_gain_last', 'gain on this stretch of the same scheduled trip the last time it ran'],
  ['trip_gain_recent', 'mean gain of the same scheduled trip, recent days weighing more'],
  ['trip_gain_alike', 'mean gain of the same scheduled trip, days with a like delay weighing more'],
  ['trip_gain_spread', 'mean distance of those gains from their median'],
  ['trip_runs', 'days of the same scheduled trip behind these'],
  ['trip_delay_median', 'median delay of the same scheduled trip at the predicted stop'],
  [
    'trip_floor_gain',
    'least delay of the same scheduled trip at the predicted stop less that at the stop just left',
  ],
  ['lateness_over_floor', 'delay now over the least delay of the same scheduled trip here'],
  ['trip_surprise', 'delay now over the median delay of the same scheduled trip here'],
  ['pair_gain_median', 'median gain on this stretch of all trips of the route and direction'],
  ['pair_gain_mean', 'mean gain on this stretch of all trips of the route and direction'],
  ['pair_gain_band', 'median gain on this stretch in this two-hour band'],
  ['pair_gain_scale', 'mean distance of the gains on this stretch from their median'],
  ['road_gain', 'what the last vehicle over each segment ahead gained beyond its usual, summed'],
  ['road_gain_before', 'the same for the vehicle before it'],
  ['road_age_s', 'mean age of those observations, 7200 where there is none'],
  ['leader_gap_s', 'time since the last vehicle left this stop the same way, at most 7200'],
  ['leader_delay_change', 'what that vehicle has gained since it left this stop'],
  ['leader_reached', 'share of the stretch that vehicle has covered'],
  ['ahead_gap_s', 'expected gap at the predicted stop to the vehicle before it there, at most 7200'],
  ['ahead_delay', 'its latest delay less the delay of this trip'],
  ['ahead_departed', '1 when it has left the predicted stop'],
  ['route_gain', 'mean unusual gain a segment on the route lately'],
  ['system_gain', 'mean unusual gain a segment over all routes lately'],
  ['time_of_day_s', 'scheduled local time of day at the predicted stop'],
  ['weekday', '0 Monday to 6 Sunday'],
  ['second_of_minute', 'second of the minute of the prediction'],
  ['rain_mm', 'rain in the last hour known'],
  ['snow_mm', 'snow in the last hour known, as water'],
  ['alert_gap_s', 'scheduled time on the segments ahead with an alert of delays'],
  ['alert_age_s', 'time since the newest of these alerts was published, 7200 where there is none'],
  [
    'usual_gain_s',
    'what history expects to be gained: trip_gain_median and pair_gain_median, weighed by trip_runs',
  ],
  ['horizon_s', 'expected time to the departure: scheduled_gap_s and usual_gain_s; -1 without a position'],
] as const

/** Column names of the model's input. */
export const featureNames: readonly string[] = features.map(([name]) => name)

/** Input columns of a model. */
export const featureCount = features.length

export type FeatureName = (typeof features)[number][0]

/** The column of each feature. */
export const at = Object.fromEntries(featureNames.map((name, index) => [name, index])) as Record<
  FeatureName,
  number
>
