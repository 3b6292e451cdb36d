import { expect, test } from 'vitest'
import { parseEnvironment } from './environment.ts'

const at = new Date()

test('libraries may be a list or a map, and come out by name', () => {
  const listed = parseEnvironment(
    'd',
    '{"runtime":{"name":"node","version":"24"},"platform":"p","libraries":[{"name":"z","version":"4"},{"name":"a","version":"1"}]}',
    at,
  )
  const mapped = parseEnvironment(
    'd',
    '{"runtime":"node 24","platform":"p","libraries":{"z":"4","a":"1"}}',
    at,
  )
  expect(listed).toEqual(mapped)
  expect(listed.libraries.map(({ name }) => name)).toEqual(['a', 'z'])
})

test('what is missing is named', () => {
  expect(() => parseEnvironment('d', '[]', at)).toThrow(expect.objectContaining({ field: 'environment' }))
  expect(() => parseEnvironment('d', '{"runtime":{"name":"node"}}', at)).toThrow(
    expect.objectContaining({ field: 'environment.runtime.version' }),
  )
})

test('the platform may be told in parts, and a library twice is one', () => {
  const text = JSON.stringify({
    runtime: 'node 24',
    platform: { os: 'linux', architecture: 'x64', release: '6.1' },
    libraries: [
      { name: 'a', version: '1' },
      { name: 'a', version: '1' },
    ],
  })
  expect(parseEnvironment('d', text, at)).toMatchObject({
    platform: 'linux-x64 6.1',
    libraries: [{ name: 'a', version: '1' }],
  })
})
