import { z } from 'zod'
import { type Day, done, type Outcome, refuse } from '#base'

/** What an evaluator may come to (ISA 700 and 705, ISSAI 100): in order, or with exceptions, or not, or not to be said. */
export const opinionKinds = ['unqualified', 'qualified', 'adverse', 'disclaimer'] as const
export type OpinionKind = (typeof opinionKinds)[number]

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * The opinion on one set of figures, as the evaluator signs it. It stands in a log for good, so it holds no personal data;
 * what it says of a figure is meant to be read beside that figure.
 */
export const opinionShape = z.strictObject({
  /** The files that were counted again, by the digests under which they were handed over. */
  bundles: z.array(digest).min(1).max(50),
  from: day,
  to: day,
  seenBy: z.enum(['public', 'staff']),
  kind: z.enum(opinionKinds),
  /** Figures that were counted again, and those of them in which something came out otherwise. */
  recounted: z.int().min(0).max(1000),
  differing: z.array(z.string().min(1).max(20)).max(1000),
  /** Entries of withheld parts of the logs that a lot opened. */
  sampled: z.int().min(0).max(50_000),
  reservations: z
    .array(
      z.strictObject({
        /** `IN-21`, or null where it concerns all of them. */
        figure: z
          .string()
          .regex(/^IN-\d{2}$/)
          .nullable(),
        text: z.string().trim().min(10).max(600),
      }),
    )
    .max(50),
})
export type Opinion = z.infer<typeof opinionShape>

/** An opinion as it stands in public, with who gave it. */
export interface GivenOpinion extends Opinion {
  readonly id: string
  readonly evaluator: string
  readonly by: string
  readonly at: string
}

/**
 * Whether the kind follows from what was found: nobody says "in order" of figures that came out otherwise, and every
 * exception is named. An opinion that would mislead is refused before anybody signs it.
 */
export function consistent(opinion: Opinion): Outcome<Opinion> {
  const { kind, differing, reservations, recounted, sampled, from, to } = opinion
  const no = (ground: string, remedy: string) =>
    refuse({
      kind: 'unlawful',
      name: 'opinion-contradicts',
      ground,
      citation: 'ISA 705 para. 6 to 10; ISSAI 100 para. 49',
      remedy,
    } as const)
  if ((from as Day) > (to as Day)) return no('the period ends before it begins', 'turn it around')
  if (differing.length > recounted)
    return no('more figures differ than were counted again', 'count again')
  if (kind === 'unqualified' && differing.length > 0)
    return no(
      `the opinion says that all is in order, and ${differing.join(', ')} came out otherwise`,
      'give an adverse opinion, or a qualified one that names the figures',
    )
  if (kind === 'unqualified' && (recounted === 0 || sampled === 0))
    return no(
      'the opinion says that all is in order, and nothing was counted again or nothing withheld was opened',
      'count the figures again and open a sample, or disclaim',
    )
  if (kind !== 'unqualified' && reservations.length === 0)
    return no(
      `a ${kind} opinion names no reservation`,
      'say which figure it concerns and what is wrong with it',
    )
  const unnamed = differing.filter((id) => !reservations.some((r) => r.figure === id))
  if (kind === 'qualified' && unnamed.length > 0)
    return no(
      `${unnamed.join(', ')} came out otherwise, and no reservation names it`,
      'name each of them in a reservation',
    )
  if (kind === 'adverse' && differing.length === 0)
    return no(
      'an adverse opinion rests on no figure that came out otherwise',
      'choose another kind',
    )
  return done(opinion)
}
