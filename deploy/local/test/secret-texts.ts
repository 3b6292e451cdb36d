import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What must be seen nowhere else, with where it is from: each token and secret; of a PEM, each line of its body. */
export async function secretTexts(stateDir: string): Promise<{ of: string; text: string }[]> {
  const kept = ['access-tokens.json', 'secrets.json'].map(async (file) =>
    textsOf(JSON.parse(await readFile(join(stateDir, file), 'utf8')), file),
  )
  const texts = (await Promise.all(kept)).flat()
  if (texts.length < 10) throw new Error(`${stateDir} holds only ${texts.length} secrets`)
  return texts
}

function textsOf(value: unknown, of: string): { of: string; text: string }[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${of} ${name}`))
  }
  const lines = String(value).split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('-----')).map((text) => ({ of, text }))
}
