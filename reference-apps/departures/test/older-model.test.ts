import { createGraphqlClient } from '@headway/client/graphql-client'
import type { OipTensor } from '@headway/client/oip-tensor'
import { spawnService } from '@headway/testkit/spawn-service'
import { expect, test } from 'vitest'
import { departuresModel } from '../src/departures-model.ts'
import { featureCount, featureNames } from '../src/features/feature-list.ts'
import { declareModel } from '../src/learning/declare-model.ts'
import { findModel } from '../src/learning/first-run.ts'
import { askServing } from '../src/live/ask-serving.ts'
import { modelColumns } from '../src/live/model-columns.ts'

test('a model that an older release declared goes on, asked for what it takes, and is not trained', async () => {
  await using registry = await spawnService('registry')
  const operator = createGraphqlClient({
    url: `${registry.url}/graphql`,
    token: await registry.identity.internalToken('operator'),
  })
  const older = departuresModel('departures-older')
  const features = featureNames.filter((name) => name !== 'snow_mm' && name !== 'weekday')
  const { signature } = older
  const inputs = [{ name: 'features', datatype: 'FP32', shape: [-1, features.length] }]
  await operator.request('mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }', {
    input: { ...older, signature: { ...signature, inputs, features } },
  })

  const untrainable = await declareModel(operator, 'departures-older')
  const model = await findModel(operator, 'departures-older')

  expect(untrainable).toContain('without weekday, snow_mm')
  expect(model).toEqual({ champion: null, features })
  expect(await findModel(operator, 'departures-unknown')).toBeUndefined()

  const asked: OipTensor[] = []
  const answer = new Float32Array([1, 2])
  const outputs = Object.fromEntries(
    ['p10', 'p50', 'p90', 'rider'].map((name) => [
      name,
      { name, datatype: 'FP32' as const, shape: [2], data: answer },
    ]),
  )
  const inference = {
    metadata: async () => ({}),
    async infer({ inputs: given }: { inputs: OipTensor[] }) {
      asked.push(...given)
      const source = { name: 'source', datatype: 'BYTES' as const, shape: [2], data: ['exact', 'exact'] }
      return {
        modelName: '',
        modelVersion: undefined,
        id: '',
        parameters: {},
        outputs: { ...outputs, source },
      }
    },
  }
  const rows = Float32Array.from({ length: 2 * featureCount }, (_, place) => place)
  const answered = await askServing(
    { inference, endpoint: 'departures-older', columns: modelColumns(features) },
    { partitions: ['a', 'b'], subjects: ['1', '2'], madeAtMs: [0, 0], features: rows, rows: 2 },
  )

  const sent = asked.find(({ name }) => name === 'features')
  expect(sent?.shape).toEqual([2, features.length])
  expect(Array.from(sent?.data as Float32Array)).toEqual(
    [0, 1].flatMap((row) => features.map((name) => row * featureCount + featureNames.indexOf(name))),
  )
  expect(answered.p50).toEqual(answer)
}, 60_000)

test('a model that takes what this release does not compute is said to', () => {
  expect(() => modelColumns(['delay_s', 'moon_phase'])).toThrow('moon_phase')
})
