import type { RefusalKind } from '#base'

/** One "no" to a pack: its kind, what it is in one line, where it is written, what to do. */
export interface PackRefusalRow {
  readonly kind: RefusalKind
  readonly title: string
  readonly citation: string
  readonly remedy: string
}

const form = 'form of a law pack'
const overlay = 'order of layers: base, protocol, treaty, memorandum, national rule'
const eyes = 'four eyes: two persons of the treaty desk sign every pack'

/** Every "no" that a pack of law can meet. In each case the law that was in force stays in force. */
export const packRefusals = {
  'pack-oversized': {
    kind: 'too-large',
    title: 'the file is larger than a pack may be',
    citation: form,
    remedy: 'split the pack into several',
  },
  'pack-unreadable': {
    kind: 'malformed',
    title: 'the file is not a JSON document',
    citation: form,
    remedy: 'start from a pack that comity law export wrote',
  },
  'pack-malformed': {
    kind: 'malformed',
    title: 'a field of the pack is missing, unknown or of the wrong shape',
    citation: form,
    remedy: 'correct the field named and send the pack again',
  },
  'row-uncited': {
    kind: 'malformed',
    title: 'a row has no citation, source or status',
    citation: 'every row says where it is written and whether somebody has checked it',
    remedy: 'add the article, the source and the status verified or to-verify',
  },
  'dates-reversed': {
    kind: 'malformed',
    title: 'a row or the pack ends before it begins',
    citation: form,
    remedy: 'correct the days in from and to',
  },
  'count-absurd': {
    kind: 'malformed',
    title: 'a time limit is negative or longer than a century',
    citation: form,
    remedy: 'correct count and unit',
  },
  'version-not-higher': {
    kind: 'conflict',
    title: 'the version is not higher than the one in force',
    citation: 'a pack is replaced by a higher version only',
    remedy: 'give the pack the next version number',
  },
  'over-unknown': {
    kind: 'unknown',
    title: 'the pack is laid over one that is not there',
    citation: overlay,
    remedy: 'name a pack in force, or enter that one first',
  },
  'over-cycle': {
    kind: 'conflict',
    title: 'packs are laid over each other in a circle',
    citation: overlay,
    remedy: 'take one of the packs out of the field over',
  },
  'over-upside-down': {
    kind: 'unlawful',
    title: 'a lower layer is laid over a higher one',
    citation: overlay,
    remedy: 'move the row to a pack of the higher layer',
  },
  'row-twice': {
    kind: 'conflict',
    title: 'two rows with the same id are in force at once',
    citation: 'one rule, one row at a time',
    remedy: 'say which row is replaced, or close the earlier one with to',
  },
  'bases-contradict': {
    kind: 'conflict',
    title: 'two legal bases of one instrument and measure set different limits',
    citation: 'one rule, one row at a time',
    remedy: 'replace the first basis, or narrow both to different authorities',
  },
  'replacement-unknown': {
    kind: 'unknown',
    title: 'a row replaces one that is not there',
    citation: overlay,
    remedy: 'name the id of a row in force; the new row keeps that id',
  },
  'replacement-not-over': {
    kind: 'unlawful',
    title: 'a row replaces one of a pack over which its own is not laid',
    citation: overlay,
    remedy: 'name that pack in the field over',
  },
  'calendar-unknown': {
    kind: 'unknown',
    title: 'a rule names a calendar that is not there',
    citation: 'register of calendars',
    remedy: 'add the calendar to the pack or correct its id',
  },
  'instrument-unknown': {
    kind: 'unknown',
    title: 'a row names an instrument that is not there',
    citation: 'register of instruments',
    remedy: 'add the instrument to the pack or correct its id',
  },
  'limit-unknown': {
    kind: 'unknown',
    title: 'a legal basis names a time limit that is not there',
    citation: 'register of rules',
    remedy: 'add the rule to the pack or correct its id',
  },
  'safeguards-unknown': {
    kind: 'unknown',
    title: 'a legal basis names a row of safeguards that is not there',
    citation: 'safeguard matrix',
    remedy: 'name a row of the matrix',
  },
  'offence-unknown': {
    kind: 'unknown',
    title: 'a row names an offence that is not there',
    citation: 'concordance of offences',
    remedy: 'add the offence to the pack or correct its id',
  },
  'ground-opened': {
    kind: 'unlawful',
    title: 'a ground of refusal that is closed would be opened',
    citation: 'closed list of grounds; UNCAC art. 46(8), 46(22); Directive (EU) 2024/1640 art. 35',
    remedy:
      'leave the ground closed; a closed ground is opened by the instrument that closes it only',
  },
  'safeguard-loosened': {
    kind: 'unlawful',
    title: 'a cell of the safeguard matrix would be emptied',
    citation: 'safeguard matrix: a pack may add to it, never take away',
    remedy: 'keep the text of the cell or make it stricter',
  },
  'not-signed': {
    kind: 'unauthenticated',
    title: 'the pack bears no signature',
    citation: eyes,
    remedy: 'have two persons of the treaty desk sign it with comity law sign',
  },
  'one-signer-only': {
    kind: 'unauthenticated',
    title: 'one person alone signed the pack',
    citation: eyes,
    remedy: 'have a second person sign it',
  },
  'signer-unknown': {
    kind: 'unauthenticated',
    title: 'a signer is not known here',
    citation: eyes,
    remedy: 'have it signed by persons whose keys this node knows',
  },
  'signer-not-entitled': {
    kind: 'unauthenticated',
    title: 'a signer does not have the role',
    citation: eyes,
    remedy: 'have it signed by a delegate or a head of desk',
  },
  'signer-expired': {
    kind: 'unauthenticated',
    title: 'a key was not valid on the day of the signature',
    citation: eyes,
    remedy: 'have it signed again with a valid key',
  },
  'signature-ahead': {
    kind: 'too-early',
    title: 'a signature is dated in the future',
    citation: eyes,
    remedy: 'check the clock and sign again',
  },
  'signature-false': {
    kind: 'unauthenticated',
    title: 'a signature does not belong to this text',
    citation: 'RFC 8032',
    remedy: 'do not use the file; ask the signers for it again',
  },
} as const satisfies Readonly<Record<string, PackRefusalRow>>

export type PackRefusalName = keyof typeof packRefusals
