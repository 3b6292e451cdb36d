import { readdir, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'
import { DomainError } from '@headway/kit/errors'

const table = /\.csv(\.gz)?$/

/**
 * The files of one TIDES table in a package folder: what datapackage.json lists, else `<table>.csv[.gz]`, else the CSV
 * files in a folder of that name. Empty when the package does not have the table.
 */
export async function packageFiles(folder: string, name: string): Promise<string[]> {
  if (!(await isFolder(folder))) {
    throw new DomainError('NOT_FOUND', `there is no TIDES package in ${folder}`, {
      field: 'tides',
      value: folder,
      expected: 'a folder with datapackage.json or stop_visits.csv',
    })
  }
  const listed = await listedFiles(folder, name)
  if (listed) return listed
  for (const file of [`${name}.csv`, `${name}.csv.gz`]) {
    if (await isFile(join(folder, file))) return [join(folder, file)]
  }
  if (!(await isFolder(join(folder, name)))) return []
  const files = (await readdir(join(folder, name))).filter((file) => table.test(file))
  return files.sort().map((file) => join(folder, name, file))
}

async function listedFiles(folder: string, name: string): Promise<string[] | undefined> {
  const descriptor = join(folder, 'datapackage.json')
  if (!(await isFile(descriptor))) return undefined
  const resources = resourcesOf(await readFile(descriptor, 'utf8'))
  const resource = resources.find((candidate) => candidate.name === name)
  if (!resource) return undefined
  const paths = Array.isArray(resource.path) ? resource.path : [resource.path]
  return Promise.all(paths.map((path, index) => checkPath(folder, `${name}.path[${index}]`, path)))
}

function resourcesOf(text: string): { name?: unknown; path?: unknown }[] {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', 'datapackage.json is not JSON', {
      cause,
      field: 'datapackage.json',
      expected: 'a Frictionless data package',
    })
  }
  const { resources } = content as { resources?: unknown }
  if (!Array.isArray(resources)) {
    throw new DomainError('INVALID_ARGUMENT', 'datapackage.json has no list of resources', {
      field: 'datapackage.json: resources',
      expected: 'a list of tables with name and path',
    })
  }
  return resources
}

async function checkPath(folder: string, field: string, path: unknown): Promise<string> {
  if (typeof path !== 'string' || isAbsolute(path) || normalize(path).startsWith('..')) {
    throw new DomainError('INVALID_ARGUMENT', 'datapackage.json names a file outside the package', {
      field,
      value: path,
      expected: 'a path inside the folder',
    })
  }
  const file = join(folder, path)
  if (!(await isFile(file))) {
    throw new DomainError('NOT_FOUND', `datapackage.json names ${path}, which is not there`, {
      field,
      value: path,
    })
  }
  return file
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}
