import type { ItemConditions } from '#exchange'
import type { ItemView } from './views-items.ts'

type Chip = ItemView['strip'][number]

/** Conditions of an item as a short strip: what is said first is what an officer asks first. */
export function conditionStrip(c: ItemConditions): Chip[] {
  const strict = c.handling === 'TLP:RED' || c.handling === 'TLP:AMBER+STRICT'
  return [
    chip('handling', c.handling, handlingWords[c.handling], strict ? 'closed' : 'open'),
    chip('onward', ...onwardChip(c)),
    chip('evidence', ...evidenceChip(c)),
    chip(
      'purposes',
      c.purposes === null ? 'any purpose' : c.purposes.join(', ') || 'no purpose',
      c.purposes === null
        ? 'no purpose is excluded'
        : c.purposes.length === 0
          ? 'no use is allowed without asking'
          : `only for ${c.purposes.join(', ')}`,
      c.purposes?.length === 0 ? 'ask' : 'open',
    ),
    ...c.siena.map((code) => chip('siena', code, sienaWords[code], 'ask' as const)),
    ...(c.pap === 'PAP:CLEAR'
      ? []
      : [chip('pap', c.pap, papWords[c.pap], c.pap === 'PAP:RED' ? 'closed' : 'open')]),
    ...(c.speciality
      ? [chip('speciality', 'speciality', 'only in the proceedings it was given for', 'ask')]
      : []),
    ...(c.retainUntil === null
      ? []
      : [
          chip('retainUntil', `until ${c.retainUntil}`, 'last day on which it may be held', 'open'),
        ]),
    ...(c.confidentialUntil === null
      ? []
      : [
          chip(
            'confidentialUntil',
            `confidential until ${c.confidentialUntil}`,
            'nobody concerned is told before that day has passed',
            'closed',
          ),
        ]),
    ...(c.grade === null ? [] : [chip('grade', c.grade, 'grade of source and content', 'open')]),
    ...(c.disputed
      ? [chip('disputed', 'disputed', 'somebody disputes it; say so wherever it is used', 'ask')]
      : []),
  ]
}

function onwardChip(c: ItemConditions): [string, string, Chip['how']] {
  if (c.onward === 'yes') return ['may be passed on', 'it may be passed on', 'open']
  if (c.onward === 'no') return ['not passed on', 'it may not be passed on', 'closed']
  return c.onwardTo.length === 0
    ? ['passing on: ask', 'it may be passed on only with prior consent', 'ask']
    : [
        `passing on: ask, but for ${c.onwardTo.join(', ')}`,
        `it may be passed on to ${c.onwardTo.join(', ')}, to others only with prior consent`,
        'ask',
      ]
}

function evidenceChip(c: ItemConditions): [string, string, Chip['how']] {
  if (c.evidence === 'yes') return ['evidence', 'it may be used as evidence', 'open']
  return c.evidence === 'no'
    ? ['no evidence', 'it may not be used as evidence', 'closed']
    : ['evidence: ask', 'it may be used as evidence only with prior consent', 'ask']
}

const handlingWords: Readonly<Record<ItemConditions['handling'], string>> = {
  'TLP:CLEAR': 'nothing limits who may see it',
  'TLP:GREEN': 'for authorities of the network',
  'TLP:AMBER': 'for this authority and those who must know it',
  'TLP:AMBER+STRICT': 'for this authority alone',
  'TLP:RED': 'for the persons to whom it was given alone',
}

const sienaWords = {
  H1: 'not evidence without the permission of the provider',
  H2: 'not passed on without the permission of the provider',
  H3: 'other restrictions hold, which the provider has to say',
} as const

const papWords: Readonly<Record<ItemConditions['pap'], string>> = {
  'PAP:CLEAR': 'no limit on what is done on it',
  'PAP:GREEN': 'what is done on it may show',
  'PAP:AMBER': 'nothing is done on it that others could see',
  'PAP:RED': 'nothing is done on it that could show',
}

function chip(name: string, short: string, says: string, how: Chip['how']): Chip {
  return { name, short, says, how }
}
