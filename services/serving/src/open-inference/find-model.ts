import { DomainError } from '@headway/kit/errors'
import { chooseVariant, type Fleet, type ServedEndpoint, type ServedVariant } from '../adapters/fleet.ts'

/** A model of the protocol is an endpoint; a version, asked by its number, is one that a variant has in memory. */
export type ModelName = { model: string; version?: string | undefined }

/** NOT_FOUND when there is no such endpoint or version, UNAVAILABLE when nothing is loaded yet. */
export function findModel(
  fleet: Fleet,
  asked: ModelName,
): { endpoint: ServedEndpoint; variant: ServedVariant } {
  const endpoint = fleet.get(asked.model)
  return { endpoint, variant: chooseVariant(endpoint, versionIdOf(fleet, asked)) }
}

/** Whether a model answers now; false as well for one that there is not. */
export function isReady(fleet: Fleet, asked: ModelName): boolean {
  try {
    findModel(fleet, asked)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

/** The id of the version that is asked; null for whichever answers. The model's own name comes from the endpoint. */
export function versionIdOf(fleet: Fleet, { model, version }: ModelName): string | null {
  return version === undefined || version === '' ? null : `${fleet.get(model).model}/${version}`
}
