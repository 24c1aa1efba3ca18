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
  const column = safeguardColumns.find((c) => was[c] !== null && !is[c]?.trim())
  if (column !== undefined)
    return no(
      'safeguard-loosened',
      `row ${was.id}, column ${column} says "${was[column]}" and would be empty`,
    )
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
  return done(true)
}
