import type { z } from 'zod'

/** One kind of event: its type, which is also its NATS subject, and the shape of its data. */
export type EventDefinition<Shape extends z.ZodType = z.ZodType> = {
  readonly type: string
  readonly shape: Shape
  readonly description: string
}

export type EventData<Definition extends EventDefinition> = z.infer<Definition['shape']>

/** Declares an event once; `type` is `<publisher>.<aggregate>.<past tense>` and the subject it is published on. */
export function defineEvent<Shape extends z.ZodType>(
  type: string,
  description: string,
  shape: Shape,
): EventDefinition<Shape> {
  return { type, description, shape }
}
