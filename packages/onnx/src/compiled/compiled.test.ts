import { expect, test } from 'vitest'
import { evaluateRegressor } from '../evaluate-regressor.ts'
import { withProbe } from '../probe.ts'
import { randomRegressor, seededRandom } from '../random-regressor.ts'
import { regressorModel } from '../regressor.ts'
import { openSession } from '../session.ts'
import { floatTensor } from '../tree-ensemble.ts'
import { Arena } from './arena.ts'
import { compileModel, type Face } from './compile.ts'
import { intTensor, listTensor, type TestNode, testModel } from './graph-for-tests.ts'
import { proveModel } from './prove.ts'
import { randomTreeRegressor, type TreeChoice, triedValues } from './random-trees.ts'
import { Runner } from './run.ts'

function answersOf(program: Uint8Array, face: Face, features: Float32Array, rows: number): Float32Array[] {
  const runner = new Runner()
  const arena = new Arena((index, buffer) => runner.setSegment(index, buffer))
  const outputs = face.outputs.map(() => new Float32Array(rows))
  runner.run(arena.place(program), features, 0, rows, outputs, 0)
  return outputs
}

/** Values that differ, NaN being equal to itself and zeros to each other. */
function differences(ours: ArrayLike<number>, theirs: ArrayLike<number>): [number, number][] {
  return Array.from(ours, (value, row): [number, number] => [value, theirs[row] as number]).filter(
    ([a, b]) => !(a === b || (Number.isNaN(a) && Number.isNaN(b))),
  )
}

/** Bit for bit what ONNX Runtime answers, for a single row and for many. */
async function expectExact(
  bytes: Uint8Array,
  face: Face,
  features: Float32Array,
  rows: number,
): Promise<void> {
  const compiled = compileModel(bytes, face)
  if ('reason' in compiled) throw new Error(compiled.reason)
  await using session = await openSession(bytes)
  const width = features.length / rows
  for (const count of [rows, 1]) {
    let first = 0
    const feeds = Object.fromEntries(
      face.inputs.map(({ name, columns }) => {
        const data = new Float32Array(count * columns)
        for (let row = 0; row < count; row++) {
          data.set(features.subarray(row * width + first, row * width + first + columns), row * columns)
        }
        first += columns
        return [name, { data, dims: [count, columns] }]
      }),
    )
    const theirs = await session.run(feeds)
    const ours = answersOf(compiled.program, face, features, count)
    for (const [index, name] of face.outputs.entries()) {
      expect(differences(ours[index] ?? [], theirs[name] ?? [])).toEqual([])
      expect(theirs[name]?.length).toBe(count)
    }
  }
}

const matrix = (columns: number, outputs: string[]): Face => ({
  inputs: [{ name: 'features', columns }],
  outputs,
})

function rowsFrom(
  random: () => number,
  values: readonly number[],
  rows: number,
  width: number,
): Float32Array {
  return Float32Array.from(
    { length: rows * width },
    () => values[Math.floor(random() * values.length)] as number,
  )
}

test('regressors that the trainer writes are answered bit for bit as ONNX Runtime answers them', async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const random = seededRandom(seed)
    const features = 1 + Math.floor(random() * 40)
    const trees = Math.floor(random() * 120)
    const spec = randomRegressor(random, { features, trees, depth: 1 + (seed % 6), linear: seed % 3 !== 0 })
    const rows = Float32Array.from({ length: 200 * features }, () => random() * 4 - 2)

    await expectExact(regressorModel(spec), matrix(features, [...spec.outputs]), rows, 200)
  }
})

test('trees of every comparison, sum and shape are answered bit for bit, also at thresholds, infinities and NaN', async () => {
  const every = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ']
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed)
    const isMixed = seed % 4 === 0
    const targets = 1 + (seed % 3)
    const choice: TreeChoice = {
      features: seed % 11 === 0 ? 300 : 1 + Math.floor(random() * 20),
      trees: targets + Math.floor(random() * 100),
      depth: seed % 13 === 0 ? 9 : 1 + Math.floor(random() * 5),
      targets,
      aggregate: (['SUM', 'AVERAGE', 'MIN', 'MAX'] as const)[Math.floor(random() * 4)] ?? 'SUM',
      modes: isMixed ? every : [every[seed % 6] as string],
      tracksNan: seed % 5 === 0,
      base: seed % 2 === 0,
      isWide: targets > 1 && seed % 7 < 3,
    }
    const outputs = Array.from({ length: targets }, (_, target) => `t${target}`)
    const nodes: TestNode[] = [randomTreeRegressor(random, choice)]
    nodes.push(
      targets === 1
        ? { op: 'Identity', inputs: ['targets'], outputs }
        : { op: 'Split', inputs: ['targets'], outputs, attributes: { axis: 1, num_outputs: targets } },
    )
    const bytes = testModel({ inputs: { features: choice.features }, nodes, outputs })
    const features = rowsFrom(random, triedValues(), 150, choice.features)

    await expectExact(bytes, matrix(choice.features, outputs), features, 150).catch((error) => {
      throw new Error(`seed ${seed} ${JSON.stringify(choice)}: ${error.message}`)
    })
  }
})

test('linear models and the small nodes around them are answered bit for bit', async () => {
  const random = seededRandom(7)
  const numbers = (count: number) => Float32Array.from({ length: count }, () => random() * 4 - 2)
  const nodes: TestNode[] = [
    { op: 'Concat', inputs: ['speed', 'gap', 'far'], outputs: ['all'], attributes: { axis: 1 } },
    {
      op: 'Scaler',
      domain: 'ai.onnx.ml',
      inputs: ['all'],
      outputs: ['scaled'],
      attributes: { offset: numbers(4), scale: numbers(4) },
    },
    { op: 'MatMul', inputs: ['scaled', 'weights'], outputs: ['product'] },
    { op: 'Add', inputs: ['product', 'bias'], outputs: ['sum'] },
    {
      op: 'LinearRegressor',
      domain: 'ai.onnx.ml',
      inputs: ['all'],
      outputs: ['line'],
      attributes: { coefficients: numbers(12), intercepts: numbers(3), targets: 3 },
    },
    { op: 'Sub', inputs: ['sum', 'line'], outputs: ['less'] },
    { op: 'Max', inputs: ['less', 'line', 'floor'], outputs: ['most'] },
    { op: 'Gather', inputs: ['most', 'picked'], outputs: ['turned'], attributes: { axis: 1 } },
    { op: 'Cast', inputs: ['turned'], outputs: ['cast'], attributes: { to: 1 } },
    { op: 'Gemm', inputs: ['cast', 'square', 'sum'], outputs: ['again'], attributes: { transB: 1 } },
    { op: 'Clip', inputs: ['again', 'floor', 'ceiling'], outputs: ['clipped'] },
    { op: 'Slice', inputs: ['clipped', 'one', 'three', 'one'], outputs: ['tail'] },
    { op: 'Split', inputs: ['tail'], outputs: ['b', 'c'], attributes: { axis: 1, num_outputs: 2 } },
    { op: 'Gather', inputs: ['clipped', 'zeroth'], outputs: ['vector'], attributes: { axis: 1 } },
    { op: 'Unsqueeze', inputs: ['vector', 'one'], outputs: ['column'] },
    { op: 'Div', inputs: ['column', 'gap'], outputs: ['a'] },
    { op: 'Flatten', inputs: ['far'], outputs: ['d'] },
  ]
  const bytes = testModel({
    inputs: { speed: 1, gap: 1, far: 2 },
    constants: [
      floatTensor('weights', [4, 3], numbers(12)),
      floatTensor('square', [3, 3], numbers(9)),
      floatTensor('bias', [3], numbers(3)),
      floatTensor('floor', [], [-1.25]),
      floatTensor('ceiling', [], [3.5]),
      intTensor('picked', [3], [2, 0, -2]),
      intTensor('zeroth', [], [0]),
      intTensor('one', [1], [1]),
      intTensor('three', [1], [9223372036854775000]),
    ],
    nodes: nodes.slice(0, -1),
    outputs: ['a', 'b', 'c'],
  })
  const face: Face = {
    inputs: [
      { name: 'speed', columns: 1 },
      { name: 'gap', columns: 1 },
      { name: 'far', columns: 2 },
    ],
    outputs: ['c', 'a', 'b'],
  }

  await expectExact(bytes, face, numbers(400), 100)
})

test('what is not understood to the last attribute stays with ONNX Runtime, and the reason is told', () => {
  const trees = randomTreeRegressor(seededRandom(1), {
    features: 2,
    trees: 2,
    depth: 2,
    targets: 1,
    aggregate: 'SUM',
    modes: ['BRANCH_LEQ'],
    tracksNan: false,
    base: false,
    isWide: false,
  })
  const change = (attributes: TestNode['attributes']): TestNode => ({
    ...trees,
    attributes: { ...trees.attributes, ...attributes },
  })
  const line: TestNode = { op: 'Gemm', inputs: ['features', 'w'], outputs: ['targets'] }
  const cases: [TestNode[], RegExp][] = [
    [[change({ post_transform: 'LOGISTIC' })], /post_transform/],
    [[change({ aggregate_function: 'MEDIAN' })], /MEDIAN/],
    [[change({ nodes_modes: ['BRANCH_MEMBER'] })], /different lengths/],
    [[change({ nodes_values_as_tensor: listTensor([1]) })], /64-bit/],
    [[change({ nodes_missing_value_tracks_true: [1] })], /some nodes/],
    [[{ ...trees, op: 'TreeEnsembleClassifier' }], /operator ai\.onnx\.ml\.TreeEnsembleClassifier/],
    [[{ ...line, attributes: { transA: 1 } }], /turns/],
    [[{ ...line, inputs: ['features', 'features'] }], /constant/],
    [[{ op: 'Tanh', inputs: ['features'], outputs: ['targets'] }], /operator Tanh/],
    [[{ op: 'Identity', inputs: ['features'], outputs: ['targets'] }], /one value a row/],
  ]
  for (const [nodes, reason] of cases) {
    const bytes = testModel({
      inputs: { features: 2 },
      constants: [floatTensor('w', [2, 1], [1, 2])],
      nodes,
      outputs: ['targets'],
    })
    expect(compileModel(bytes, matrix(2, ['targets']))).toEqual({ reason: expect.stringMatching(reason) })
  }
  const whole = testModel({ inputs: { features: 2 }, nodes: [trees], outputs: ['targets'] })
  expect(compileModel(whole, matrix(2, ['targets']))).toHaveProperty('program')
  expect(compileModel(whole, matrix(2, ['other']))).toEqual({ reason: expect.stringMatching(/other/) })
  expect(compileModel(whole, matrix(1, ['targets']))).toEqual({ reason: expect.stringMatching(/feature/) })
  expect(compileModel(whole.subarray(0, -9), matrix(2, ['targets']))).toEqual({
    reason: expect.stringMatching(/cannot be read/),
  })
})

test('a damaged file becomes no program, or one that answers as ONNX Runtime answers it', async () => {
  const random = seededRandom(8)
  const choice = {
    features: 3,
    trees: 3,
    depth: 2,
    targets: 1,
    aggregate: 'SUM' as const,
    base: true,
    isWide: false,
  }
  let compared = 0
  for (let round = 0; round < 400; round++) {
    const trees = randomTreeRegressor(random, {
      ...choice,
      modes: ['BRANCH_LEQ', 'BRANCH_GT'],
      tracksNan: true,
    })
    const bytes = testModel({ inputs: { features: 3 }, nodes: [trees], outputs: ['targets'] })
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    const face = matrix(3, ['targets'])
    const compiled = compileModel(bytes, face)
    if ('reason' in compiled) continue
    const features = rowsFrom(random, triedValues(), 20, 3)

    const ours = answersOf(compiled.program, face, features, 20)
    const theirs = await openSession(bytes)
      .then(async (session) => {
        await using opened = session
        return await opened.run({ features: { data: features, dims: [20, 3] } })
      })
      .catch(() => undefined)

    if (theirs === undefined) continue
    compared++
    expect(differences(ours[0] ?? [], theirs.targets ?? [])).toEqual([])
  }
  expect(compared).toBeGreaterThan(50)
})

test('a program is taken only when it answers its probe as ONNX Runtime did', async () => {
  const spec = randomRegressor(seededRandom(4))
  const face = matrix(12, [...spec.outputs])
  const bytes = regressorModel(spec)
  const features = Float32Array.from({ length: 48 }, (_, at) => Math.sin(at))
  await using session = await openSession(bytes)
  const outputs = await session.run({ features: { data: features, dims: [4, 12] } })
  const moved = (by: number) => ({
    ...outputs,
    p50: outputs.p50?.map((value) => value * (1 + by)) ?? new Float32Array(),
  })
  const proved = (answers: Record<string, Float32Array>) =>
    proveModel(withProbe(bytes, { rows: 4, inputs: { features }, outputs: answers, tolerance: 1e-4 }), face)

  expect(proved(outputs)).toMatchObject({ agreement: 'exact' })
  expect(proved(moved(1e-6))).toMatchObject({ agreement: 'close' })
  expect(proved(moved(5e-5))).toEqual({ reason: expect.stringMatching(/p50 of probe row 0/) })
  expect(proved({ p10: outputs.p10 ?? new Float32Array() })).toEqual({ reason: expect.stringMatching(/p50/) })
  expect(proveModel(bytes, face)).toEqual({ reason: 'it carries no probe rows' })
  expect(evaluateRegressor(spec, features, 4).p50?.[0]).toBeCloseTo(outputs.p50?.[0] ?? Number.NaN, 2)
})
