import { z } from 'zod'
import { field } from './views.ts'

/** The tables of the procedures, as a page draws them. */

export const procedureItem = z.object({
  id: z.string(),
  name: z.string(),
  citation: z.string(),
  family: z.string(),
  between: z.string(),
  /** The officer who asks may open one. */
  mayOpen: z.boolean(),
  why: z.string().optional(),
  remedy: z.string().optional(),
  states: z.int(),
  steps: z.int(),
})
export type ProcedureItem = z.infer<typeof procedureItem>

export const procedureView = z.object({
  id: z.string(),
  name: z.string(),
  citation: z.string(),
  family: z.string(),
  between: z.string(),
  sides: z.object({ requesting: z.string(), requested: z.string() }),
  states: z.array(
    z.object({
      id: z.string(),
      track: z.string(),
      name: z.string(),
      waitsFor: z.string(),
      closed: z.boolean(),
    }),
  ),
  transitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      track: z.string(),
      /** `null`: nothing is there yet. */
      from: z.array(z.string().nullable()),
      to: z.string(),
      side: z.string(),
      sideName: z.string(),
      roles: z.array(z.string()),
      kinds: z.array(z.string()),
      form: z.string(),
      citation: z.string(),
      coercive: z.boolean(),
      crosses: z.boolean(),
      fourEyes: z.array(z.string()),
      byClock: z.boolean(),
    }),
  ),
  clocks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      owedBy: z.string(),
      rule: z.string(),
      ruleText: z.string(),
      citation: z.string(),
      consequence: z.string(),
      warns: z.array(z.string()),
    }),
  ),
  safeguards: z
    .array(z.object({ column: z.string(), label: z.string(), text: z.string().nullable() }))
    .nullable(),
  forms: z.array(
    z.object({ id: z.string(), name: z.string(), fields: z.array(field), schema: z.unknown() }),
  ),
})
export type ProcedureView = z.infer<typeof procedureView>

export const refusalsView = z.object({
  refusals: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      title: z.string(),
      situation: z.string(),
      citation: z.string().nullable(),
      remedy: z.string(),
      families: z.array(z.string()),
    }),
  ),
})
export type RefusalsView = z.infer<typeof refusalsView>
