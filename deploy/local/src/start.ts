import { serveEmpty } from './serve-empty.ts'

process.exitCode = await serveEmpty(process.env.HEADWAY_STATE ?? '.headway', process.env, (line) =>
  process.stdout.write(`${line}\n`),
)
