import { z } from 'zod'

const line = z.object({
  id: z.string(),
  words: z.string(),
  have: z.number(),
  least: z.number().optional(),
})

/** Levels, early warnings and model laws as the wire carries them. */
export const harmonyView = z.object({
  asOf: z.string(),
  levels: z.array(
    z.object({
      country: z.string(),
      level: z.number(),
      name: z.string(),
      next: z.array(line),
      passed: z.array(
        line.extend({
          records: z.array(
            z.object({ type: z.string(), at: z.string(), digest: z.string().nullable() }),
          ),
        }),
      ),
    }),
  ),
  rows: z.array(
    z.object({
      level: z.number(),
      name: z.string(),
      features: z.array(z.string()),
      clocks: z.array(z.string()),
      support: z.string(),
      gate: z.array(
        z.object({
          id: z.string(),
          words: z.string(),
          events: z.array(z.string()),
          least: z.number(),
        }),
      ),
    }),
  ),
  warnings: z.array(
    z.object({
      row: z.string(),
      indicator: z.string(),
      name: z.string(),
      state: z.enum(['steady', 'warning', 'too little']),
      since: z.string().nullable(),
      reference: z.number().nullable(),
      sum: z.number().nullable(),
      method: z.enum(['cusum', 'runs']),
      leastCases: z.number(),
      baseline: z.number(),
      citation: z.string(),
      points: z.array(z.object({ period: z.string(), value: z.number(), n: z.number() })),
      words: z.string(),
    }),
  ),
  laws: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      version: z.number(),
      from: z.string(),
      provenance: z.string(),
      licence: z.string(),
      clauses: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          text: z.string(),
          source: z.string(),
          prevents: z.array(z.string()),
        }),
      ),
      adaptations: z.array(
        z.object({
          model: z.string(),
          version: z.number(),
          country: z.string(),
          status: z.string(),
          since: z.string(),
          source: z.string(),
          diff: z.array(
            z.object({
              clause: z.string(),
              title: z.string(),
              kind: z.enum(['same', 'changed', 'left out', 'added']),
              words: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })),
              reason: z.string(),
              stillPossible: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
  refused: z.record(z.string(), z.number()),
})
