import { z } from 'zod'

export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the bytes, 64 hexadecimal characters; fetch from the artifact store')
export const instant = z.iso.datetime().describe('UTC, ISO 8601')
export const count = z.number().int().nonnegative()
export const versionId = z.string().describe('model version, `<model>/<number>`')
export const datasetVersionId = z.string().describe('dataset version, `<dataset>/<number>`')
export const runId = z.string().describe('pipeline run')
export const revision = z.number().int().positive().describe('rises by one with every move of the alias')
