import { firstOperations } from './first-operations.ts'
import { serveHeadway } from './serve-headway.ts'
import { tellAddresses } from './tell-addresses.ts'

/** Runs the platform alone until Ctrl-C and says what a newcomer may try; answers the exit code. */
export function serveEmpty(
  stateDir: string,
  environment: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<number> {
  return serveHeadway({
    stateDir,
    environment,
    print,
    tell(headway, seconds) {
      tellAddresses(headway, seconds, print)
      print('To try in GraphiQL, with the operator token in its token field:\n')
      for (const operation of firstOperations) print(`${operation}\n`)
      print('Ctrl-C stops everything.')
    },
  })
}
