import { asDay } from '#base'
import { termOf } from '#law'
import { sumOf } from './amounts.ts'
import type { Guard } from './guard.ts'
import { refusal } from './refuse.ts'
import { keptAs, type Situation } from './situation.ts'

const working = ['ACTIVE', 'ADDENDUM', 'ADDENDUM-SIGNED']

/** First and last day on which a team that starts on a day may end: months of the rule, to the same day of the month. */
function bounds(s: Situation, starts: string): readonly [string, string] | undefined {
  const day = asDay(starts)
  const [least, most] = ['DL-41.usual', 'DL-41.longest'].map((id) => {
    const found = termOf(id, s.law)
    return found.ok ? found.value.term.count : undefined
  })
  if (day === undefined || least === undefined || most === undefined) return undefined
  return [monthsAfter(day, least), monthsAfter(day, most)]
}

/** The same day of the month, or the last one of a shorter month. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}

function termRefused(s: Situation, starts: unknown, least: boolean) {
  const until = String(s.document?.until)
  const days = bounds(s, String(starts))
  if (days === undefined)
    return refusal('term-not-usual', 'no row says how long a team may work', {
      where: { pointer: '/document/until' },
    })
  const [first, last] = days
  if ((!least || until >= first) && until <= last) return undefined
  return refusal('term-not-usual', `a team that starts on ${starts} would end on ${until}`, {
    remedy: `choose a day from ${first} to ${last}`,
    where: { pointer: '/document/until' },
  })
}

/** A field of the document must say what the state keeps. */
function agrees(field: string, what: string): NonNullable<Guard['check']> {
  return ({ state, document }) =>
    document?.[field] === state?.notes[field]
      ? undefined
      : refusal('text-differs', `${what} differs from the one that was put forward`, {
          where: { pointer: `/document/${field}` },
        })
}

/** Groups of codes of the status message: file, record, and chain of corrections. */
const codeGroups: Readonly<Record<string, readonly [number, number]>> = {
  file: [50_001, 50_013],
  record: [60_000, 60_023],
  chain: [80_000, 80_015],
}

/** Guards of joint teams and of the automatic exchange. */
export const cooperationGuards: Readonly<Record<string, Guard>> = {
  'team-active': {
    text: 'the team is at work; before all have signed nobody acts',
    ofPeer: false,
    gate: ({ state }) =>
      working.includes(String(state?.states.main))
        ? undefined
        : refusal('team-not-active', 'the team has not begun its work, or has ended'),
  },
  'term-lawful': {
    text: 'the term is twelve to twenty-four months',
    ofPeer: true,
    check: (s) => termRefused(s, s.document?.starts, true),
  },
  'longer-than-before': {
    text: 'an addendum does not shorten the term, and stays within the longest term',
    ofPeer: true,
    check: (s) => {
      const [until, before] = [String(s.document?.until), String(s.state?.notes.until)]
      const longer = s.document?.kind === 'extend' ? until > before : until >= before
      if (!longer)
        return refusal('term-not-longer', `the term runs until ${before}, not beyond ${until}`, {
          where: { pointer: '/document/until' },
        })
      return termRefused(s, s.state?.notes.starts, false)
    },
  },
  'oversight-named': {
    text: 'an oversight body has a seat, and is no party',
    ofPeer: true,
    check: ({ document, directory }) => {
      const seats = (document?.oversight ?? []) as readonly string[]
      const wrong = seats.find((id) => directory.find((c) => c.id === id)?.kind !== 'oversight')
      return wrong === undefined
        ? undefined
        : refusal('seat-not-oversight', `${wrong.slice(0, 40)} is no oversight body`, {
            where: { pointer: '/document/oversight' },
          })
    },
  },
  'agreement-same': {
    text: 'what is signed is the agreement that was put forward',
    ofPeer: true,
    check: agrees('agreement', 'the text of the agreement'),
  },
  'addendum-same': {
    text: 'what is signed is the addendum that was put forward',
    ofPeer: true,
    check: agrees('addendum', 'the text of the addendum'),
  },
  'until-agreed': {
    text: 'the day is the one that all have signed',
    ofPeer: true,
    check: agrees('until', 'the last day'),
  },
  'not-yet-signed': {
    text: 'a party that has signed does not decline',
    ofPeer: true,
    gate: ({ state, party }) =>
      state?.joint?.['sign-agreement']?.[party.authority] === undefined
        ? undefined
        : refusal('signed-already', `${party.authority} has signed the agreement`),
  },
  'partner-confidential': {
    text: 'the partner keeps the data confidential',
    ofPeer: false,
    check: ({ document }) =>
      document?.confidentiality !== 'not-approved'
        ? undefined
        : refusal('partner-not-approved', 'the partner has not passed the review', {
            where: { pointer: '/document/confidentiality' },
          }),
  },
  'prepared-file': {
    text: 'the file is the one that was prepared and approved',
    ofPeer: false,
    check: agrees('fileDigest', 'the file'),
  },
  'file-as-sent': {
    text: 'the file arrived as it was sent',
    ofPeer: true,
    check: agrees('fileDigest', 'the file'),
  },
  'no-test-data': {
    text: 'test data are never sent as real data',
    ofPeer: true,
    check: ({ document }) =>
      document?.test === 'production'
        ? undefined
        : refusal('test-data', 'the file holds test data', {
            where: { pointer: '/document/test' },
          }),
  },
  'codes-known': {
    text: 'every code is a code of the status message, and of the right group',
    ofPeer: true,
    check: ({ document }, { value }) => {
      const groups = (Array.isArray(value) ? value : []).flatMap((g) => [codeGroups[g]!])
      const codes = (document?.codes ?? []) as readonly string[]
      const wrong = codes.find(
        (code) =>
          !/^\d{5}$/.test(code) ||
          !groups.some(([least, most]) => Number(code) >= least && Number(code) <= most),
      )
      if (wrong === undefined) return undefined
      return refusal('code-unknown', `${wrong.slice(0, 20)} is no code for this message`, {
        remedy: `use codes from ${groups.map(([a, b]) => `${a} to ${b}`).join(' or ')}`,
        where: { pointer: '/document/codes' },
      })
    },
  },
  'not-mixed': {
    text: 'new and corrected records never come in one file',
    ofPeer: true,
    check: ({ document }) =>
      document?.mixed === 'no'
        ? undefined
        : refusal('records-mixed', 'one file holds new and corrected records', {
            where: { pointer: '/document/mixed' },
          }),
  },
  'matched-within': {
    text: 'no more records are matched than were received',
    ofPeer: true,
    check: ({ document }) => {
      const [matched, records, odd] = ['matched', 'records', 'discrepancies'].map((f) =>
        Number(document?.[f]),
      )
      return matched! <= records! && odd! <= matched!
        ? undefined
        : refusal('counts-differ', `${matched} of ${records} matched, ${odd} discrepancies`, {
            where: { pointer: '/document/matched' },
          })
    },
  },
  'confirmed-within': {
    text: 'no more discrepancies are confirmed than were found',
    ofPeer: true,
    check: ({ state, document }) =>
      Number(document?.confirmed) <= Number(state?.notes.discrepancies ?? 0)
        ? undefined
        : refusal(
            'counts-differ',
            `${document?.confirmed} confirmed of ${state?.notes.discrepancies ?? 0} found`,
            { where: { pointer: '/document/confirmed' } },
          ),
  },
  'hits-accounted': {
    text: 'no more hits than identifiers, and no hit is counted twice',
    ofPeer: true,
    check: ({ document }) => {
      const [compared, hits, merged, led] = ['compared', 'hits', 'merged', 'led'].map((f) =>
        Number(document?.[f]),
      )
      return hits! <= compared! && merged! + led! <= hits!
        ? undefined
        : refusal(
            'counts-differ',
            `${hits} hits of ${compared}; ${merged} merged and ${led} with a lead`,
            { where: { pointer: '/document/hits' } },
          )
    },
  },
  'trade-comparable': {
    text: 'import, export and freight stand in one currency, and the freight lies within the import',
    ofPeer: true,
    check: ({ document }) => {
      const [imported, exported, freight] = ['imported', 'exported', 'freight'].map((f) =>
        sumOf(document?.[f]),
      )
      const whole =
        imported !== undefined &&
        exported?.currency === imported.currency &&
        freight?.currency === imported.currency &&
        freight.minor <= imported.minor &&
        /^\d{1,6}(\.\d{1,8})?$/.test(String(document?.rate)) &&
        Number(document?.rate) > 0
      return whole
        ? undefined
        : refusal(
            'trade-not-comparable',
            'the two declarations cannot be held against each other',
            {
              where: { pointer: '/document/imported' },
            },
          )
    },
  },
  'cited-in-room': {
    text: 'every item that is cited stands in the room, by its digest',
    // The letter with the item and the one that cites it can come in either order.
    ofPeer: false,
    check: ({ state, document }) => {
      const cites = (document?.cites ?? []) as readonly string[]
      const room = new Set(Object.values(state?.tallies.evidence ?? {}))
      const missing = cites.find((digest) => !room.has(digest))
      return missing === undefined
        ? undefined
        : refusal(
            'item-not-in-room',
            `no item of the room has the digest ${missing.slice(0, 20)}`,
            {
              where: { pointer: '/document/cites' },
            },
          )
    },
  },
  'prosecution-open': {
    text: 'the prosecution was recorded when it was opened',
    ofPeer: false,
    check: ({ state, document }) =>
      keptAs(state, 'prosecutions', document?.prosecution) !== undefined
        ? undefined
        : refusal('prosecution-unknown', 'nobody has recorded this prosecution', {
            where: { pointer: '/document/prosecution' },
          }),
  },
  'human-checked': {
    text: 'a person has checked the discrepancies before anybody acts on them',
    ofPeer: true,
    gate: ({ state }) =>
      (state?.counts['check-match'] ?? 0) > 0
        ? undefined
        : refusal('match-unchecked', 'nobody has checked the discrepancies'),
  },
}
