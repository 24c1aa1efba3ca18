import { asDay } from '#base'
import { plusDays, threshold } from '#law'
import { proRata, sumOf, told } from './amounts.ts'
import type { Guard } from './guard.ts'
import { refusal } from './refuse.ts'
import { dayOf } from './situation.ts'
import type { State } from './state.ts'

/** What the court has allowed so far; nothing where it refused. */
function owed(state: State | undefined) {
  const allowed = sumOf(state?.notes.allowed)
  return allowed !== undefined && allowed.minor > 0n ? allowed : undefined
}

/** Guards of claims of victims and of third parties. */
export const claimGuards: Readonly<Record<string, Guard>> = {
  'window-long-enough': {
    text: 'the window for claims is as long as the law asks, from the publication',
    ofPeer: true,
    check: (s) => {
      const line = threshold('TH-CLAIM-WINDOW', s.law)
      if (line === undefined)
        return refusal('window-too-short', 'no row says how long the window for claims must be')
      const least = Number(line.value)
      const opens = dayOf(s.now)
      const closes = asDay(String(s.document?.closes))
      if (closes === undefined) return undefined
      if (closes >= plusDays(opens, least)) return undefined
      return refusal(
        'window-too-short',
        `from ${opens} to ${closes} are fewer than ${least} days`,
        {
          remedy: `keep the window open until ${plusDays(opens, least)} or longer`,
          where: { pointer: '/document/closes' },
        },
      )
    },
  },
  'without-internet': {
    text: 'people without internet learn of it, in a language they read',
    ofPeer: true,
    check: ({ document }) =>
      document?.channels === undefined ||
      (document.channels as readonly string[]).some((c) => c !== 'internet')
        ? undefined
        : refusal('notice-internet-only', 'the notice reaches only people with internet', {
            where: { pointer: '/document/channels' },
          }),
  },
  acknowledged: {
    text: 'the claimant has had the acknowledgement',
    ofPeer: true,
    gate: ({ state }) =>
      (state?.counts['acknowledge-claim'] ?? 0) > 0
        ? undefined
        : refusal('claim-unacknowledged', 'the claimant has not been told that the claim arrived'),
  },
  'not-acknowledged': {
    text: 'the claim has not been acknowledged yet',
    ofPeer: true,
    gate: ({ state }) =>
      (state?.counts['acknowledge-claim'] ?? 0) === 0
        ? undefined
        : refusal('already-acknowledged', 'the claimant has had the acknowledgement'),
  },
  'asked-twice-at-most': {
    text: 'evidence is asked for twice at most',
    ofPeer: true,
    gate: ({ state }) =>
      (state?.counts['ask-evidence'] ?? 0) < 2
        ? undefined
        : refusal('asked-enough', 'evidence has been asked for twice'),
  },
  'variant-shown': {
    text: 'the claim shows what its kind needs',
    ofPeer: true,
    check: ({ document }) => {
      const wanted = { security: 'register', 'client-money': 'subLedger' } as const
      const variant = String(document?.variant)
      const field = wanted[variant as keyof typeof wanted]
      if (field === undefined || document?.[field] !== undefined) return undefined
      return refusal(
        'right-not-shown',
        variant === 'security'
          ? 'a pledge or a mortgage is claimed without its entry in a register'
          : 'money of clients is claimed without the sub-ledger',
        { where: { pointer: `/document/${field}` } },
      )
    },
  },
  'variant-is': {
    text: 'the outcome fits the kind of right',
    ofPeer: true,
    gate: ({ state, row }, { value }) => {
      const variant = String(state?.notes.variant)
      const fits = Array.isArray(value) && value.includes(variant)
      return fits
        ? undefined
        : refusal(
            'outcome-not-fitting',
            `"${row.name}" is not the outcome of a claim of ${variant}`,
          )
    },
  },
  'not-above-claim': {
    text: 'no more is allowed than was claimed',
    ofPeer: true,
    check: ({ state, document }) => {
      const [allowed, claimed] = [sumOf(document?.allowed), sumOf(state?.notes.claimed)]
      if (allowed === undefined || claimed === undefined) return undefined
      if (allowed.currency !== claimed.currency)
        return refusal(
          'currencies-differ',
          `claimed was ${told(claimed)}, allowed would be ${told(allowed)}`,
          { where: { pointer: '/document/allowed' } },
        )
      if (allowed.minor <= claimed.minor) return undefined
      return refusal(
        'more-than-claimed',
        `claimed was ${told(claimed)}, allowed would be ${told(allowed)}`,
        { where: { pointer: '/document/allowed' } },
      )
    },
  },
  'allowed-in-full': {
    text: 'a claim that is allowed is allowed in full',
    ofPeer: true,
    check: ({ state, document }) =>
      sumOf(document?.allowed)?.minor === sumOf(state?.notes.claimed)?.minor
        ? undefined
        : refusal('part-unexplained', 'less than was claimed is allowed without a ground', {
            where: { pointer: '/document/allowed' },
          }),
  },
  'less-than-claim': {
    text: 'a claim that is allowed in part is allowed for something, and for less',
    ofPeer: true,
    check: ({ state, document }) => {
      const [allowed, claimed] = [sumOf(document?.allowed), sumOf(state?.notes.claimed)]
      if (allowed === undefined || claimed === undefined) return undefined
      if (allowed.minor > 0n && allowed.minor < claimed.minor) return undefined
      return refusal('not-a-part', `${told(allowed)} is not a part of ${told(claimed)}`, {
        where: { pointer: '/document/allowed' },
      })
    },
  },
  'link-found': {
    text: 'a link to a suspect is held against a claimant only when the screening found one',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.ground !== 'linked-to-suspect' || state?.notes.linked !== 'no'
        ? undefined
        : refusal('link-not-found', 'the screening found no link to a suspect', {
            where: { pointer: '/document/ground' },
          }),
  },
  'something-owed': {
    text: 'the court has allowed something',
    ofPeer: true,
    gate: ({ state }) =>
      owed(state) === undefined
        ? refusal('nothing-allowed', 'the court has allowed nothing')
        : undefined,
  },
  'nothing-owed': {
    text: 'what was allowed has been paid or given',
    ofPeer: false,
    gate: ({ state }) => {
      const allowed = owed(state)
      return state?.states.main === 'FINAL' && allowed !== undefined
        ? refusal('claim-unpaid', `${told(allowed)} were allowed and are not paid`)
        : undefined
    },
  },
  'paid-right': {
    text: 'the claim is paid in full, or by its share when the funds are short',
    ofPeer: true,
    check: ({ state, document }) => {
      const allowed = owed(state)
      const [paid, funds, rank] = [
        document?.amount,
        document?.available,
        document?.allowedInRank,
      ].map((v) => sumOf(v))
      if (!allowed || !paid || !funds || !rank) return undefined
      if ([paid, funds, rank].some((sum) => sum.currency !== allowed.currency))
        return refusal('currencies-differ', `the claim was allowed in ${allowed.currency}`, {
          where: { pointer: '/document/amount' },
        })
      if (rank.minor < allowed.minor)
        return refusal('payment-wrong', `the rank holds less than this claim, ${told(allowed)}`, {
          where: { pointer: '/document/allowedInRank' },
        })
      const [share = 0n] = proRata(funds.minor, [allowed.minor, rank.minor - allowed.minor])
      // The last unit goes to the largest remainder among all claims of the rank, which this matter does not know.
      const short = funds.minor < rank.minor
      const low = short ? (allowed.minor * funds.minor) / rank.minor : share
      const high = short ? low + 1n : share
      if (paid.minor >= low && paid.minor <= high && paid.minor <= allowed.minor) return undefined
      return refusal(
        'payment-wrong',
        `the share of this claim is ${told({ minor: share, currency: allowed.currency })}, not ${told(paid)}`,
        { where: { pointer: '/document/amount' } },
      )
    },
  },
  'project-within': {
    text: 'a project costs no more than was allowed',
    ofPeer: true,
    check: ({ state, document }) => {
      const [allowed, amount] = [owed(state), sumOf(document?.amount)]
      if (!allowed || !amount || amount.minor <= allowed.minor) return undefined
      return refusal('payment-wrong', `${told(allowed)} were allowed, not ${told(amount)}`, {
        where: { pointer: '/document/amount' },
      })
    },
  },
  'release-within': {
    text: 'no more is released than was allowed',
    ofPeer: true,
    check: ({ state, document }) => {
      const [allowed, amount] = [owed(state), sumOf(document?.released)]
      if (!allowed || !amount || amount.minor <= allowed.minor) return undefined
      return refusal('payment-wrong', `${told(allowed)} were allowed, not ${told(amount)}`, {
        where: { pointer: '/document/released' },
      })
    },
  },
}
