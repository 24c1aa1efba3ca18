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
