import { DomainError } from '@headway/kit/errors'

const namePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/

/** The name itself when it may name a model or an alias; INVALID_ARGUMENT otherwise. */
export function checkName(name: string, field: string): string {
  if (namePattern.test(name)) return name
  throw new DomainError('INVALID_ARGUMENT', `"${name}" cannot be a name`, {
    field,
    value: name,
    expected: 'lower-case letters, digits, - and _, at most 64, beginning with a letter or a digit',
  })
}

/** Why something is done, without the space around it; INVALID_ARGUMENT when nothing is left. */
export function checkReason(reason: string): string {
  const text = reason.trim()
  if (text.length > 0 && text.length <= 2000) return text
  throw new DomainError('INVALID_ARGUMENT', 'a reason is needed', {
    field: 'reason',
    value: reason.slice(0, 100),
    expected: '1 to 2000 characters',
  })
}

export function versionId(model: string, number: number): string {
  return `${model}/${number}`
}

/** The model and number of `<model>/<number>`; undefined when the text is no version id. */
export function parseVersionId(id: string): { model: string; number: number } | undefined {
  const match = /^([a-z0-9][a-z0-9_-]{0,63})\/([1-9]\d{0,8})$/.exec(id)
  if (!match) return undefined
  return { model: match[1] as string, number: Number(match[2]) }
}

export function partitionId(version: string, key: string): string {
  return `${version}#${key}`
}

/** The version id and canonical key of `<model>/<number>#<key>`; undefined when the text is neither. */
export function parsePartitionId(id: string): { version: string; key: string } | undefined {
  const at = id.indexOf('#')
  if (at < 0) return undefined
  const version = id.slice(0, at)
  return parseVersionId(version) ? { version, key: id.slice(at + 1) } : undefined
}

export function aliasId(model: string, name: string): string {
  return `${model}@${name}`
}

/** The model and name of `<model>@<name>`; undefined when the text is no alias id. */
export function parseAliasId(id: string): { model: string; name: string } | undefined {
  const match = /^([a-z0-9][a-z0-9_-]{0,63})@([a-z0-9][a-z0-9_-]{0,63})$/.exec(id)
  if (!match) return undefined
  return { model: match[1] as string, name: match[2] as string }
}
