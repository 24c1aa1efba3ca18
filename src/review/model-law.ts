import type { Day } from '#base'

/** A clause that any legislature may take: in words of its own, with where it comes from and which refusals it answers. */
export interface ModelClause {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly source: string
  /** Names of refusals that an authority without this clause has to give or to hear. */
  readonly prevents: readonly string[]
}

export interface ModelLaw {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly from: Day
  /** Who wrote it, and out of which experience. */
  readonly provenance: string
  readonly licence: string
  readonly clauses: readonly ModelClause[]
}

/** How far a country has come with it. */
export const adoptionStatuses = ['considered', 'bill', 'adopted', 'in force', 'rejected'] as const
export type AdoptionStatus = (typeof adoptionStatuses)[number]

/** What a country made of a model law. */
export interface Adaptation {
  readonly model: string
  readonly version: number
  readonly country: string
  readonly status: AdoptionStatus
  readonly since: Day
  readonly source: string
  readonly clauses: readonly AdaptedClause[]
}

export interface AdaptedClause {
  /** Clause of the model, or null for one that the country added. */
  readonly of: string | null
  /** Null: left out. */
  readonly text: string | null
  /** Why it was changed, left out or added: the record of the round table. */
  readonly reason: string
}

/** Words that stand, words that went, words that came. */
export interface WordChange {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

export interface ClauseDiff {
  readonly clause: string
  readonly title: string
  readonly kind: 'same' | 'changed' | 'left out' | 'added'
  readonly words: readonly WordChange[]
  readonly reason: string
  /** Refusals that stay possible, because the clause was left out. */
  readonly stillPossible: readonly string[]
}

/** The adaptation against the model, clause by clause in the order of the model; what the country added comes last. */
export function diffOfLaws(model: ModelLaw, adaptation: Adaptation): readonly ClauseDiff[] {
  const taken = new Map(adaptation.clauses.flatMap((c) => (c.of === null ? [] : [[c.of, c]])))
  const own = model.clauses.map((clause): ClauseDiff => {
    const adapted = taken.get(clause.id)
    const base = { clause: clause.id, title: clause.title, reason: adapted?.reason ?? '' }
    // A clause that the adaptation does not speak of was not taken over: silence adopts nothing.
    if (adapted === undefined || adapted.text === null)
      return {
        ...base,
        kind: 'left out',
        words: [{ kind: 'gone', text: clause.text }],
        stillPossible: clause.prevents,
      }
    const words = diffOfWords(clause.text, adapted.text)
    const same = words.every((w) => w.kind === 'same')
    return { ...base, kind: same ? 'same' : 'changed', words, stillPossible: [] }
  })
  const added = adaptation.clauses
    .filter((c) => c.of === null && c.text !== null)
    .map(
      (c, i): ClauseDiff => ({
        clause: `${adaptation.country}-${i + 1}`,
        title: 'added',
        kind: 'added',
        words: [{ kind: 'new', text: c.text ?? '' }],
        reason: c.reason,
        stillPossible: [],
      }),
    )
  return [...own, ...added]
}

/** What is wrong with an adaptation, as sentences: it must speak of the model that it names, and give its reasons. */
export function faultsOfAdaptation(model: ModelLaw, adaptation: Adaptation): readonly string[] {
  const faults: string[] = []
  if (adaptation.model !== model.id || adaptation.version !== model.version)
    faults.push(
      `it adapts ${adaptation.model} version ${adaptation.version}, not ${model.id} version ${model.version}`,
    )
  const known = new Set(model.clauses.map((c) => c.id))
  for (const { of } of adaptation.clauses)
    if (of !== null && !known.has(of)) faults.push(`${of} is no clause of ${model.id}`)
  for (const diff of diffOfLaws(model, adaptation))
    if (diff.kind !== 'same' && diff.reason.trim() === '')
      faults.push(`${diff.clause} is ${diff.kind}, and no reason is given`)
  return faults
}

/** Longest common subsequence over words; clauses are short, so the plain table will do. */
export function diffOfWords(before: string, after: string): readonly WordChange[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const length: number[][] = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  )
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i]![j] =
        a[i] === b[j]
          ? length[i + 1]![j + 1]! + 1
          : Math.max(length[i + 1]![j]!, length[i]![j + 1]!)
  const changes: { kind: WordChange['kind']; text: string }[] = []
  const put = (kind: WordChange['kind'], word: string) => {
    const last = changes.at(-1)
    if (last?.kind === kind) last.text += ` ${word}`
    else changes.push({ kind, text: word })
  }
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put('same', a[i]!)
      i++
      j++
    } else if (j >= b.length || (i < a.length && length[i + 1]![j]! >= length[i]![j + 1]!)) {
      put('gone', a[i]!)
      i++
    } else {
      put('new', b[j]!)
      j++
    }
  }
  return changes
}

/** More words than any clause has; beyond, the table would grow with their square. */
const mostWords = 2000

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/).slice(0, mostWords)
}
