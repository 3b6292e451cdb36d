import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Where everything of a local Headway is kept; deleting `root` forgets it all. */
export type StateFolder = {
  root: string
  /** Generated keys and database passwords; readable by the owner only. */
  secrets: string
  /** The API tokens as the services read them: hashed. */
  apiTokens: string
  /** The API tokens made at the first start, in clear; readable by the owner only. */
  accessTokens: string
  /** The TCP ports of the last start. */
  ports: string
  /** The processes of this start, so that the next one can end those that survived a kill. */
  processes: string
  /** The running supervisor and where its graph is. */
  supervisor: string
  logs: string
  postgres: string
  nats: string
  programs: string
  artifacts: string
  work: string
  registry: string
  servingCache: string
  graphiql: string
}

/** Names the parts of a state folder and makes the folder itself. */
export async function openStateFolder(path: string): Promise<StateFolder> {
  const root = resolve(path)
  const inRoot = (name: string) => join(root, name)
  const folder: StateFolder = {
    root,
    secrets: inRoot('secrets.json'),
    apiTokens: inRoot('api-tokens.json'),
    accessTokens: inRoot('access-tokens.json'),
    ports: inRoot('ports.json'),
    processes: inRoot('processes.json'),
    supervisor: inRoot('supervisor.json'),
    logs: inRoot('logs'),
    postgres: inRoot('postgres'),
    nats: inRoot('nats'),
    programs: inRoot('programs'),
    artifacts: inRoot('artifacts'),
    work: inRoot('work'),
    registry: inRoot('registry'),
    servingCache: inRoot('serving-cache'),
    graphiql: inRoot('graphiql'),
  }
  await mkdir(root, { recursive: true })
  for (const path of [folder.logs, folder.artifacts, folder.work, folder.registry, folder.servingCache]) {
    await mkdir(path, { recursive: true })
  }
  return folder
}
