import type { World } from './world.ts'

/** What was put on record by this process already: a message that is repeated does not fill the log. */
const noticed = new WeakMap<World, Set<string>>()

export function firstTime(world: World, what: string): boolean {
  const known = noticed.get(world) ?? new Set<string>()
  noticed.set(world, known)
  if (known.size > 10_000) known.clear()
  if (known.has(what)) return false
  known.add(what)
  return true
}

/** Answers of late by what was asked: what is sent again, by whomever, costs nothing and gets the same bytes. */
const kept = new WeakMap<World, Map<string, Uint8Array>>()
const mostKept = 64

export function keptAnswer(world: World, what: string): Uint8Array | undefined {
  return kept.get(world)?.get(what)
}

export function keepAnswer(world: World, what: string, bytes: Uint8Array): void {
  const answers = kept.get(world) ?? new Map<string, Uint8Array>()
  kept.set(world, answers)
  answers.set(what, bytes)
  const [oldest] = answers.keys()
  if (answers.size > mostKept && oldest !== undefined) answers.delete(oldest)
}
