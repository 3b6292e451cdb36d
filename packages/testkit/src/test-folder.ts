import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that is deleted when it is disposed of. */
export type TestFolder = { path: string } & AsyncDisposable

/** An empty folder of the test's own. */
export async function testFolder(name = 'test'): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), `headway-${name}-`))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** An empty artifact store on disk: its `path` is the value of HEADWAY_ARTIFACTS. */
export function testArtifacts(): Promise<TestFolder> {
  return testFolder('artifacts')
}
