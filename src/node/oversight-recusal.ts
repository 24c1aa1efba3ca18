import { accessRefusal } from '#access'
import { done, type Json, type Outcome, refuse } from '#base'
import { isRecused, isUndeclared, meets, oversightRefusal, type Recusal } from '#oversight'
import { load, type Matter } from './matter.ts'
import { keepState } from './oversight-keep.ts'
import { marksIn, marksOf } from './oversight-marks.ts'
import { recusalKey } from './oversight-state.ts'
import { openConsole, overseersOf, reasonGiven } from './oversight-who.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** Was the officer taken off this subject? */
export function recusedFrom(world: World, officer: string, subject: string): boolean {
  return isRecused(world.oversight.recusals.get(recusalKey({ officer, subject })))
}

/** Does the officer owe a declaration of interests? */
export function owesDeclaration(world: World, hand: Pick<Hand, 'id' | 'authority'>): boolean {
  const { declarations, rounds } = world.oversight
  const round = rounds.get(hand.authority)
  return round !== undefined && isUndeclared(declarations.get(hand.id), round, world.clock.now())
}

/**
 * Before an officer opens a matter or acts in it: where its documents name somebody whom the officer has declared, the
 * officer is taken off it, on record, and the head of the desk is told. A bare family name takes nobody off; it raises an
 * alarm, because most of them are namesakes.
 *
 * @returns whether it happened now: who meets the matter for the first time has tried nothing
 */
export async function recuseOnContact(world: World, hand: Hand, matter: Matter): Promise<boolean> {
  const declared = world.oversight.declarations.get(hand.id)
  if (declared === undefined || declared.marks.length === 0) return false
  const key = recusalKey({ officer: hand.id, subject: matter.stream })
  const known = world.oversight.recusals.get(key)
  if (known !== undefined) return known.untold === true && tellOf(world, key)
  const { about } = await marksOf(world, matter)
  return meets(declared, about) && recuse(world, hand.id, matter.stream, 'told')
}

/**
 * When words arrive or are written: everybody here who has declared somebody whom they name is taken off the matter
 * before opening it. The head of the desk and those who watch are told; the officers are not, for to be told that
 * somebody close stands in a file would be a tip. They learn it when they try to open it.
 */
export async function recuseNamed(world: World, stream: string): Promise<void> {
  const declared = [...world.oversight.declarations.values()].filter((d) => d.marks.length > 0)
  if (declared.length === 0 || !stream.startsWith('matter/')) return
  const matter = await load(world, stream)
  if (matter === undefined) return
  const { about } = await marksOf(world, matter)
  for (const declaration of declared)
    if (meets(declaration, about)) await recuse(world, declaration.officer, stream, 'not told')
}

/**
 * Before a step is kept: nobody opens a matter with the name of somebody declared, nor brings such a name into one. An
 * open matter is closed to the officer with it.
 */
export async function keptOff(
  world: World,
  hand: Hand,
  matter: Matter | undefined,
  documents: readonly unknown[],
): Promise<Outcome<void>> {
  const declared = world.oversight.declarations.get(hand.id)
  if (declared === undefined || declared.marks.length === 0) return done(undefined)
  const subject = matter?.stream ?? ''
  const known = world.oversight.recusals.get(recusalKey({ officer: hand.id, subject }))
  if (known !== undefined && !isRecused(known)) return done(undefined)
  const { about } = await marksIn(world, documents.filter((d) => d !== undefined) as Json[])
  if (!meets(declared, about)) return done(undefined)
  if (matter !== undefined) await recuse(world, hand.id, subject, 'told')
  return refuse(accessRefusal({ allowed: false, by: ['recused'], policy: '' }))
}

/** @returns whether it happened now */
async function recuse(
  world: World,
  officer: string,
  subject: string,
  told: 'told' | 'not told',
): Promise<boolean> {
  const key = recusalKey({ officer, subject })
  if (world.oversight.recusals.has(key)) return false
  return world.locks.run([`recusal/${key}`], async () => {
    if (world.oversight.recusals.has(key)) return false
    const recusal: Recusal = {
      officer,
      subject,
      at: world.clock.now(),
      because: 'declared',
      ...(told === 'told' ? {} : { untold: true as const }),
    }
    const kept = await keep(world, nodeHand(world, 'node'), recusal, 'oversight.recused', {
      text: `${officer} has been taken off a matter because of a declared interest`,
    })
    return kept.ok
  })
}

/** The officer has met a matter that was closed without a word: told now, and nothing was tried. */
async function tellOf(world: World, key: string): Promise<boolean> {
  return world.locks.run([`recusal/${key}`], async () => {
    const known = world.oversight.recusals.get(key)
    if (known?.untold !== true) return false
    const { untold: _, ...recusal } = known
    const kept = await keep(world, nodeHand(world, 'node'), recusal, 'oversight.recusal-told', {
      text: `${recusal.officer} has been taken off a matter because of a declared interest`,
      told: [recusal.officer],
    })
    return kept.ok
  })
}

/** Says that it is a namesake, with a reason; it takes two, and never the officer. */
export async function liftRecusal(
  world: World,
  actor: string,
  officer: string,
  id: string,
  words: string,
): Promise<Outcome<Recusal>> {
  const subject = `matter/${id}`
  const key = recusalKey({ officer, subject })
  return world.locks.run([`recusal/${key}`], async () => {
    const recusal = world.oversight.recusals.get(key)
    if (recusal === undefined) return oversightRefusal('hold-unknown')
    const hand = await openConsole(world, actor, 'decide', officer.split('/')[0])
    if (!hand.ok) return hand
    if (actor === officer) return oversightRefusal('hold-own')
    const lifted = recusal.lifted ?? []
    if (lifted.includes(actor)) return oversightRefusal('hold-second-person')
    const reason = reasonGiven(words)
    if (!reason.ok) return reason
    const next: Recusal = { ...recusal, lifted: [...lifted, actor] }
    return keep(world, hand.value, next, 'oversight.recusal-lifted', {
      text: `${actor} says that a recusal of ${officer} rests on a namesake`,
      reason: reason.value,
    })
  })
}

async function keep(
  world: World,
  hand: Hand,
  recusal: Recusal,
  type: string,
  said: { readonly text: string; readonly reason?: string; readonly told?: readonly string[] },
): Promise<Outcome<Recusal>> {
  const { officer, subject } = recusal
  const authority = officer.split('/')[0] ?? ''
  const kept = await keepState(world, hand, {
    kind: 'recusal',
    key: `${officer}/${subject.slice('matter/'.length)}`,
    type,
    state: recusal,
    facts: { officer, subject },
    ...(said.reason === undefined ? {} : { reason: said.reason }),
    tell: {
      officers: said.told ?? [
        ...overseersOf(world, authority, officer),
        ...(recusal.untold === true ? [] : [officer]),
      ],
      kind: 'recusal',
      text: said.text,
    },
  })
  if (kept.ok) world.oversight.recusals.set(recusalKey(recusal), recusal)
  return kept
}

/** The recusals that an officer of the console may know of. */
export function recusalsOf(world: World): readonly Recusal[] {
  return [...world.oversight.recusals.values()].sort((a, b) => (a.at < b.at ? 1 : -1))
}
