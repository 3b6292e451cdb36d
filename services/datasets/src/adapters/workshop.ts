import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainError } from '@headway/kit/errors'
import { openTables, type Tables } from '@headway/tables/tables'

export type Bench = { tables: Tables; folder: string; signal: AbortSignal }

export type WorkshopOptions = {
  memoryLimit: string
  threads: number
  workDir: string | undefined
  /** Aborted when the service stops: work under way is given up. */
  signal: AbortSignal
}

/** Where sources are read and checked: one at a time, each with a DuckDB and a scratch folder of its own. */
export class Workshop {
  readonly #options: WorkshopOptions
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: WorkshopOptions) {
    this.#options = options
  }

  /** Runs the work when all work before it is done; the memory limit then holds for the whole process. */
  async use<Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => this.#run(work))
    this.#last = turn.catch(() => {})
    return await turn
  }

  async #run<Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> {
    const { memoryLimit, threads, workDir = tmpdir(), signal } = this.#options
    await mkdir(workDir, { recursive: true })
    const folder = await mkdtemp(join(workDir, 'dataset-'))
    try {
      await using tables = await openTables({ memoryLimit, threads, tempDir: folder })
      return await work({ tables, folder, signal })
    } catch (cause) {
      if (!signal.aborted) throw cause
      throw new DomainError('UNAVAILABLE', 'the service stops; ask again when it is back', { cause })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
