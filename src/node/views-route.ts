import { z } from 'zod'

/** The route finder and the map of gaps. */

const offenceRow = z.record(z.string(), z.unknown())

export const routeView = z.object({
  question: z.record(z.string(), z.unknown()),
  answer: z.enum(['routes', 'none', 'unknown']),
  because: z.string(),
  routes: z.array(
    z.object({
      instrument: z.string(),
      name: z.string(),
      citation: z.string(),
      text: z.string(),
      status: z.string(),
      channel: z.string(),
      why: z.string(),
      informal: z.boolean(),
      who: z.string(),
      elements: z.array(
        z.object({ id: z.string(), form: z.string(), label: z.string(), citation: z.string() }),
      ),
      deadlines: z.array(z.looseObject({ id: z.string() })),
      grounds: z.array(z.looseObject({ id: z.string() })),
      reservations: z.array(z.string()),
      languages: z.array(z.string()).optional(),
    }),
  ),
  dualCriminality: z
    .object({
      answer: z.enum(['yes', 'no', 'unknown']),
      because: z.string(),
      rows: z.array(offenceRow),
    })
    .nullable(),
})

const choice = z.object({ id: z.string(), name: z.string() })

export const routeChoices = z.object({
  countries: z.array(choice),
  measures: z.array(choice),
  offences: z.array(choice),
  kinds: z.array(choice),
})
export type RouteChoices = z.infer<typeof routeChoices>

export const gapsView = z.object({
  gaps: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      measure: z.string(),
      ground: z.string(),
      name: z.string(),
      count: z.int(),
      last: z.string(),
    }),
  ),
})
export type GapsView = z.infer<typeof gapsView>
