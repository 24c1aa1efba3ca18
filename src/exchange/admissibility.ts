import { asDay, asInstant, done, isDigest, type Json, type Outcome } from '#base'
import { exchangeRefusal } from './refusals.ts'

/** How a paper that was handed over proves itself: who stands for it, what the paper original is, whose hands it went through. */
export interface Admissibility {
  readonly attestation: Attestation | null
  readonly original: { readonly digest: string } | null
  readonly apostille: Apostille | null
  readonly handovers: readonly Handover[]
}

const attestationKinds = [
  'qualified-seal',
  'advanced-seal',
  'national-vouching',
  'certified-copy',
] as const

/**
 * Who vouches, and with which result. A country that vouches for its own system (e-CODEX Trust-OK) says both: that the
 * technology was checked, and that the result has the force of a signature there.
 */
export interface Attestation {
  readonly kind: (typeof attestationKinds)[number]
  readonly vouchedBy: string
  readonly technical: Result | null
  readonly legal: Result | null
}

export const results = ['good', 'with-remarks', 'not-good'] as const
export type Result = (typeof results)[number]

/** Convention of 5 October 1961: the number and the register let anybody look it up. */
export interface Apostille {
  readonly number: string
  readonly day: string
  readonly authority: string
  readonly register: string | null
}

/** One line of custody: `2025-02-01T10:00Z | who gave it | who took it | what`. */
export interface Handover {
  readonly at: string
  readonly from: string
  readonly to: string
  readonly what: string
}

type Filed = Readonly<Record<string, Json>>

const mostHandovers = 200
const longestPart = 300

/** The proof that a document states about itself; a line of custody that cannot be read is refused by name. */
export function admissibilityOf(document: Filed): Outcome<Admissibility> {
  const handovers: Handover[] = []
  const lines = Array.isArray(document.handovers) ? document.handovers : []
  if (lines.length > mostHandovers)
    return unreadable(lines.length, `a chain has ${mostHandovers} lines at most`)
  for (const [i, line] of lines.entries()) {
    const read = handoverIn(line)
    if (read === undefined) return unreadable(i + 1, 'a line is WHEN | FROM | TO | WHAT')
    handovers.push(read)
  }
  const kind = attestationKinds.find((k) => k === document.attestation)
  return done({
    attestation:
      kind === undefined
        ? null
        : {
            kind,
            vouchedBy: text(document.vouchedBy),
            technical: results.find((r) => r === document.technicalResult) ?? null,
            legal: results.find((r) => r === document.legalResult) ?? null,
          },
    original: text(document.paperDigest) === '' ? null : { digest: text(document.paperDigest) },
    apostille:
      text(document.apostilleNumber) === ''
        ? null
        : {
            number: text(document.apostilleNumber),
            day: text(document.apostilleDay),
            authority: text(document.apostilleAuthority),
            register: text(document.apostilleRegister) || null,
          },
    handovers,
  })
}

export interface Finding {
  /** `missing` weakens the paper, `broken` contradicts it. */
  readonly weight: 'missing' | 'broken'
  readonly what: string
  readonly citation: string
}

const trust = 'e-CODEX Trust-OK token; Regulation (EU) 910/2014 art. 25, 35'
const hague = 'Convention of 5 October 1961 (Apostille), art. 4, 7'
const custody = 'chain of custody: every hand in order, from who took it out to who holds it'

/**
 * What is wrong with the proof, or missing from it; empty where nothing is. Pure, so that an auditor asks it of a
 * bundle on another machine.
 */
export function checkAdmissibility(
  proof: Admissibility,
  facts: { readonly filedAt: string },
): readonly Finding[] {
  return [
    ...attestationFindings(proof.attestation),
    ...originalFindings(proof),
    ...apostilleFindings(proof.apostille, facts.filedAt),
    ...custodyFindings(proof.handovers, facts.filedAt),
  ]
}

function attestationFindings(attestation: Attestation | null): Finding[] {
  if (attestation === null) return [missing('nobody vouches for the paper', trust)]
  const { kind, vouchedBy, technical, legal } = attestation
  const vouches = kind === 'national-vouching'
  return [
    ...(vouchedBy === '' ? [missing('the paper does not say who vouches for it', trust)] : []),
    ...(technical === 'not-good' ? [broken('its technical result is not good', trust)] : []),
    ...(legal === 'not-good' ? [broken('its legal result is not good', trust)] : []),
    ...(vouches && technical === null
      ? [missing('the country vouches without a technical result', trust)]
      : []),
    ...(vouches && legal === null
      ? [missing('the country vouches without a legal result', trust)]
      : []),
  ]
}

function originalFindings({ attestation, original, apostille }: Admissibility): Finding[] {
  const needed = attestation?.kind === 'certified-copy' || apostille !== null
  return [
    ...(needed && original === null
      ? [missing('the paper original has no digest, so no copy can be held against it', hague)]
      : []),
    ...(original !== null && !isDigest(original.digest)
      ? [broken('the digest of the paper original is none', hague)]
      : []),
  ]
}

function apostilleFindings(apostille: Apostille | null, filedAt: string): Finding[] {
  if (apostille === null) return []
  const { day, authority, register } = apostille
  return [
    ...(asDay(day) === undefined ? [missing('the apostille has no day', hague)] : []),
    ...(asDay(day) !== undefined && day > filedAt.slice(0, 10)
      ? [broken('the apostille is dated after the paper was filed', hague)]
      : []),
    ...(authority === '' ? [missing('the apostille does not say who gave it', hague)] : []),
    ...(register !== null && !isAddress(register)
      ? [broken('the register of the apostille is no https address', hague)]
      : []),
  ]
}

function custodyFindings(handovers: readonly Handover[], filedAt: string): Finding[] {
  const found: Finding[] = []
  for (const [i, line] of handovers.entries()) {
    const before = handovers[i - 1]
    if (before !== undefined && Date.parse(line.at) < Date.parse(before.at))
      found.push(broken(`line ${i + 1} of the custody is earlier than the one before it`, custody))
    if (before !== undefined && line.from !== before.to)
      found.push(
        broken(`line ${i + 1} of the custody begins with another hand than the last one`, custody),
      )
    if (Date.parse(line.at) > Date.parse(filedAt))
      found.push(broken(`line ${i + 1} of the custody is later than the paper`, custody))
  }
  return found
}

function handoverIn(line: Json): Handover | undefined {
  if (typeof line !== 'string') return undefined
  const parts = line.split('|').map((p) => p.trim())
  const [at = '', from = '', to = '', what = ''] = parts
  if (parts.length !== 4 || parts.some((p) => p === '' || p.length > longestPart)) return undefined
  return asInstant(at) === undefined ? undefined : { at, from, to, what }
}

function isAddress(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:'
}

function missing(what: string, citation: string): Finding {
  return { weight: 'missing', what, citation }
}

function broken(what: string, citation: string): Finding {
  return { weight: 'broken', what, citation }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function unreadable(line: number, why: string) {
  return exchangeRefusal('custody-unreadable', `line ${line} of the custody cannot be read: ${why}`)
}
