import type { ProcessReport } from './supervised-process.ts'

/** Where a start tells how far it is. */
export type Progress = ProcessReport & { note: (line: string) => void }

/** Tells nothing: for tests and programs that start Headway on the side. */
export const silent: Progress = {
  note: () => undefined,
  onReady: () => undefined,
  onCrash: () => undefined,
}

/** Tells one line for each process. */
export function progressLines(print: (line: string) => void): Progress {
  return {
    note: (line) => print(`  ${line}`),
    onReady: (name, seconds, isRestart) =>
      print(`  ${name.padEnd(11)} ready ${isRestart ? 'again ' : ''}after ${seconds.toFixed(1)} s`),
    onCrash: (name, how, nextInMs) =>
      print(`  ${name.padEnd(11)} ${how}; starts again in ${nextInMs / 1000} s`),
  }
}
