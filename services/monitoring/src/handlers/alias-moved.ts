import { aliasMoved } from '@headway/events/registry'
import { on } from '@headway/kit/consumer'
import { followChampion } from '../commands/follow-champion.ts'
import type { Context } from '../context.ts'

export const onAliasMoved = on(aliasMoved, async (context: Context, event) => {
  if (event.data.alias === 'champion') await followChampion(context, event.data)
})
