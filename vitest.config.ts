import { defineConfig } from 'vitest/config'

/** Tests run as the sources do: by Node's own import, with its types stripped and nothing transformed. */
const shared = {
  environment: 'node',
  pool: 'forks',
  setupFiles: ['./packages/testkit/src/leak-check.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  experimental: { viteModuleRunner: false, nodeLoader: false },
} as const

const journeys = ['test/{journeys,conformance,chaos,compose}/**/*.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    // What services log is shown for the tests that fail.
    silent: 'passed-only',
    globalSetup: ['./packages/testkit/src/global-setup.ts'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: [
            '{packages,services,reference-apps}/*/{src,test}/**/*.test.ts',
            '{gateway,deploy/local,deploy/docker}/{src,test}/**/*.test.ts',
            'test/{boundaries,verify}/*.test.ts',
          ],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'journeys',
          include: journeys,
          testTimeout: 300_000,
          // A journey starts the whole of Headway: one at a time is what a small machine bears.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
