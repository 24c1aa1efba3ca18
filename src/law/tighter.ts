import { done, type Outcome } from '#base'
import type { Ground } from './grounds.ts'
import type { Law } from './law.ts'
import { no } from './pack-refuse.ts'
import { type Safeguards, safeguardColumns } from './safeguards.ts'

/** A ground may be narrowed. What is closed, or forbidden, stays so. */
export function opened(before: object, after: object): Outcome<true> {
  const [was, is] = [before as Ground, after as Ground]
  const reopened = was.closedIn.find(
    (c) =>
      is.usableIn.includes(c.procedure) || !is.closedIn.some((d) => d.procedure === c.procedure),
  )
  if (reopened !== undefined)
    return no(
      'ground-opened',
      `${was.id} (${was.name}) is closed in ${reopened.procedure}: ${reopened.text} (${reopened.citation})`,
    )
  if (was.kind === 'forbidden' && (is.kind !== 'forbidden' || is.usableIn.length > 0))
    return no('ground-opened', `${was.id} (${was.name}) may be given by nobody: ${was.citation}`)
  if (was.consult && !is.consult)
    return no('safeguard-loosened', `${was.id} (${was.name}) would be used without a consultation`)
  return done(true)
}

/** A cell that holds something goes on holding something. */
export function emptied(before: object, after: object): Outcome<true> {
  const [was, is] = [before as Safeguards & { id: string }, after as Safeguards]
  const column = safeguardColumns.find((c) => was[c] !== null && !says(is[c]))
  if (column !== undefined)
    return no(
      'safeguard-loosened',
      `row ${was.id}, column ${column} says "${was[column]}" and would be empty`,
    )
  return done(true)
}

/** A full stop fills a cell and says nothing. */
function says(cell: string | null): boolean {
  return cell !== null && /\p{L}{2}/u.test(cell)
}

/**
 * Lines that protect persons: a smaller number would let more through. Certainty of an attribution, cases and countries
 * behind what is published, respondents behind a figure, days in which a claim can be made.
 */
const neverLower = [
  'TH-ATTRIBUTION',
  'TH-CASES',
  'TH-JURISDICTIONS',
  'TH-CLAIM-WINDOW',
  'TH-RESPONDENTS',
  'TH-RESPONDENTS-OECD',
] as const

function lowered(floor: Law, law: Law): Outcome<true> {
  for (const id of neverLower) {
    const [was, is] = [floor, law].map((l) => l.thresholds.find((t) => t.id === id))
    if (was === undefined) continue
    if (is === undefined || is.unit !== was.unit || Number(is.value) < Number(was.value))
      return no(
        'safeguard-loosened',
        `${id} (${was.name}) is ${was.value} ${was.unit} and would be ${is?.value} ${is?.unit}`,
      )
  }
  return done(true)
}

/** Ends that no overlay puts off: those of every restraint that nobody renewed. */
const neverLonger = ['CP-LONG-STOP', 'CP-STANDSTILL'] as const

function lengthened(floor: Law, law: Law): Outcome<true> {
  for (const id of neverLonger) {
    const [was, is] = [floor, law].map((l) => l.rules.find((r) => r.id === id)?.terms[0])
    if (was === undefined) continue
    const more = (term: typeof was) => (term.extension?.times ?? 0) * (term.extension?.count ?? 0)
    if (is?.unit === was.unit && is.count <= was.count && more(is) <= more(was)) continue
    return no(
      'safeguard-loosened',
      `${id} would end a restraint later than ${was.count} ${was.unit}`,
    )
  }
  return done(true)
}

/** A new ground of refusal is consulted on, and does not open under another name what is closed in the same article. */
function smuggled(floor: Law, law: Law): Outcome<true> {
  const known = new Set(floor.grounds.map((g) => g.id))
  for (const ground of law.grounds.filter((g) => !known.has(g.id))) {
    if (ground.kind === 'refusal' && !ground.consult)
      return no(
        'safeguard-loosened',
        `${ground.id} (${ground.name}) would be used without a consultation`,
      )
    const same = floor.grounds.filter((was) =>
      was.articles.some((a) =>
        ground.articles.some((b) => a.instrument === b.instrument && a.article === b.article),
      ),
    )
    for (const was of same) {
      const closed = was.closedIn.find((c) => ground.usableIn.includes(c.procedure))
      if (closed === undefined && !(was.kind === 'forbidden' && ground.kind !== 'forbidden'))
        continue
      return no(
        'ground-opened',
        `${ground.id} (${ground.name}) rests on the article of ${was.id} (${was.name}), which is closed: ${closed?.citation ?? was.citation}`,
      )
    }
  }
  return done(true)
}

/** A basis keeps the row of the matrix under which its measure stands. */
function unguarded(floor: Law, law: Law): Outcome<true> {
  for (const was of floor.bases) {
    const is = law.bases.find((b) => b.id === was.id)
    if (is === undefined || was.safeguards === null || is.safeguards === was.safeguards) continue
    return no(
      'safeguard-loosened',
      `basis ${was.id} stands under row ${was.safeguards} of the safeguard matrix and would stand under ${is.safeguards ?? 'none'}`,
    )
  }
  return done(true)
}

/** Is the law nowhere looser than the floor: no closed ground open, no safeguard gone, no consultation dropped? */
export function notLooser(floor: Law, law: Law): Outcome<true> {
  for (const was of floor.grounds) {
    const is = law.grounds.find((g) => g.id === was.id)
    if (is === undefined) continue
    const checked = opened(was, is)
    if (!checked.ok) return checked
  }
  for (const [id, was] of Object.entries(floor.safeguards)) {
    const is = law.safeguards[id as keyof Law['safeguards']]
    if (is === undefined)
      return no('safeguard-loosened', `row ${id} of the safeguard matrix would be gone`)
    const checked = emptied({ ...was, id }, is)
    if (!checked.ok) return checked
  }
  for (const check of [lowered, lengthened, smuggled, unguarded]) {
    const checked = check(floor, law)
    if (!checked.ok) return checked
  }
  return done(true)
}
