import { z } from 'zod'

/** Commitments and peer reviews as the wire carries them. */
const milestone = z.object({
  id: z.string(),
  due: z.string(),
  words: z.string(),
  evidence: z.string().nullable(),
  reached: z.string().nullable(),
  state: z.enum(['reached', 'reached late', 'late', 'open']),
})

const commitment = z.object({
  stream: z.string(),
  matter: z.string().nullable(),
  reference: z.string(),
  owner: z.string(),
  country: z.string(),
  reviewer: z.string(),
  action: z.string(),
  indicator: z.string(),
  budget: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  adopted: z.string().nullable(),
  due: z.string().nullable(),
  milestones: z.array(milestone),
  red: z.boolean(),
  done: z.boolean(),
  code: z.string().nullable(),
  coded: z.string().nullable(),
  published: z.string().nullable(),
  ladder: z.string().nullable(),
  history: z.array(
    z.object({ at: z.string(), what: z.string(), by: z.string(), detail: z.string() }),
  ),
  lastReport: z.string().nullable(),
})

const review = z.object({
  stream: z.string(),
  matter: z.string().nullable(),
  reference: z.string(),
  country: z.string(),
  owner: z.string(),
  peers: z.array(z.string()),
  lotLog: z.string(),
  lotSize: z.number().nullable(),
  stages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      due: z.string().nullable(),
      reached: z.string().nullable(),
      late: z.boolean(),
    }),
  ),
  papers: z.array(z.object({ at: z.string(), organisation: z.string(), digest: z.string() })),
  recommendations: z.number().nullable(),
  accepted: z.number().nullable(),
  days: z.number().nullable(),
  commitment: z.string().nullable(),
})

const lesson = z.object({
  id: z.string(),
  from: z.enum(['exercise', 'audit']),
  stream: z.string(),
  matter: z.string().nullable(),
  owner: z.string(),
  written: z.string(),
  due: z.string(),
  closed: z.string().nullable(),
  evidence: z.string().nullable(),
  commitment: z.string().nullable(),
  state: z.enum(['closed', 'closed late', 'open', 'late']),
  told: z.boolean(),
})

export const promisesView = z.object({
  asOf: z.string(),
  commitments: z.array(commitment),
  reviews: z.array(review),
  lessons: z.array(lesson),
})
