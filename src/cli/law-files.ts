import { readFileSync } from 'node:fs'
import { asDay, type Day, done, type Outcome, refuse, systemClock } from '#base'
import { readPack, type SignedPack } from '#law'

/** Packs from files, or the first refusal with the name of its file. */
export function readAll(files: readonly string[]): Outcome<readonly SignedPack[]> {
  const packs: SignedPack[] = []
  for (const file of files) {
    const read = readPack(readFileSync(file))
    if (!read.ok) return refuse({ ...read.refusal, where: { ...read.refusal.where, file } })
    packs.push(read.value)
  }
  return done(packs)
}

/** The day of `--on`, or today. */
export function dayOf(text: string | undefined): Outcome<Day> {
  if (text === undefined) return done(today())
  const day = asDay(text)
  return day === undefined
    ? unusable(`"${text.slice(0, 40)}" is no day`, 'write --on 2026-01-31')
    : done(day)
}

export function today(): Day {
  return systemClock.now().slice(0, 10) as Day
}

export function unusable(ground: string, remedy: string) {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}
