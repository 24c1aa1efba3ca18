import type { ClockClass, Measure } from '../measures.ts'
import type { Basis } from '../permits.ts'
import { day } from '../rows.ts'

interface Pack {
  readonly instrument: string
  readonly name: string
  readonly from: string
  readonly classes: readonly ClockClass[]
  readonly articles: readonly (readonly [Measure, string, string])[]
}

/** Articles of one instrument between units, as bases. The limits are the instrument's own rule of that id. */
function pack({ instrument, name, from, classes, articles }: Pack): readonly Basis[] {
  return articles.map(([measure, article, text]) => ({
    id: `${instrument}/${measure}`,
    instrument,
    measure,
    fromKinds: ['FIU'],
    toKinds: ['FIU'],
    answer: Object.fromEntries(classes.map((c) => [c, `${instrument}.${c}`])),
    acknowledge: `${instrument}.ack`,
    acknowledgeEmergency: `${instrument}.ack-emergency`,
    limits: {
      acknowledge: `${instrument}.ack`,
      'acknowledge-emergency': `${instrument}.ack-emergency`,
    },
    safeguards: measure === 'suspension' ? 'suspension' : 'fiu-exchange',
    ...(measure === 'fiu-information' ? { forms: ['fiu-request'] } : {}),
    citation: `${name} ${article}`,
    text,
    from: day(from),
    status: 'verified',
    source: 'fictional instrument of the LANTERN world',
  }))
}

/** What financial intelligence units may ask of each other in the invented world. */
export const unitBases: readonly Basis[] = [
  ...pack({
    instrument: 'XV-XN',
    name: 'Treaty Veldania-Norrhavn (fictional)',
    from: '2021-03-01',
    classes: ['emergency', 'direct', 'indirect', 'normal'],
    articles: [
      ['fiu-information', 'art. 4', 'A unit asks the other for financial information.'],
      ['fiu-disclosure', 'art. 7', 'A unit forwards information of its own accord.'],
      [
        'onward-use',
        'art. 9',
        'Another use or another reader needs the prior consent of the unit that gave the information.',
      ],
      ['suspension', 'art. 11', 'A unit suspends a transaction or an account for the other.'],
    ],
  }),
  ...pack({
    instrument: 'MOU-XC',
    name: 'Memorandum of the Carrow authority (fictional)',
    from: '2022-09-01',
    classes: ['emergency', 'direct', 'indirect', 'register', 'normal'],
    articles: [
      ['fiu-information', 'para. 4', 'A unit asks the other for financial information.'],
      ['fiu-disclosure', 'para. 5', 'A unit forwards information of its own accord.'],
      [
        'onward-use',
        'para. 9',
        'Another use or another reader needs the prior consent of the unit that gave the information.',
      ],
    ],
  }),
  ...pack({
    instrument: 'MOU-XS',
    name: 'Memorandum of the Port Sable unit (fictional)',
    from: '2023-01-15',
    classes: ['emergency', 'direct', 'indirect', 'register', 'normal'],
    articles: [
      ['fiu-information', 'para. 3', 'A unit asks the other for financial information.'],
      ['fiu-disclosure', 'para. 4', 'A unit forwards information of its own accord.'],
      [
        'onward-use',
        'para. 8',
        'Another use or another reader needs the prior consent of the unit that gave the information.',
      ],
    ],
  }),
]
