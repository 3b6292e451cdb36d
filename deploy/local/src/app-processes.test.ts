import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { graphSettings, planApps } from './app-processes.ts'
import type { AppSpec, Platform } from './app-spec.ts'
import { choosePorts } from './ports.ts'
import { openStateFolder } from './state-folder.ts'

const app = (name: string, more: Partial<AppSpec> = {}): AppSpec => ({
  name,
  main: `/apps/${name}.ts`,
  usualPort: 4990,
  isBusy: false,
  settings: ({ ports }) => ({ HEADWAY_OTHER_PORT: String(ports.gateway) }),
  ...more,
})
const graph = {
  supergraph: '/apps/both.graphql',
  subgraph: 'trams',
  gatewaySettings: { HEADWAY_TOPICS: 'x' },
}

test('an app gets a port that is remembered for the next start, with it or without it', async () => {
  await using given = await testFolder('app-ports')
  const folder = await openStateFolder(given.path)
  const options = { anyFree: true, more: [app('trams'), app('ferries')] }

  const first = await choosePorts(folder, {}, options)
  await choosePorts(folder, {}, { anyFree: true, more: [] })
  const again = await choosePorts(folder, {}, options)

  expect(first.trams).not.toBe(first.ferries)
  expect(again).toEqual(first)
})

test('an app is not called as a part of the platform', async () => {
  await using given = await testFolder('app-names')
  const folder = await openStateFolder(given.path)

  const chosen = choosePorts(folder, {}, { anyFree: true, more: [app('serving')] })

  await expect(chosen).rejects.toThrow('two processes are called serving')
})

test('an app runs with what every process gets, its port and its own settings', async () => {
  await using given = await testFolder('app-plan')
  const folder = await openStateFolder(given.path)
  const ports = await choosePorts(folder, {}, { anyFree: true, more: [app('trams')] })
  const platform = { ports } as Platform

  const [spec] = planApps({
    apps: [app('trams')],
    platform,
    repository: '/checkout',
    folder,
    shared: { PATH: '/bin', HEADWAY_PORT: 'overridden' },
  })

  expect(spec).toMatchObject({ name: 'trams', port: ports.trams })
  expect(await spec?.prepare()).toMatchObject({
    cwd: '/checkout',
    env: { PATH: '/bin', HEADWAY_PORT: String(ports.trams), HEADWAY_OTHER_PORT: String(ports.gateway) },
  })
})

test('the gateway answers for the one app that brings a supergraph', () => {
  const ports = { trams: 4990 } as unknown as Platform['ports']

  expect(graphSettings([app('trams', { graph }), app('ferries')], ports)).toEqual({
    supergraph: '/apps/both.graphql',
    subgraphs: { trams: 'http://127.0.0.1:4990/graphql' },
    settings: { HEADWAY_TOPICS: 'x' },
  })
  expect(() => graphSettings([app('trams', { graph }), app('ferries', { graph })], ports)).toThrow(
    'more than one app brings a supergraph: trams, ferries',
  )
})
