import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { jsonSetting, parseProcessSettings, parseServiceSettings, pathList, secret } from './config.ts'
import type { DomainError } from './errors.ts'

const good = { HEADWAY_INTERNAL_KEY: 'a'.repeat(43), HEADWAY_DATABASE_URL: 'postgres://u:p@h/d' }
const defaults = { HEADWAY_PORT: '4001', HEADWAY_DATABASE_SCHEMA: 'registry' }

function mistakesOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    return (error as DomainError).details?.mistakes as string[]
  }
  return []
}

test('settings have defaults, and an empty one counts as absent', () => {
  const settings = parseServiceSettings(
    { LIST: pathList().default([]) },
    { ...good, HEADWAY_HOST: '', LIST: '' },
    defaults,
  )

  expect(settings).toMatchObject({
    HEADWAY_HOST: '127.0.0.1',
    HEADWAY_PORT: 4001,
    HEADWAY_DATABASE_SCHEMA: 'registry',
    HEADWAY_LOG_LEVEL: 'info',
    LIST: [],
  })
})

test('all mistakes are reported together, and no secret is shown', () => {
  const shape = {
    TOKEN: secret(z.string().min(20)).optional(),
    SHARE: z.coerce.number().max(1),
    URLS: jsonSetting(z.record(z.string(), z.url())),
  }
  const environment = {
    HEADWAY_INTERNAL_KEY: 'hunter2',
    HEADWAY_PORT: 'http',
    TOKEN: 'hunter3',
    SHARE: '3',
    URLS: '{"a":"b"}',
  }

  const mistakes = mistakesOf(() => parseServiceSettings(shape, environment, defaults))

  expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
    'HEADWAY_PORT',
    'HEADWAY_INTERNAL_KEY',
    'HEADWAY_DATABASE_URL',
    'TOKEN',
    'SHARE',
    'URLS',
  ])
  expect(mistakes.join()).not.toMatch(/hunter/)
  expect(mistakes[2]).toBe('HEADWAY_DATABASE_URL is not set (nor is HEADWAY_DATABASE_URL_FILE)')
})

test('a secret may come from a file, but not from both', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'key')
  writeFileSync(file, `${'b'.repeat(43)}\n`)

  const settings = parseProcessSettings({}, { HEADWAY_INTERNAL_KEY_FILE: file }, defaults)
  const both = mistakesOf(() =>
    parseProcessSettings({}, { ...good, HEADWAY_INTERNAL_KEY_FILE: file }, defaults),
  )
  const absent = mistakesOf(() =>
    parseProcessSettings({}, { HEADWAY_INTERNAL_KEY_FILE: join(folder, 'none') }, defaults),
  )

  expect(settings.HEADWAY_INTERNAL_KEY).toBe('b'.repeat(43))
  expect(both).toEqual([
    'HEADWAY_INTERNAL_KEY and HEADWAY_INTERNAL_KEY_FILE are both set: expected one of them',
  ])
  expect(absent[0]).toContain('ENOENT')
})

test('keys of an issuer are of no use without its name, and the other way round', () => {
  const keys = mistakesOf(() =>
    parseProcessSettings({}, { ...good, HEADWAY_JWKS_URL: 'https://issuer.example/jwks' }, defaults),
  )
  const name = mistakesOf(() =>
    parseProcessSettings({}, { ...good, HEADWAY_JWT_ISSUER: 'https://issuer.example' }, defaults),
  )

  expect(keys).toEqual(['HEADWAY_JWT_ISSUER is not set, but HEADWAY_JWKS_URL is: expected both or neither'])
  expect(name).toEqual(['HEADWAY_JWKS_URL is not set, but HEADWAY_JWT_ISSUER is: expected both or neither'])
})
