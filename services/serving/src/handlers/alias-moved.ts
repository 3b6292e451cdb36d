import { aliasMoved } from '@headway/events/registry'
import { on } from '@headway/kit/consumer'
import { recordAlias } from '../commands/record-alias.ts'
import type { Context } from '../context.ts'

export const onAliasMoved = on(aliasMoved, (context: Context, event) => recordAlias(context, event.data))
