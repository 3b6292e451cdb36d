import { z } from 'zod'

const from = z.iso.date()
const to = z.iso.date().optional()
const factor = z.number().positive().optional()
const routes = z.array(z.string()).optional()
const stretch = z.strictObject({
  street: z.string().regex(/^[AS]\d+$/, 'expected a street as A40 or S36'),
  from: z.number().int().min(0),
  to: z.number().int().min(0),
})

/** A scenario as it is given in JSON. */
export const scenarioShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('detour'), from, to, stretch, factor }),
  z.strictObject({ kind: z.literal('schedule-change'), from, to, routes, runTimeFactor: factor }),
  z.strictObject({ kind: z.literal('demand-step'), from, to, routes, factor }),
  z.strictObject({ kind: z.literal('bus-lane'), from, to, stretch, factor }),
  z.strictObject({
    kind: z.literal('sensor-fault'),
    from,
    to,
    depot: z.enum(['North', 'East', 'South', 'West']),
    offsetS: z.number().optional(),
  }),
  z.strictObject({
    kind: z.literal('new-stop'),
    from,
    to,
    route: z.string(),
    direction: z.literal([0, 1]),
    before: z.number().int().min(2),
  }),
  z.strictObject({
    kind: z.literal('slow-trend'),
    from,
    to,
    weekly: z.number().optional(),
    stretch: stretch.optional(),
  }),
])
