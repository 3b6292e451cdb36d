import type { RunningHeadway } from './start-headway.ts'

/** Prints where everything is, the addresses of apps among it, and at the first start the tokens. */
export function tellAddresses(
  headway: RunningHeadway,
  seconds: number,
  print: (line: string) => void,
  appLines: readonly (readonly [what: string, where: string])[] = [],
): void {
  const { stateDir } = headway
  print(`\nHeadway is ready after ${seconds.toFixed(1)} s.\n`)
  const lines = [
    ['the graph', headway.graphqlUrl],
    ['GraphiQL', headway.graphiqlUrl],
    ['OIP', headway.oipUrl],
    ['OIP over gRPC', headway.grpcAddress],
    ['artifacts', `${headway.registryUrl}/artifacts/{sha256}`],
    ['events', `nats://127.0.0.1:${headway.ports.nats}, stream HEADWAY_EVENTS`],
    ['', `(for those with the natsToken of ${stateDir}/secrets.json)`],
    ...appLines,
    ['logs', `${stateDir}/logs`],
  ] as const
  for (const [what, where] of lines) print(`  ${what.padEnd(14)} ${where}`)
  print('')
  if (headway.tokensCreated) {
    print('Tokens, shown this once (and kept for you alone in access-tokens.json of the state folder):\n')
    for (const [role, token] of Object.entries(headway.tokens)) print(`  ${role.padEnd(10)} ${token}`)
    print('')
  } else {
    print(`The tokens are those of the first start: ${stateDir}/access-tokens.json\n`)
  }
}
