import type { Definition } from './definition.ts'

export type Pipeline = { name: string; latestVersion: number; createdAt: Date }

export type PipelineVersion = {
  pipeline: string
  number: number
  digest: string
  definition: Definition
  createdBy: string
  createdAt: Date
}
