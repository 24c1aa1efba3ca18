import { digestOf, type Json } from '#base'
import { type Ground, groundOf, groundsOpen, requiredElements, termOf, threshold } from '#law'
import { conductorFigures, moneyOf, units } from './conductor.ts'
import type { Guard } from './guard.ts'
import { coreGuards } from './guards-core.ts'
import { type RefusalName, refusal } from './refuse.ts'
import { dayOf, keptAs, type Situation, standing } from './situation.ts'

/** Elements of an assistance request that stand in the document whole, by the name of their first field. */
function lacking(s: Situation): readonly string[] {
  return requiredElements('mla-request', dayOf(s.now), s.law)
    .filter((e) => (e.fields ?? [e.field]).some((name) => s.document?.[name] === undefined))
    .map((e) => e.field)
}

/** What was missing when the request came: named by the sender, until the request was sent again whole. */
function announced(s: Situation): readonly string[] {
  if ((s.state?.counts.resubmit ?? 0) > 0) return []
  return list(s.state?.notes.toFollow)
}

function list(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x) => b.includes(x))
}

function count(s: Situation, step: string | undefined): number {
  return step === undefined ? 0 : (s.state?.counts[step] ?? 0)
}

/** The ground that protects each kind of person of the red line. */
const protectedBy: Readonly<Record<string, string>> = {
  journalist: 'G-10',
  political: 'G-10',
  lawyer: 'G-04',
  defender: 'G-05',
  'whistle-blower': 'G-05',
}

/** Where the instrument of the matter has the ground; else the ground's own source. */
function articleOf({ state, law }: Situation, { articles, citation }: Ground): string {
  const instrument = state?.basis?.instrument
  const found = articles.find((a) => a.instrument === instrument)
  const name = law.instruments.find((i) => i.id === instrument)?.name ?? instrument
  return found === undefined ? citation : `${name} ${found.article}; ${citation}`
}

/** The ground of a document must stand on a closed list of the law, of one kind. */
function closedList(kind: 'postponement' | 'impossibility', name: RefusalName): Guard {
  return {
    text: `the ground of ${kind} is on the closed list of this procedure`,
    ofPeer: true,
    check: (s) => {
      const id = String(s.document?.[kind])
      const open = groundsOpen(
        s.procedure.id,
        s.state?.basis?.instrument,
        dayOf(s.now),
        s.law,
        kind,
      )
      if (open.some((g) => g.id === id)) return undefined
      const known = groundOf(id, s.law)
      return refusal(
        name,
        known === undefined
          ? `there is no ground ${id.slice(0, 40)}`
          : `${id} (${known.name}) is no ground of ${kind} in ${s.procedure.id}`,
        {
          remedy: `choose one of ${open.map((g) => `${g.id} ${g.name}`).join(', ')}`,
          where: { pointer: `/document/${kind}` },
        },
      )
    },
  }
}

/** Guards of suspension, legal assistance and freezing. */
export const assistanceGuards: Readonly<Record<string, Guard>> = {
  'class-agreed-abroad': {
    text: 'where the request goes abroad, the legal basis names a limit for its class',
    ofPeer: true,
    check: (s, with_) =>
      s.parties.requesting.country === s.parties.requested.country
        ? undefined
        : coreGuards['class-agreed']?.check?.(s, with_),
  },
  'red-line-touched': {
    text: 'a person under special protection is concerned',
    ofPeer: true,
    gate: (s) =>
      list(s.state?.notes.sensitive).length > 0
        ? undefined
        : refusal('no-red-line', 'the request names no person under special protection'),
  },
  'red-line-signed': {
    text: 'where a red line is touched, two persons have signed why',
    ofPeer: false,
    gate: (s, { step }) => {
      const touched = list(s.state?.notes.sensitive)
      if (touched.length === 0 || count(s, step) > 0) return undefined
      const first = touched.find((t) => protectedBy[t] !== undefined) ?? ''
      const ground = groundOf(protectedBy[first] ?? '', s.law)
      return refusal(
        'red-line',
        `the request concerns ${touched.join(', ')}${ground === undefined ? '' : `: ground ${ground.id}, ${ground.name}`}`,
        ground === undefined ? {} : { citation: `${ground.id}: ${articleOf(s, ground)}` },
      )
    },
  },
  'done-before': {
    text: 'the step before it was taken',
    ofPeer: false,
    gate: (s, { step = '' }) =>
      count(s, step) > 0
        ? undefined
        : refusal('step-before-missing', `"${nameOf(s, step)}" comes first`, {
            remedy: `take "${nameOf(s, step)}" first`,
          }),
  },
  'no-tipping-off': {
    text: 'the person is told only when nothing can be moved any more',
    ofPeer: false,
    gate: (s) => {
      const main = standing(s.state, 'main') ?? ''
      return ['RELEASED', 'EXPIRED', 'CONVERTED', 'WITHDRAWN', 'CLOSED'].includes(main)
        ? undefined
        : refusal('tipping-off', 'the suspension has not ended, and telling would warn the person')
    },
  },
  'follows-truly': {
    text: 'the elements said to follow are the ones that are missing',
    ofPeer: true,
    check: (s) => {
      const missing = lacking(s)
      const said = list(s.document?.toFollow)
      if (missing.length > 0 && same(missing, said)) return undefined
      return refusal(
        'to-follow-false',
        missing.length === 0
          ? 'nothing is missing: the request can be approved and sent'
          : `missing are ${missing.join(', ')}, said to follow are ${said.join(', ') || 'none'}`,
        { where: { pointer: '/document/toFollow' } },
      )
    },
  },
  'really-missing': {
    text: 'the list names exactly the elements that are missing or do not suffice',
    ofPeer: true,
    check: (s) => {
      const absent = announced(s)
      const said = list(s.document?.missing)
      const poor = list(s.document?.inadequate)
      const wrong = said.filter((e) => !absent.includes(e))
      const left = absent.filter((e) => !said.includes(e))
      const twice = poor.filter((e) => absent.includes(e))
      if (wrong.length + left.length + twice.length === 0 && said.length + poor.length > 0)
        return undefined
      const ground =
        wrong.length > 0
          ? `${wrong.join(', ')} ${wrong.length === 1 ? 'is' : 'are'} in the request`
          : left.length > 0
            ? `${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} missing too and must be named`
            : twice.length > 0
              ? `${twice.join(', ')} cannot be both missing and not enough`
              : 'the return names no element'
      return refusal('not-really-missing', ground, { where: { pointer: '/document/missing' } })
    },
  },
  'prepared-text': {
    text: 'the text is the one that was reworked',
    ofPeer: false,
    check: ({ state, document }) =>
      (state?.counts.rework ?? 0) > 0 && state?.text === digestOf(document ?? {})
        ? undefined
        : refusal('text-not-reworked', 'the text differs from the one that was reworked'),
  },
  'same-number': {
    text: 'the request keeps its number',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.reference === state?.notes.reference
        ? undefined
        : refusal(
            'number-changed',
            `the request was ${state?.notes.reference}, it now calls itself ${document?.reference}`,
            { where: { pointer: '/document/reference' } },
          ),
  },
  speciality: {
    text: 'another use than the one named rests on consent',
    ofPeer: true,
    check: (s) =>
      s.document?.purpose !== 'consented' || s.state?.states.consent === 'GIVEN'
        ? undefined
        : refusal('speciality', 'the giver has not consented to another use', {
            where: { pointer: '/document/purpose' },
          }),
  },
  'note-is': {
    text: 'an earlier document says what this step needs',
    ofPeer: true,
    gate: (s, { field = '', value }) =>
      s.state?.notes[field] === value
        ? undefined
        : refusal(
            'other-case',
            `"${s.row.name}" is for ${field} "${value}", here it is "${s.state?.notes[field] ?? 'not said'}"`,
          ),
  },
  'originals-settled': {
    text: 'originals that are to be returned have been returned',
    ofPeer: false,
    gate: (s) =>
      s.state?.notes.originals === 'return' && count(s, 'return-originals') === 0
        ? refusal('originals-owed', 'the originals have not been returned')
        : undefined,
  },
  'postponement-open': closedList('postponement', 'postponement-not-open'),
  'impossibility-open': closedList('impossibility', 'impossibility-not-open'),
  'attribution-sufficient': {
    text: 'a second person has found the attribution sufficient',
    ofPeer: false,
    gate: (s) => {
      const line = threshold('TH-ATTRIBUTION', s.law)
      const found = s.state?.notes.confidence
      if (line === undefined)
        return refusal('attribution-low', 'no row says how sure the attribution must be')
      const least = Math.round(Number(line.value) * 100)
      if (typeof found === 'number' && found >= least) return undefined
      return refusal(
        'attribution-low',
        found === undefined
          ? 'no second person has checked the attribution'
          : `the attribution stands at ${found} percent, ${least} are needed`,
        { citation: line.citation },
      )
    },
  },
  'validated-order': {
    text: 'the order of a prosecutor is validated by a judge',
    ofPeer: false,
    check: (s) =>
      s.actor.role === 'judge' || s.document?.validated !== undefined
        ? undefined
        : refusal('not-validated', 'a prosecutor issues the order and no judge is named', {
            where: { pointer: '/document/validated' },
          }),
  },
  'national-power': {
    text: 'the law of the executing country has this power',
    ofPeer: true,
    gate: (s, { rule = '' }) => {
      const { country } = s.parties.requested
      return termOf(`${country}-${rule}`, s.law).ok
        ? undefined
        : refusal('power-unknown', `no row gives ${country} the power "${rule}"`)
    },
  },
  'no-gap': {
    text: 'the new term begins before the old one is over',
    ofPeer: true,
    check: (s) => {
      const term = s.state?.clocks.find((c) => c.clock === 'term')
      const begins = String(s.document?.begins)
      return term !== undefined && begins <= dayOf(term.due)
        ? undefined
        : refusal(
            'term-gap',
            `the old term ends ${term?.due ?? 'nowhere'}, the new one would begin on ${begins}`,
            { where: { pointer: '/document/begins' } },
          )
    },
  },
  'before-lapse': {
    text: 'the limit has not run out',
    ofPeer: true,
    gate: (s, { clock = '' }) => {
      const found = s.state?.clocks.find((c) => c.clock === clock && c.stopped === undefined)
      return found === undefined || s.now <= found.due
        ? undefined
        : refusal('ran-out', `the limit ran out on ${found.due}`, { citation: found.citation })
    },
  },
  'requester-heard': {
    text: 'the requester was heard before lifting, or has let the time pass',
    ofPeer: true,
    gate: (s) => {
      if (standing(s.state, 'hearing') === 'ANSWERED') return undefined
      const clock = s.state?.clocks.find((c) => c.clock === 'hearing')
      if (clock !== undefined && s.now > clock.due) return undefined
      return refusal(
        'requester-not-heard',
        clock === undefined
          ? 'the lifting has not been announced to the issuing State'
          : `the issuing State can answer until ${clock.due}`,
      )
    },
  },
  silence: {
    text: 'the question was not answered and its time has passed',
    ofPeer: false,
    gate: (s, { clock = '' }) => {
      const found = s.state?.clocks.find((c) => c.clock === clock)
      const inTime = found?.stopped !== undefined && found.stopped.at <= found.due
      return found !== undefined && !inTime && s.now > found.due
        ? undefined
        : refusal(
            'not-silent',
            found === undefined
              ? 'the issuing State was not asked'
              : found.stopped === undefined
                ? `the issuing State can answer until ${found.due}`
                : 'the issuing State has answered',
          )
    },
  },
  'not-merits': {
    text: 'the grounds of the order are contested in the issuing State alone',
    ofPeer: true,
    gate: (s) =>
      s.state?.notes.applicant === 'merits'
        ? refusal('merits-elsewhere', 'the application contests the grounds of the order')
        : undefined,
  },
  'within-frozen': {
    text: 'no more is released, all decisions together, than is frozen',
    ofPeer: true,
    check: (s) => {
      const released = moneyOf(s.document?.released)[0]
      const amount = moneyOf(s.state?.notes.amount)[0]
      const before = Object.values(s.state?.tallies.releases ?? {}).flatMap(moneyOf)
      const all = [...before, ...(released === undefined ? [] : [released])]
      const same = all.every((m) => m.currency === amount?.currency)
      const sum = all.reduce((total, m) => total + units(m), 0n)
      if (amount !== undefined && same && sum <= units(amount)) return undefined
      // An execution that a withdrawal overtook on the way is counted here, and left no amount to hold this against.
      if (amount === undefined && frozenBefore(s)) return undefined
      const earlier = before.map((m) => `${m.amount} ${m.currency}`).join(', ')
      return refusal(
        'more-than-frozen',
        `${released?.amount} ${released?.currency} would be released${earlier === '' ? '' : ` after ${earlier}`}, ${amount === undefined ? 'nothing' : `${amount.amount} ${amount.currency}`} is frozen`,
        { where: { pointer: '/document/released' } },
      )
    },
  },
  'leg-known': {
    text: 'the leg is in the plan',
    ofPeer: true,
    check: (s) => {
      const legs = list(s.state?.notes.legs)
      const leg = String(s.document?.leg)
      return legs.includes(leg)
        ? undefined
        : refusal('leg-unknown', `the plan has no leg ${leg.slice(0, 40)}`, {
            remedy: `name one of ${legs.join(', ')}`,
            where: { pointer: '/document/leg' },
          })
    },
  },
  'vote-reasoned': {
    text: 'a leg that is not ready says why',
    ofPeer: true,
    check: ({ document }) =>
      document?.vote === 'ready' || document?.reasons !== undefined
        ? undefined
        : refusal('vote-unexplained', `leg ${document?.leg} is not ready and does not say why`, {
            where: { pointer: '/document/reasons' },
          }),
  },
  'legs-ready': {
    text: 'not more of the value is unready than the plan allows',
    ofPeer: false,
    gate: (s) => {
      const notes = s.state?.notes ?? {}
      const legs = list(notes.legs)
      const whole = moneyOf(notes.value)[0]
      if (whole === undefined) return refusal('legs-not-ready', 'the plan names no value')
      const ready = (leg: string) => voteOf(keptAs(s.state, 'votes', leg)).vote === 'ready'
      const there = [...new Set(legs)]
        .filter(ready)
        .flatMap((leg) => moneyOf(voteOf(keptAs(s.state, 'votes', leg)).value))
        .filter((m) => m.currency === whole.currency)
        .reduce((sum, m) => sum + units(m), 0n)
      const line = threshold('TH-ABORT', s.law)
      if (line === undefined)
        return refusal('legs-not-ready', 'no row says how much of the value may be unready')
      // The plan may be stricter than the line, never laxer.
      const abort = Math.min(Number(notes.abort ?? 0), Math.floor(Number(line.value)))
      if ((units(whole) - there) * 100n <= units(whole) * BigInt(abort)) return undefined
      return refusal(
        'legs-not-ready',
        `not ready: ${legs
          .filter((leg) => !ready(leg))
          .join(', ')}; more than ${abort} percent of the value`,
      )
    },
  },
  'no-leak': {
    text: 'no leak was reported since the moment was set',
    ofPeer: false,
    gate: (s) => {
      const stamps = s.state?.stamps ?? {}
      const since = stamps.replan ?? ''
      const seen = [stamps['report-leak'], stamps['note-leak']].some((t) => (t ?? '') > since)
      return seen
        ? refusal(
            'leak-known',
            `a leak was reported on ${Object.keys(s.state?.tallies.leaks ?? {}).join(', ')}`,
          )
        : undefined
    },
  },
  'at-t0': {
    text: 'the moment of release has come',
    ofPeer: true,
    gate: (s) => {
      const t0 = String(s.state?.notes.t0 ?? '')
      return Date.parse(t0) <= Date.parse(s.now)
        ? undefined
        : refusal('before-t0', `the legs fall at ${t0}`)
    },
  },
  'receipt-in-time': {
    text: 'a receipt is not dated before the release or after now',
    ofPeer: true,
    check: (s) => {
      const executed = Date.parse(String(s.document?.executed))
      const t0 = Date.parse(String(s.state?.notes.t0))
      return executed >= t0 && executed <= Date.parse(s.now)
        ? undefined
        : refusal('receipt-misdated', `the receipt is dated ${s.document?.executed}`, {
            where: { pointer: '/document/executed' },
          })
    },
  },
  'receipts-complete': {
    text: 'every leg has given its receipt',
    ofPeer: false,
    gate: (s) => {
      const given = Object.keys(s.state?.tallies.receipts ?? {})
      const open = list(s.state?.notes.legs).filter((leg) => !given.includes(leg))
      return open.length === 0
        ? undefined
        : refusal('receipts-missing', `no receipt from ${open.join(', ')}`)
    },
  },
  'figures-true': {
    text: 'the figures of the report are those of the receipts',
    ofPeer: true,
    check: (s) => {
      const found = s.state === undefined ? undefined : conductorFigures(s.state)
      const wrong = (['spread', 'within', 'withinValue', 'frozen', 'leakage'] as const).filter(
        (name) => !equal(found?.[name], s.document?.[name]),
      )
      return found !== undefined && wrong.length === 0
        ? undefined
        : refusal(
            'figures-false',
            `the receipts give another ${wrong.map((w) => `${w} (${shown(found?.[w])})`).join(', ')}`,
            { where: { pointer: `/document/${wrong[0] ?? 'frozen'}` } },
          )
    },
  },
}

function equal(found: unknown, said: Json | undefined): boolean {
  if (typeof found === 'number') return found === said
  const a = moneyOf(found as Json)[0]
  const b = moneyOf(said)[0]
  return a !== undefined && b !== undefined && a.currency === b.currency && units(a) === units(b)
}

function shown(value: unknown): string {
  const money = moneyOf(value as Json)[0]
  return money === undefined ? String(value) : `${money.amount} ${money.currency}`
}

function voteOf(kept: Json | undefined): { readonly vote?: Json; readonly value?: Json } {
  if (typeof kept !== 'object' || kept === null) return {}
  return kept as { readonly vote?: Json; readonly value?: Json }
}

function nameOf(s: Situation, step: string): string {
  return s.procedure.transitions.find((t) => t.id === step)?.name ?? step
}

/** Was a freeze carried out, whatever became of the note of it? */
function frozenBefore(s: Situation): boolean {
  return ['execute', 'execute-in-part', 'attach'].some((step) => count(s, step) > 0)
}
