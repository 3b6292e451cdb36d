import { startService } from '@headway/testkit/start-service'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

test('a definition that cannot work is refused with the field, the value and what was expected', async () => {
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, registerWrong, register, startWrong } = speak(service)
  await stepsKnown()
  const plan = { name: 'plan', uses: 'test/plan' }
  const refused = async (...steps: object[]) => registerWrong('p', { steps })

  expect(
    await refused(
      { name: 'a', uses: 'test/plan', needs: ['b'] },
      { name: 'b', uses: 'test/plan', needs: ['a'] },
    ),
  ).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'steps.a',
    value: 'a → b → a',
    message: 'the steps form a cycle: a → b → a',
  })
  expect(await refused({ name: 'a', uses: 'test/unknown' })).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'steps.a.uses',
    value: 'test/unknown',
    expected: expect.stringContaining('test/double'),
  })
  expect(await refused({ ...plan, needs: ['nobody'] })).toMatchObject({
    field: 'steps.plan.needs[0]',
    value: 'nobody',
  })
  expect(await refused({ ...plan, inputs: { x: 'nobody.output' } })).toMatchObject({
    field: 'steps.plan.inputs.x',
    value: 'nobody.output',
  })
  expect(await refused({ ...plan, inputs: { x: 'no reference' } })).toMatchObject({
    field: 'steps.plan.inputs.x',
    message: '"no reference" is not a reference',
  })
  expect(await refused(plan, plan)).toMatchObject({ field: 'steps.plan.name' })
  const each = (items: string) => ({ name: 'each', uses: 'test/double', forEach: { items, chunkSize: 2 } })
  expect(await refused(plan, each('plan.numbers'), { ...each('each.doubled'), name: 'twice' })).toMatchObject(
    {
      field: 'steps.twice.forEach.items',
    },
  )
  expect(
    await refused(plan, { ...each('plan.numbers'), forEach: { items: 'plan.numbers', chunkSize: 0 } }),
  ).toMatchObject({
    field: 'definition.steps.1.forEach.chunkSize',
    value: 0,
  })
  expect(await refused(plan, { ...plan, name: 'b', inputs: { x: 'plan.numbers[chunk]' } })).toMatchObject({
    field: 'steps.b.inputs.x',
  })
  expect(await refused({ name: 'rollout', uses: 'headway/rollout' })).toMatchObject({ field: 'model' })
  expect(await registerWrong('a b', { steps: [plan] })).toMatchObject({ field: 'name', value: 'a b' })
  expect(await registerWrong('p', { steps: [{ ...plan, colour: 'red' }] })).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'definition.steps.0',
  })

  await register('p', { steps: [{ ...plan, inputs: { x: 'parameters.x' } }] })
  expect(await startWrong('p')).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'parameters.x' })
  expect(await startWrong('p', { x: 'not a digest' })).toMatchObject({
    field: 'parameters.x',
    value: 'not a digest',
  })
  expect(await startWrong('q')).toMatchObject({ code: 'NOT_FOUND', value: 'q' })
})

test('each change of a definition is a version, and an earlier one becomes the newest again', async () => {
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register } = speak(service)
  await stepsKnown()
  const counting = (count: number) => ({
    steps: [{ name: 'plan', uses: 'test/plan', parameters: { count } }],
  })

  const numbers = [
    await register('p', counting(1)),
    await register('p', counting(2)),
    await register('p', counting(1)),
    await register('p', counting(3)),
  ]

  expect(numbers).toEqual([1, 2, 1, 3])
})

test('an operation needs its role', async () => {
  await using service = await startService('pipelines')
  const freeze = 'mutation { freeze(reason: "x") { frozen } }'

  const viewer = await service.graphql(freeze, {}, { as: 'viewer' })
  const approver = await service.graphql(freeze, {}, { as: 'approver' })
  const operator = await service.graphql(freeze, {}, { as: 'operator' })

  expect(viewer.errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
  expect(approver.errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
  expect(operator.data).toEqual({ freeze: { frozen: true } })
})
