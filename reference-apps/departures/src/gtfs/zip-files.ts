import { DomainError } from '@headway/kit/errors'
import { unzipSync } from 'fflate'

const mostBytes = 2 ** 31

/**
 * The named files of a zip, from its root or from the one folder that holds them. INVALID_ARGUMENT when it is no zip or
 * holds more than 2 GiB of them.
 */
export function zipFiles(zip: Uint8Array, names: readonly string[]): Map<string, Uint8Array> {
  const found = unzip(zip, names)
  const paths = Object.keys(found).sort((a, b) => depth(a) - depth(b))
  const [shallowest] = paths
  const folder = shallowest?.slice(0, shallowest.lastIndexOf('/') + 1) ?? ''
  const files = new Map<string, Uint8Array>()
  for (const path of paths) {
    const content = found[path]
    if (content && path === folder + baseName(path)) files.set(baseName(path), content)
  }
  return files
}

function unzip(zip: Uint8Array, names: readonly string[]): Record<string, Uint8Array> {
  let total = 0
  try {
    return unzipSync(zip, {
      filter({ name, originalSize }) {
        if (!names.includes(baseName(name)) || name.startsWith('__MACOSX/')) return false
        total += originalSize
        if (total > mostBytes) throw new Error(`${name} makes more than 2 GiB`)
        return true
      },
    })
  } catch (cause) {
    throw new DomainError(
      'INVALID_ARGUMENT',
      `the schedule cannot be unzipped: ${(cause as Error).message}`,
      {
        cause,
        field: 'gtfs',
        value: `${zip.length} bytes`,
        expected: 'a zip file with the tables of GTFS',
      },
    )
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function depth(path: string): number {
  return path.split('/').length
}
