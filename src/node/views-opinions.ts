import { z } from 'zod'
import { opinionShape } from '#review'

export { opinionShape } from '#review'

/** An opinion as it is shown: what was signed, and who signed it when. */
export const opinionView = opinionShape.extend({
  id: z.string(),
  evaluator: z.string(),
  by: z.string(),
  at: z.string(),
})

const handed = z.object({
  at: z.string(),
  by: z.string(),
  /** Digest of the file before it was sealed. */
  bundle: z.string(),
  period: z.string(),
  seenBy: z.enum(['public', 'staff']),
  /** Id of the key that it was sealed to. */
  evaluator: z.string(),
  entries: z.number(),
  /** Entries that were opened by lot since; none where no sample was asked for. */
  sampled: z.number(),
})
export type Handed = z.infer<typeof handed>

/** What was handed to evaluators, and what they said. */
export const evaluationView = z.object({
  handovers: z.array(handed),
  opinions: z.array(opinionView),
})
export type EvaluationView = z.infer<typeof evaluationView>
