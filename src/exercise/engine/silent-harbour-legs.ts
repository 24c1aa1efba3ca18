import { step } from '../data/steps.ts'
import { eur, text } from '../data/text.ts'
import type { MatterChapter } from '../story.ts'
import type { Move } from './scenario.ts'

/** Country, seconds after the release as played, what a seed may draw, value, what it is. All of it is invented. */
const rows = [
  ['HB-01', 'XN', 6, [4, 40], '2140000.00', 'balance of a shipping company'],
  ['HB-02', 'XN', 9, [4, 45], '860000.00', 'balance of its agent'],
  ['HB-03', 'XN', 13, [5, 50], '415000.00', 'account from which a crew is paid'],
  ['HB-04', 'XN', 18, [5, 55], '1275000.00', 'euro wallet at a platform'],
  ['HB-05', 'XC', 11, [6, 60], '690000.00', 'balance of a holding company'],
  ['HB-06', 'XC', 22, [6, 75], '330000.00', 'balance of a purpose trust'],
  ['HB-07', 'XS', 31, [8, 90], '1980000.00', 'balance of a free-zone company'],
  ['HB-08', 'XS', 47, [8, 140], '540000.00', 'private balance'],
] as const

const hands = {
  XN: { to: 'XN-CA', judge: 'XN-DC/judge', desk: 'XN-CA/case-officer' },
  XC: { to: 'XC-AG', judge: 'XC-GC/judge', desk: 'XC-AG/case-officer' },
  XS: { to: 'XS-PP', judge: 'XS-PP/prosecutor', desk: 'XS-PP/case-officer' },
} as const

export const legNames: readonly string[] = rows.map(([id]) => id)
export const legsValue = '8230000.00'

const property = (id: string, what: string, place: string, value: string) => [
  { reference: id, description: what, kind: 'account', place, value: eur(value) },
]

/** Eight orders, issued and recognised on the days before: when the play begins, the desks know of none of them. */
export const preparedLegs: readonly MatterChapter[] = rows.map(([id, country, , , value, what]) => {
  const { to, judge } = hands[country]
  const asset = property(id, what, country, value)
  const paper = text('freezing-certificate', {
    reference: `${id}, XV-HC 12/2026`,
    property: asset,
    persons: [{ name: 'Silent Harbour Shipping', kind: 'company', country: 'XV' }],
  })
  return {
    procedure: 'P4',
    reference: id,
    to,
    steps: [
      step('2026-05-18 09:00', 'XV-ARMA/case-officer', 'propose', {
        ...text('freeze-proposal'),
        reference: id,
        asset,
        value: eur(value),
      }),
      step(
        '2026-05-18 11:00',
        'XV-SACP/prosecutor',
        'check-attribution',
        text('attribution-check'),
      ),
      step('2026-05-18 13:00', 'XV-SACP/case-officer', 'draft', paper),
      step('2026-05-18 15:00', 'XV-HC/judge', 'issue', text('freezing-order')),
      step('2026-05-19 09:00', 'XV-CA/registrar', 'transmit', paper),
      step('2026-05-19 15:00', judge, 'recognise', text('freeze-recognition')),
    ],
  }
})

/** The vote of a country on its legs, one after the other. */
export function votes(
  country: keyof typeof hands,
  first: number,
  range: readonly [number, number],
) {
  return rows
    .filter(([, at]) => at === country)
    .map(
      ([leg, , , , value], i): Move => ({
        actor: hands[country].desk,
        matter: 'CD-HARBOUR',
        step: 'vote',
        document: () => ({ leg, vote: 'ready', value: eur(value) }),
        after: { played: first + i * 20, drawn: range },
      }),
    )
}

/** After the release each desk carries out its order and gives the receipt of that moment. */
export const executions: readonly Move[] = rows.flatMap(
  ([leg, country, played, drawn, value, what]): readonly Move[] => {
    const { judge, desk } = hands[country]
    const after = { played, drawn, as: leg, forgettable: true } as const
    const carries = country === 'XS' ? judge : desk
    return [
      {
        actor: carries,
        matter: leg,
        step: country === 'XS' ? 'attach' : 'execute',
        needs: 'release',
        document: ({ now }) =>
          text('freeze-receipt', {
            executed: now,
            amount: eur(value),
            receipt: `receipt of ${leg}`,
            executor: what,
          }),
        after,
      },
      {
        actor: desk,
        matter: 'CD-HARBOUR',
        step: 'give-receipt',
        needs: 'release',
        document: ({ now }) => ({
          leg,
          executed: now,
          amount: eur(value),
          receipt: `receipt of ${leg}`,
        }),
        after,
      },
    ]
  },
)
