import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { DomainError } from '@headway/kit/errors'
import { type Topics, topicsShape } from './topics.ts'

const own = fileURLToPath(new URL('../../topics.json', import.meta.url))

/** The gateway's own topics and those of the files given; INVALID_ARGUMENT names file and field of what is wrong. */
export async function readTopics(files: readonly string[]): Promise<Topics> {
  const topics = new Map()
  for (const file of [own, ...files]) {
    for (const [name, topic] of Object.entries((await readTopicsFile(file)).topics)) {
      if (topics.has(name)) throw wrong(file, `topics.${name}`, 'a subscription that no other file has')
      topics.set(name, topic)
    }
  }
  return topics
}

async function readTopicsFile(file: string) {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw wrong(file, 'the file', 'a file that can be read', cause)
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw wrong(file, 'the file', 'JSON', cause)
  }
  const parsed = topicsShape.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw wrong(file, issue?.path.join('.') || 'the file', issue?.message ?? 'headway.topics/1', parsed.error)
}

function wrong(file: string, field: string, expected: string, cause?: unknown): DomainError {
  return new DomainError(
    'INVALID_ARGUMENT',
    `${file}: ${field} is wrong: ${expected.startsWith('expected') ? expected : `expected ${expected}`}`,
    {
      cause,
      field: 'HEADWAY_TOPICS',
      value: file,
      expected,
    },
  )
}
