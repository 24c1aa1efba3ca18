import { createPrivateKey } from 'node:crypto'
import type { Day, Instant, Outcome } from '#base'
import { compile } from './compile.ts'
import type { PackRefusalName } from './data/refusals-packs.ts'
import { shipped } from './law.ts'
import type { Pack, PackRows, PackSignature, SignedPack, Trust } from './pack.ts'
import { packLimits, readPack } from './pack-shape.ts'
import { signPack } from './pack-sign.ts'

const today = '2026-06-01' as Day

// The keys of the first two test vectors of RFC 8032, section 7.1: known to everybody, good for examples only.
const keys = [
  {
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  },
  {
    x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
    d: 'TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs',
  },
] as const

/** Two persons of an invented treaty desk, and one whose key has run out. */
export const exampleTrust: Trust = [
  signer('XC-AG/delegate-1', 0, 'delegate'),
  signer('XC-FIU/head-1', 1, 'head-of-desk'),
  signer('XC-FIU/analyst-1', 1, 'analyst'),
  { ...signer('XC-AG/delegate-0', 1, 'delegate'), to: '2025-12-31' as Day },
]

function signer(who: string, key: 0 | 1, role: string) {
  const from = '2025-01-01' as Day
  return { signer: who, key: `${who}/key`, publicKey: keys[key].x, role, from }
}

/** A signature of an example person. */
function exampleSignature(pack: Pack, who: string, at = '2026-05-20T10:00:00.000Z'): PackSignature {
  const known = exampleTrust.find((t) => t.signer === who)!
  const pair = keys.find((k) => k.x === known.publicKey)!
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', ...pair }, format: 'jwk' })
  const stamp = { signer: who, key: known.key, role: known.role, at: at as Instant }
  return signPack(pack, stamp, key)
}

/** A small pack of an invented lawyer in Carrow, with what an example changes in it. */
export function examplePack(rows: PackRows, change: Partial<Pack> = {}): Pack {
  return {
    id: 'XC-LAWYER',
    name: 'Rules that a lawyer in Carrow wrote',
    layer: 'national',
    version: 1,
    from: '2026-01-01' as Day,
    over: ['BASE', 'CP', 'XC'],
    rows,
    ...change,
  }
}

/** A pack of the example, signed by two persons whom the example trusts. */
export function exampleSigned(pack: Pack): SignedPack {
  const signatures = ['XC-AG/delegate-1', 'XC-FIU/head-1'].map((who) => exampleSignature(pack, who))
  return { pack, signatures }
}

const row = {
  citation: 'Carrow ordinance s. 1 (fictional)',
  text: 'A rule of the example.',
  from: '2026-01-01' as Day,
  status: 'to-verify',
  source: 'fictional instrument of the LANTERN world',
} as const
const term = {
  id: 'XC-NEW',
  when: 'from receipt',
  count: 5,
  unit: 'calendar-days',
  ends: 'end-of-day',
  roll: 'none',
} as const
const rule = { ...row, id: 'XC-NEW', terms: [term] }
const basis = {
  ...row,
  id: 'XC-LAW/new',
  instrument: 'XC-LAW',
  measure: 'data-subject',
  fromKinds: ['FIU'],
  toKinds: ['FIU'],
  answer: {},
  safeguards: null,
} as const
const privilege = shipped.grounds.find((g) => g.id === 'G-02')!
const secrecy = shipped.grounds.find((g) => g.id === 'FB-01')!

function laid(...packs: readonly Pack[]): Outcome<unknown> {
  return compile(packs.map(exampleSigned), exampleTrust, today, shipped)
}

function file(value: unknown): Outcome<unknown> {
  return readPack(new TextEncoder().encode(JSON.stringify(value)))
}

function signedBy(pack: Pack, signatures: readonly PackSignature[]): Outcome<unknown> {
  return compile([{ pack, signatures }], exampleTrust, today, shipped)
}

const good = examplePack({ rules: [rule] })
const first = exampleSignature(good, 'XC-AG/delegate-1')

/** One runnable example of each "no" to a pack. */
export const packGallery: Readonly<
  Record<PackRefusalName, { readonly situation: string; readonly example: () => Outcome<unknown> }>
> = {
  'pack-oversized': {
    situation: 'a file of more than two megabytes is offered as a pack',
    example: () => readPack(new Uint8Array(packLimits.maxBytes + 1)),
  },
  'pack-unreadable': {
    situation: 'a word processor file is offered as a pack',
    example: () => readPack(new TextEncoder().encode('Treaty of friendship')),
  },
  'pack-malformed': {
    situation: 'a pack calls its layer by a name that does not exist',
    example: () => file({ ...good, layer: 'constitution' }),
  },
  'row-uncited': {
    situation: 'a lawyer enters a limit without the article',
    example: () => file(examplePack({ rules: [{ ...rule, citation: '' }] })),
  },
  'dates-reversed': {
    situation: 'a rule ends in the year before it begins',
    example: () => laid(examplePack({ rules: [{ ...rule, to: '2025-01-01' as Day }] })),
  },
  'count-absurd': {
    situation: 'a limit of minus five days',
    example: () => laid(examplePack({ rules: [{ ...rule, terms: [{ ...term, count: -5 }] }] })),
  },
  'version-not-higher': {
    situation: 'the rules of Carrow are edited and keep their version number',
    example: () => laid({ ...good, id: 'XC', from: '2024-01-01' as Day, over: ['BASE', 'CP'] }),
  },
  'over-unknown': {
    situation: 'a pack is laid over one that nobody has entered',
    example: () => laid(examplePack({}, { over: ['MOU-XZ'] })),
  },
  'over-cycle': {
    situation: 'two packs are each laid over the other',
    example: () =>
      laid(
        examplePack({}, { id: 'ONE', over: ['TWO'] }),
        examplePack({}, { id: 'TWO', over: ['ONE'] }),
      ),
  },
  'over-upside-down': {
    situation: 'a treaty pack is laid over a national one',
    example: () => laid(examplePack({}, { layer: 'treaty', over: ['XC'] })),
  },
  'row-twice': {
    situation: 'a second row DL-26 is entered that does not say that it replaces the first',
    example: () => laid(examplePack({ rules: [{ ...rule, id: 'DL-26' }] })),
  },
  'bases-contradict': {
    situation: 'two articles of one law set different limits for the same question',
    example: () =>
      laid(
        examplePack({
          bases: [
            { ...basis, limits: { decide: 'DL-26' } },
            { ...basis, id: 'XC-LAW/again', limits: { decide: 'DL-33.decide' } },
          ],
        }),
      ),
  },
  'replacement-unknown': {
    situation: 'a row replaces a rule that is not in the register',
    example: () => laid(examplePack({ rules: [{ ...rule, replaces: 'XC-NEW' }] })),
  },
  'replacement-not-over': {
    situation: 'a row of Carrow replaces a rule of Norrhavn',
    example: () =>
      laid(
        examplePack({
          instruments: [
            { ...shipped.instruments.find((i) => i.id === 'XN-LAW')!, replaces: 'XN-LAW' },
          ],
        }),
      ),
  },
  'calendar-unknown': {
    situation: 'a rule counts in the calendar of a country without a calendar',
    example: () => laid(examplePack({ rules: [{ ...rule, calendar: 'QQ' }] })),
  },
  'instrument-unknown': {
    situation: 'a legal basis names a treaty that is not in the register',
    example: () => laid(examplePack({ bases: [{ ...basis, instrument: 'TREATY-OF-NOWHERE' }] })),
  },
  'limit-unknown': {
    situation: 'a legal basis names a limit that is not in the register',
    example: () => laid(examplePack({ bases: [{ ...basis, limits: { decide: 'DL-999' } }] })),
  },
  'safeguards-unknown': {
    situation: 'a legal basis names a row that the safeguard matrix does not have',
    example: () =>
      laid(examplePack({ bases: [{ ...basis, safeguards: 'none-needed' as 'freeze' }] })),
  },
  'offence-unknown': {
    situation: 'a code is entered for an offence that the concordance does not have',
    example: () =>
      laid(
        examplePack({
          criminality: [
            {
              ...row,
              id: 'XC/witchcraft',
              offence: 'witchcraft',
              country: 'XC',
              punished: true,
              article: 's. 1',
            },
          ],
        }),
      ),
  },
  'ground-opened': {
    situation: 'a national pack makes bank secrecy a ground of refusal again',
    example: () =>
      laid(
        examplePack({
          grounds: [{ ...secrecy, kind: 'refusal', usableIn: ['P3'], replaces: 'FB-01' }],
        }),
      ),
  },
  'safeguard-loosened': {
    situation: 'a national pack lets accounts be frozen without a judge',
    example: () =>
      laid(
        examplePack({
          safeguards: [
            {
              ...row,
              id: 'freeze',
              ...shipped.safeguards.freeze,
              independentAuthority: null,
              replaces: 'freeze',
            },
          ],
        }),
      ),
  },
  'not-signed': {
    situation: 'a pack arrives without a signature',
    example: () => signedBy(good, []),
  },
  'one-signer-only': {
    situation: 'the person who wrote the pack also approves it',
    example: () => signedBy(good, [first, exampleSignature(good, 'XC-AG/delegate-1')]),
  },
  'signer-unknown': {
    situation: 'somebody signs whose key this node does not know',
    example: () => signedBy(good, [first, { ...first, signer: 'XZ-MFA/delegate-9' }]),
  },
  'signer-not-entitled': {
    situation: 'an analyst signs in place of the head of desk',
    example: () => signedBy(good, [first, exampleSignature(good, 'XC-FIU/analyst-1')]),
  },
  'signer-expired': {
    situation: 'a delegate signs with a key that ran out last year',
    example: () => signedBy(good, [first, exampleSignature(good, 'XC-AG/delegate-0')]),
  },
  'signature-ahead': {
    situation: 'a signature bears the date of next month',
    example: () =>
      signedBy(good, [first, exampleSignature(good, 'XC-FIU/head-1', '2026-07-01T10:00:00.000Z')]),
  },
  'signature-false': {
    situation: 'a word of the pack is changed after it was signed',
    example: () =>
      compile(
        [{ ...exampleSigned(good), pack: { ...good, name: 'changed' } }],
        exampleTrust,
        today,
        shipped,
      ),
  },
}

/** A ground that the register closes between units, for tests that try to open it. */
export const closedGround = privilege
