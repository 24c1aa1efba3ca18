import type { Instant, Outcome, Random } from '#base'
import {
  type Announcement,
  answerQuestion,
  blindItems,
  type Group,
  type Item,
  type KeyPair,
  type Packet,
  type Question,
  readAnswer,
} from '#hit'

/** What is asked of the curve for a whole batch: half a second of work at a thousand items, for each of the three. */
export interface HitWork {
  readonly blind: {
    readonly of: { readonly keys: readonly string[] }
    readonly gives: ReturnType<typeof blindItems>
  }
  readonly answer: {
    readonly of: {
      readonly key: KeyPair
      readonly announced: Announcement
      readonly question: Question
      readonly packet: Packet
      readonly left: { readonly items: number; readonly names: number }
      readonly now: Instant
    }
    readonly gives: ReturnType<typeof answerQuestion>
  }
  readonly read: {
    readonly of: {
      readonly announced: Announcement
      readonly question: Question
      readonly items: readonly Item[]
      readonly packet: Packet
    }
    readonly gives: ReturnType<typeof readAnswer> extends Outcome<infer T> ? Outcome<T> : never
  }
}

type Works = {
  readonly [W in keyof HitWork]: (
    group: Group,
    random: Random,
    of: HitWork[W]['of'],
  ) => HitWork[W]['gives']
}

/** The same functions here and in the thread. */
export const works: Works = {
  blind: (group, random, { keys }) => blindItems(group, keys, random),
  answer: (group, random, { key, announced, question, packet, left, now }) =>
    answerQuestion(group, key, announced, question, packet, left, now, random),
  read: (group, _, { announced, question, items, packet }) =>
    readAnswer(group, announced, question, items, packet),
}
