import { must } from '#base'
import type { Payments } from '#model'
import { explain, follow, meetings, type RuleId, reach } from '#trace'
import { ledger } from '../../src/trace/testing.ts'
import type { Gallery } from './gallery.ts'

const payments = ledger([
  { from: 'Clinics', to: 'Halvor', amount: 5, claim: 'Clinics' },
  { from: 'Halvor', to: 'Quay', amount: 5 },
])

/** Accounts that pass the same money round and round, all of it known from the start. */
function ring(accounts: number, amount: number, claims: number): Payments {
  const names = Array.from({ length: accounts }, (_, i) => `A${i}`)
  const into = names.slice(0, claims).map((to, i) => ({
    from: 'Clinics',
    to,
    amount: 1,
    claim: `claim ${i}`,
  }))
  const round = names.map((from, i) => ({ from, to: names[(i + 1) % accounts]!, amount }))
  const opened = ['Clinics', ...names].map((account) => ({ account, amount: claims }))
  return ledger([...into, ...round], opened)
}

export const traceGallery: Gallery = {
  'rule-unknown': {
    situation: 'a trace is asked for under a rule that does not exist',
    example: () => follow(payments, { rule: 'haircut' as RuleId }),
  },
  cancelled: {
    situation: 'a trace is cancelled while it runs',
    example: () => follow(payments, { rule: 'fifo', cancelled: () => true }),
  },
  'payments-malformed': {
    situation: 'payments are given to the engine that intake would not have let through',
    example: () => follow({ ...payments, amount: new Float64Array([-5, 5]) }, { rule: 'fifo' }),
  },
  'arithmetic-unavailable': {
    situation: 'pari passu is asked for in the fast arithmetic',
    example: () => follow(payments, { rule: 'pari-passu', arithmetic: 'fast' }),
  },
  'claims-too-many': {
    situation: 'a hundred thousand claims are followed over a thousand accounts in one go',
    example: () => {
      const claims = Array.from({ length: 2 ** 17 }, (_, i) => `claim ${i}`)
      const accounts = Array.from({ length: 1025 }, () => payments.accounts[0]!)
      return follow({ ...payments, claims, accounts }, { rule: 'fifo', arithmetic: 'fast' })
    },
  },
  'pari-passu-unsettled': {
    situation: 'sixty-one accounts send the same billions round and nothing rests anywhere',
    example: () => follow(ring(61, 9e14, 1), { rule: 'pari-passu' }),
  },
  'pari-passu-too-large': {
    situation: 'two thousand accounts pay each other in one ring and a thousand claims go into it',
    example: () => follow(ring(2000, 1, 1000), { rule: 'pari-passu' }),
  },
  'holding-unknown': {
    situation: 'somebody asks how a claim came into an account where nothing of it is',
    example: () => {
      const trace = must(follow(payments, { rule: 'fifo' }))
      return explain(trace, payments, { account: 'Nobody', currency: 'EUR', claim: 'Clinics' })
    },
  },
  'account-unknown': {
    situation: 'the flow is asked for from an account that is not in the ledger',
    example: () => reach(payments, { from: 'Nobody', order: 'strict' }),
  },
  'origin-missing': {
    situation: 'the flow is asked for and no account to start from is named',
    example: () => reach(payments, { from: [], order: 'strict' }),
  },
  'hops-unusable': {
    situation: 'the flow is asked for over no payment at all',
    example: () => reach(payments, { from: 'Clinics', order: 'strict', hops: 0 }),
  },
  'dwell-unusable': {
    situation: 'the time that money may rest is below zero',
    example: () => reach(payments, { from: 'Clinics', order: 'strict', dwellSeconds: -1 }),
  },
  'origins-too-many': {
    situation: 'it is asked where the money of more than 32 accounts meets',
    example: () =>
      meetings(
        payments,
        Array.from({ length: 33 }, () => 'Clinics'),
      ),
  },
}
