import { type SettingsOf, secret } from '@headway/kit/config'
import { z } from 'zod'

export const registrySettings = {
  HEADWAY_ARTIFACTS: z.string().min(1),
  /** Where unfinished uploads and a generated audit key are kept; beside the artifacts when it is not set. */
  HEADWAY_WORK_DIR: z.string().min(1).optional(),
  /** Ed25519, PEM (PKCS #8) or the base64url of a 32-byte seed; generated in the folder above when it is not set. */
  HEADWAY_AUDIT_KEY: secret(z.string().min(43)).optional(),
  /** The most bytes that an uploaded artifact may have. */
  HEADWAY_ARTIFACT_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .default(16 * 1024 ** 3),
}

export type RegistrySettings = SettingsOf<typeof registrySettings>
