import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'vitest'

/**
 * The path of real data by its name below HEADWAY_TEST_DATA (`tides-warsaw-suburban`). Skips the test, saying
 * why, where the data is not at hand.
 */
export function testData({ skip }: Pick<TestContext, 'skip'>, name: string): string {
  const folder = process.env.HEADWAY_TEST_DATA
  if (!folder) return skip(`HEADWAY_TEST_DATA is not set: it names the folder that holds ${name}`)
  const path = join(folder, name)
  if (!existsSync(path)) return skip(`${path} does not exist`)
  return path
}
