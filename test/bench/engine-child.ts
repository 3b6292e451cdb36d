import { seededRandom } from '@headway/onnx/random-regressor'
import { featureNames } from './bench-fleet.ts'
import { type EngineBatch, type EngineModels, engines } from './engine-models.ts'

const [engine = '', folder = '', models = '0'] = process.argv.slice(2)
const count = Number(models)
const rowsOfBatch = 1000
const batches = makeBatches()
let loaded: EngineModels | undefined

process.on('message', async (asked: 'load' | 'run') => {
  const before = process.memoryUsage().rss
  if (asked === 'load') loaded = await engines[engine]?.({ folder, models: count })
  else for (const batch of batches) await loaded?.run(batch)
  process.send?.(process.memoryUsage().rss - before)
})
process.send?.(0)

/** Every model is asked once, in an order that has nothing to do with where it lies. */
function makeBatches(): EngineBatch[] {
  const random = seededRandom(7)
  const order = Int32Array.from({ length: count }, (_, index) => index)
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const moved = order[at] as number
    order[at] = order[other] as number
    order[other] = moved
  }
  const features = Float32Array.from({ length: rowsOfBatch * featureNames.length }, () => random() * 2 - 1)
  return Array.from({ length: Math.ceil(count / rowsOfBatch) }, (_, batch) => ({
    models: order.slice(batch * rowsOfBatch, (batch + 1) * rowsOfBatch),
    features,
  }))
}
