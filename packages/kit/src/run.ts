import { processEnvironment, type SettingsShape } from './config.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import type { ServiceDefinition } from './service.ts'
import { start } from './start.ts'

/** Runs a service as this process, until SIGTERM or SIGINT. */
export async function run<Shape extends SettingsShape, DB, Adapters extends object, Context extends object>(
  service: ServiceDefinition<Shape, DB, Adapters, Context>,
): Promise<void> {
  await runUntilStopped(service.name, (signal) => start(service, processEnvironment(), signal))
}
