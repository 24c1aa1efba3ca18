import { z } from 'zod'

/** What the pages of access show. */

export const purposesView = z.object({
  /** Purposes that the officer may claim for this matter. */
  purposes: z.array(
    z.object({ id: z.string(), name: z.string(), citation: z.string(), reason: z.boolean() }),
  ),
  /** The one under which it is opened now, or none. */
  current: z.string().nullable(),
  leastReason: z.int(),
})
export type PurposesView = z.infer<typeof purposesView>

export const accessLogView = z.object({
  entries: z.array(
    z.object({
      index: z.int(),
      at: z.string(),
      kind: z.enum(['consultation', 'print', 'export', 'combination', 'log read', 'disclosure']),
      officer: z.string(),
      officerName: z.string(),
      purpose: z.string(),
      reason: z.string(),
      what: z.string(),
      recipient: z.string(),
      policies: z.array(z.string()),
      policy: z.string(),
    }),
  ),
})
export type AccessLogView = z.infer<typeof accessLogView>

export const glassView = z.object({
  id: z.string(),
  officer: z.string(),
  officerName: z.string(),
  subject: z.string(),
  at: z.string(),
  until: z.string(),
  reviewBy: z.string(),
  open: z.boolean(),
  late: z.boolean(),
  reason: z.string(),
  told: z.array(z.string()),
  mayReview: z.boolean(),
  review: z.object({ by: z.string(), at: z.string(), finding: z.string() }).nullable(),
})
export type GlassView = z.infer<typeof glassView>

export const noticeView = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  text: z.string(),
  about: z.string(),
  seen: z.boolean(),
})
export type NoticeView = z.infer<typeof noticeView>

export const passkeyView = z.object({
  id: z.string(),
  officer: z.string(),
  officerName: z.string(),
  /** First 16 hex digits of the digest of the key: compared at the desk before it is confirmed. */
  print: z.string(),
  registeredAt: z.string(),
  state: z.enum(['waiting', 'confirmed', 'withdrawn']),
  confirmedBy: z.string().nullable(),
  own: z.boolean(),
  mayConfirm: z.boolean(),
})
export type PasskeyView = z.infer<typeof passkeyView>

export const policiesView = z.object({
  digest: z.string(),
  policies: z.array(
    z.object({
      id: z.string(),
      effect: z.enum(['permit', 'forbid']),
      floor: z.boolean(),
      sentence: z.string(),
      citation: z.string(),
      text: z.string(),
    }),
  ),
})
export type PoliciesView = z.infer<typeof policiesView>

export const statementView = z.object({
  statement: z.record(z.string(), z.unknown()),
  challenge: z.string(),
  /** Passkeys of the officer; none: the step is signed with the key that the node keeps. */
  credentials: z.array(z.string()),
  rpId: z.string().nullable(),
})
export type StatementView = z.infer<typeof statementView>
