import {
  type Commitment,
  commitmentsOf,
  type LessonLine,
  lessonsOf,
  type PeerReview,
  peerReviewsOf,
  publicCommitments,
  publicReviews,
} from '#review'
import { maySee } from './access.ts'
import { signedEvents } from './figures.ts'
import { load } from './matter.ts'
import { handOf, type World } from './world.ts'

/** Promises and reviews of the network, as far as the nodes that are counted together hold them. */
export interface Promises {
  readonly asOf: string
  readonly commitments: readonly (Commitment & { readonly matter: string | null })[]
  readonly reviews: readonly (PeerReview & { readonly matter: string | null })[]
  /** Of exercises and of oversight, the open ones first. */
  readonly lessons: readonly (LessonLine & { readonly matter: string | null })[]
}

/** Words of the events that are told here. */
const told = ['commitment.', 'review.', 'lesson.', 'exercise.', 'complaint.']

/**
 * For an officer all of them, with the way to those that the officer may open; for anybody what is public. Only signed
 * headers are read: what was promised stands in them, the documents stay closed.
 */
export async function promisesOf(world: World, actor?: string): Promise<Promises> {
  const now = world.clock.now()
  const events = [
    ...(await signedEvents(world)),
    ...(await Promise.all(world.figuresWith.map((source) => source.events()))).flat(),
  ].filter((e) => told.some((prefix) => e.type.startsWith(prefix)))
  const [all, reviews] = [commitmentsOf(events, now), peerReviewsOf(events, now)]
  const lessons = lessonsOf(events, all, now)
  if (actor === undefined)
    return {
      asOf: now,
      commitments: publicCommitments(all).map((c) => ({ ...c, matter: null })),
      reviews: publicReviews(reviews).map((r) => ({ ...r, matter: null })),
      lessons: lessons.filter((l) => l.told).map((l) => ({ ...l, matter: null })),
    }
  return {
    asOf: now,
    commitments: await Promise.all(all.map(async (c) => ({ ...c, matter: await open(c.stream) }))),
    reviews: await Promise.all(reviews.map(async (r) => ({ ...r, matter: await open(r.stream) }))),
    lessons: (
      await Promise.all(lessons.map(async (l) => ({ ...l, matter: await open(l.stream) })))
    ).filter((l) => l.told || l.matter !== null),
  }

  async function open(stream: string): Promise<string | null> {
    const hand = handOf(world, actor ?? '')
    const matter = hand === undefined ? undefined : await load(world, stream)
    return hand !== undefined && matter !== undefined && maySee(world, matter, hand)
      ? stream.slice('matter/'.length)
      : null
  }
}
