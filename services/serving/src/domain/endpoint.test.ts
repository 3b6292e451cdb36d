import { expect, test } from 'vitest'
import { checkEndpoint, defaultVariants, type EndpointSpec } from './endpoint.ts'

const spec: EndpointSpec = { name: 'eta', model: 'departures', variants: defaultVariants, logShare: 1 }

test('the primary variant comes first whatever the order given', () => {
  const { variants } = checkEndpoint({ ...spec, variants: defaultVariants.toReversed() })

  expect(variants.map(({ role }) => role)).toEqual(['PRIMARY', 'CHALLENGER'])
})

test('an endpoint that could not be served is refused with the field that is wrong', () => {
  const [primary] = defaultVariants
  const wrong: [string, Partial<EndpointSpec>][] = [
    ['name', { name: 'Eta' }],
    ['name', { name: '' }],
    ['model', { model: '' }],
    ['logShare', { logShare: 1.5 }],
    ['logShare', { logShare: Number.NaN }],
    ['variants', { variants: [] }],
    ['variants[1].name', { variants: primary ? [primary, primary] : [] }],
    ['variants[0].alias', { variants: [{ name: 'primary', role: 'PRIMARY', alias: '', weight: null }] }],
  ]

  for (const [field, change] of wrong) {
    expect(() => checkEndpoint({ ...spec, ...change })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field }),
    )
  }
})
