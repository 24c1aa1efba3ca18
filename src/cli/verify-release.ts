import { digest, done, type Json, type Outcome, readJson, refuse } from '#base'
import { releaseFormat } from '#indicators'
import type { Verdict } from './verify.ts'
import { type Trust, verifyProof } from './verify-proof.ts'

const limits = { maxBytes: 64 * 1024 * 1024, maxDepth: 8, maxValues: 4_000_000 } as const

/** Whether the bytes say that they are released figures. */
export function isRelease(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(`"format":"${releaseFormat}"`)
}

/**
 * Released figures, and the proof that came with them: the digest of the very bytes stands in a signed record that the
 * log holds, and it was put there by a second person.
 */
export async function verifyRelease(
  release: Uint8Array,
  proof: Uint8Array | undefined,
  trust: Trust,
): Promise<Outcome<readonly Verdict[]>> {
  const read = readJson(release, limits, true)
  if (!read.ok) return read
  const said = read.value as { readonly [key: string]: Json }
  if (said.format !== releaseFormat) return refuse(notARelease)
  const own = digest(release)
  const { id: period } = (said.period ?? {}) as { readonly id?: Json }
  const what = `figures of ${String(period)}, version ${String(said.version)}`
  const checked = { digest: own, tables: Array.isArray(said.tables) ? said.tables.length : 0 }
  if (proof === undefined)
    return done([
      {
        what,
        checked,
        findings: [],
        unchecked: [
          'whether they were released so: give the proof that stands beside them, comity verify release.json proof.json',
        ],
      },
    ])
  const proven = await verifyProof(proof, trust)
  if (!proven.ok) return proven
  const out = proven.value.records.filter(({ header }) => header.type === 'publication.released')
  const record = out.find(({ header }) => header.data.digest === own)
  const findings: string[] = []
  if (record === undefined)
    findings.push('no record of the proof releases figures of this digest: one of them was changed')
  else {
    const { data, actor } = record.header
    if (data.period !== period || data.version !== said.version)
      findings.push(`the record releases ${data.period}, version ${data.version}`)
    const prepared = proven.value.records.find(({ header }) => header.id === data.prepared)
    if (prepared === undefined) findings.push('who prepared them is not in the proof')
    else if (prepared.header.actor === actor)
      findings.push(`${actor} prepared and released them: that takes two persons`)
    else if (prepared.header.data.digest !== own)
      findings.push('what was prepared had another digest')
  }
  return done([
    {
      what,
      checked: { ...checked, released_by: record?.header.actor ?? '' },
      findings,
      unchecked: [],
    },
    proven.value.verdict,
  ])
}

const notARelease = {
  kind: 'malformed',
  name: 'release-unreadable',
  ground: `the file is not a release of the form ${releaseFormat}`,
  remedy: 'take the file as the open data gives it, unchanged',
} as const
