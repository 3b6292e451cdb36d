import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Kills a process of a local start as an out-of-memory killer would. */
export async function killProcess(stateDir: string, name: string): Promise<void> {
  const noted = JSON.parse(await readFile(join(stateDir, 'processes.json'), 'utf8')) as {
    name: string
    pid: number
  }[]
  const found = noted.find((one) => one.name === name)
  if (!found) throw new Error(`${name} does not run`)
  process.kill(found.pid, 'SIGKILL')
}
