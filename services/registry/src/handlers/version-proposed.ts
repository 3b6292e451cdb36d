import { versionProposed } from '@headway/events/pipelines'
import { on } from '@headway/kit/consumer'
import { proposeModelVersion } from '../commands/propose-model-version.ts'
import type { Context } from '../context.ts'

export const onVersionProposed = on(versionProposed, (context: Context, event) =>
  proposeModelVersion(context, event.data),
)
