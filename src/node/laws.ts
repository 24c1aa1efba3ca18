import { type Law, shipped } from '#law'
import type { LawBook } from './world.ts'

/** The law of a node from the versions it has decided under, the newest last. */
export function lawBook(versions: readonly Law[] = [shipped]): LawBook {
  const known = new Map(versions.map((law) => [law.version, law]))
  const newest = versions.at(-1) ?? shipped
  return { now: () => newest, version: (version) => known.get(version) }
}
