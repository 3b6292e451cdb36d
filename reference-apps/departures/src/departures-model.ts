import { featureCount, featureNames } from './features/feature-list.ts'

const outputs = ['p10', 'p50', 'p90', 'rider']

/** The declaration of a departures model, as `registerModel` takes it. */
export function departuresModel(name: string) {
  return {
    name,
    description: 'Seconds until a vehicle departs from a stop, for each route, direction and stop',
    owner: 'departures',
    partitionedBy: ['route_id', 'direction_id', 'stop_id'],
    signature: {
      inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, featureCount] }],
      features: featureNames,
      outputs: outputs.map((output) => ({ name: output, datatype: 'FP32', shape: [-1, 1] })),
    },
    primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
    // What trees correct: the schedule plus what the trip usually gains on the way.
    baseline: outputs.map((output) => ({
      output,
      constant: 0,
      terms: [
        { feature: 'scheduled_gap_s', weight: 1 },
        { feature: 'usual_gain_s', weight: 1 },
      ],
    })),
    approvalPolicy: 'EXCEPTIONS',
  }
}
