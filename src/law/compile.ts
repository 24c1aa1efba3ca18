import { type Day, done, type Outcome } from '#base'
import { shippedPacks } from './data/packs.ts'
import { type Law, shipped } from './law.ts'
import { layOver } from './lay-over.ts'
import type { Pack, SignedPack, Trust } from './pack.ts'
import { no } from './pack-refuse.ts'
import { checkPack, checkSigned } from './pack-shape.ts'
import { checkSignatures } from './pack-sign.ts'
import { checkReckonable } from './reckonable.ts'
import { notLooser } from './tighter.ts'

/**
 * The law of a day: the packs that come with the program, and over them the node's own signed packs. Pure: on a refusal
 * the caller keeps the law it had. The order of the packs does not matter.
 *
 * @param before the law in force, whose versions a pack of the same name has to exceed.
 */
export function compile(
  signed: readonly SignedPack[],
  trust: Trust,
  on: Day,
  before: Law,
): Outcome<Law> {
  for (const one of signed) {
    const shaped = checkSigned(one)
    if (!shaped.ok) return shaped
    const checked = checkSignatures(one, trust, on)
    if (!checked.ok) return checked
  }
  const laid = layUnsigned(
    signed.map((s) => s.pack),
    on,
  )
  if (!laid.ok) return laid
  const newer = notOlder(before, laid.value)
  if (!newer.ok) return newer
  return done({
    ...laid.value,
    packs: laid.value.packs.map((p) => ({ ...p, signers: signersOf(p, signed) })),
  })
}

/** The same without signatures: what a desk sees of a draft before anybody has signed it. */
export function layUnsigned(packs: readonly Pack[], on: Day): Outcome<Law> {
  for (const pack of packs) {
    const shaped = checkPack(pack)
    if (!shaped.ok) return shaped
  }
  const laid = layOver([...shippedPacks, ...packs], on)
  if (!laid.ok) return laid
  const sound = checkReckonable(laid.value)
  if (!sound.ok) return sound
  const strict = notLooser(shipped, laid.value)
  return strict.ok ? laid : strict
}

function signersOf(
  { id, version }: Law['packs'][number],
  signed: readonly SignedPack[],
): readonly string[] {
  const found = signed.find((s) => s.pack.id === id && s.pack.version === version)
  return found?.signatures.map((s) => s.signer) ?? []
}

/** A version is never taken back, and one version has one text. */
function notOlder(before: Law, after: Law): Outcome<true> {
  for (const pack of after.packs) {
    const was = before.packs.find((p) => p.id === pack.id)
    if (was === undefined || was.digest === pack.digest || was.version < pack.version) continue
    return no(
      'version-not-higher',
      `pack ${pack.id} is in force as version ${was.version}, the new text calls itself version ${pack.version}`,
    )
  }
  return done(true)
}

/** First later day on which the law changes by itself: a pack or a replacing row begins, or has ended the day before. */
export function nextChange(packs: readonly Pack[], after: Day): Day | undefined {
  const days = [...shippedPacks, ...packs].flatMap((pack) => [
    pack.from,
    ...ended(pack.to),
    ...Object.values(pack.rows)
      .flat()
      .flatMap((row) =>
        'replaces' in row && row.replaces !== undefined && 'from' in row
          ? [row.from, ...ended(row.to)]
          : [],
      ),
  ])
  return days.filter((day) => day > after).sort()[0]
}

function ended(to: Day | undefined): readonly Day[] {
  if (to === undefined) return []
  const next = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000)
  return [next.toISOString().slice(0, 10) as Day]
}
