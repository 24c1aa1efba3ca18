import { z } from 'zod'

/** What is known of letters and channels, as shapes for the api. */

const evidenceView = z.object({
  says: z.string(),
  by: z.string(),
  at: z.string(),
  digest: z.string(),
  reason: z.string(),
  /** Place of the letter in the log of the node that speaks; -1 where it has none. */
  index: z.int(),
})

export const deliveryView = z.object({
  letters: z.array(
    z.object({
      id: z.string(),
      /** Record that it carries. */
      record: z.string(),
      to: z.string(),
      toName: z.string(),
      lane: z.enum(['routine', 'emergency']),
      number: z.int(),
      sentAt: z.string(),
      expires: z.string(),
      rung: z.enum(['none', 'admitted', 'retrieved', 'understood', 'answered']),
      refused: z.boolean(),
      contradicted: z.boolean(),
      late: z.boolean(),
      /** The state in one line; silence is called silence. */
      words: z.string(),
      /** Why it has not left, where it waits; else empty. */
      waiting: z.string(),
      attempts: z.int(),
      evidence: z.array(evidenceView),
    }),
  ),
  received: z.array(
    z.object({ id: z.string(), from: z.string(), fromName: z.string(), told: z.array(z.string()) }),
  ),
})
export type DeliveryView = z.infer<typeof deliveryView>

const laneView = z.object({
  lane: z.enum(['routine', 'emergency']),
  sent: z.int(),
  /** Of ours, up to which number there is a final word. */
  answered: z.int(),
  waiting: z.int(),
  received: z.int(),
  /** Since when the peer is not tried, and why; empty when it is not resting. */
  restsUntil: z.string(),
  failures: z.int(),
})

const suspensionView = z.object({
  key: z.string(),
  by: z.string(),
  instrument: z.string(),
  measure: z.string(),
  until: z.string(),
  ground: z.string(),
  proposedBy: z.string(),
  confirmedBy: z.string(),
  /** It counts: confirmed by a second person, or told by the peer. */
  holds: z.boolean(),
  mayConfirm: z.boolean(),
  mayEnd: z.boolean(),
})

export const channelsView = z.object({
  channels: z.array(
    z.object({
      peer: z.string(),
      name: z.string(),
      country: z.string(),
      lanes: z.array(laneView),
      lastSent: z.string(),
      lastAnswered: z.string(),
      lastReceived: z.string(),
      /** Gaps, other histories, reused ids, contradictions: newest first. */
      alarms: z.array(
        z.object({ at: z.string(), type: z.string(), reason: z.string(), index: z.int() }),
      ),
      suspensions: z.array(suspensionView),
    }),
  ),
  instruments: z.array(z.object({ id: z.string(), name: z.string() })),
  measures: z.array(z.string()),
  mayPropose: z.boolean(),
  longestDays: z.int(),
})
export type ChannelsView = z.infer<typeof channelsView>
