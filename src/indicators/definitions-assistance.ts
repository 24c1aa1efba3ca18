import { type Definition, register } from './definition.ts'

const inNetwork =
  'requests for evidence between two members; extradition and what comes on paper from outside are left out'

/** Mutual legal assistance, joint work and what became of it. */
export const assistanceDefinitions = [
  {
    id: 'IN-06',
    name: 'assistance returned as incomplete',
    formula: 'count(mla.returned) / count(mla.sent); mean number of missing elements',
    unit: 'share',
    capability: 'legal assistance',
    sources: ['mla.sent', 'mla.returned'],
    coverage: `sent in the period; ${inNetwork}`,
    parts: ['step'],
    limits: 'a request that was rebuilt is a new request',
    citation: `${register}, IN-06; UNCAC art. 46(15), (16)`,
  },
  {
    id: 'IN-07',
    name: 'assistance refused, by ground',
    formula:
      'count(mla.refused, ground g) / count(mla.decided or mla.refused, returned ones left out); share consulted before, which must be all',
    unit: 'share',
    capability: 'legal assistance and rights',
    sources: ['mla.decided', 'mla.refused', 'mla.consulted'],
    coverage: `sent in the period and decided; ${inNetwork}`,
    parts: ['ground', 'step'],
    limits: 'refusals on grounds of human rights are published for the whole network only',
    citation: `${register}, IN-07; UNCAC art. 46(21), (26)`,
  },
  {
    id: 'IN-08',
    name: 'duration of assistance',
    formula:
      'median of days from t(sent) to t(decided), refusals included; median of days from t(decided) to t(executed); p90 from 20 cases on',
    unit: 'days',
    capability: 'legal assistance',
    sources: ['mla.sent', 'mla.decided', 'mla.refused', 'mla.executed'],
    coverage: `sent in the period and decided; ${inNetwork}`,
    parts: ['step', 'pair'],
    limits:
      'calendar days; what is still open is left out and shows in IN-09 once its limit is over',
    citation: `${register}, IN-08`,
  },
  {
    id: 'IN-09',
    name: 'assistance in time',
    formula: 'count(decision and execution both by their limits) / count(decided)',
    unit: 'share',
    capability: 'legal assistance',
    sources: ['mla.sent', 'mla.decided', 'mla.refused', 'mla.executed'],
    coverage: `sent in the period and decided; ${inNetwork}`,
    parts: ['step'],
    limits: 'an execution whose limit is still to come does not count as late',
    citation: `${register}, IN-09`,
  },
  {
    id: 'IN-25',
    name: 'prosecutions supported',
    formula:
      'count(prosecutions that cite evidence or a reply of a peer) / count(prosecutions); convictions / judgments',
    unit: 'share',
    capability: 'legal assistance',
    sources: ['prosecution.opened', 'prosecution.judgment', 'evidence.transferred'],
    coverage:
      'prosecutions of joint teams opened in the period; an item is a peer’s where another authority put the one with that digest into the room',
    parts: ['variant', 'outcome'],
    limits:
      'only teams record their prosecutions; a judgment that is not final can fall, and is recorded again when it does',
    citation: `${register}, IN-25`,
  },
  {
    id: 'IN-21',
    name: 'owners resolved',
    formula:
      'count(legal entities of case graphs with every owner resolved) / count(legal entities of case graphs)',
    unit: 'share',
    capability: 'beneficial ownership',
    sources: ['bo.verified', 'bo.discrepancy'],
    coverage: 'entities recorded up to the end of the period; the latest record of each counts',
    parts: [],
    limits: 'says how far the case got, and nothing of the register as a whole',
    citation: `${register}, IN-21 (b)`,
  },
  {
    id: 'IN-41',
    name: 'illicit trade, by mirror statistics',
    formula:
      'sum |import - freight - mirror export| / sum import, over monitored goods and pairs of countries',
    unit: 'share',
    capability: 'tracing',
    sources: ['trade.mirrored'],
    coverage:
      'lines that were recorded in the period, in euro at the rate recorded with each; the latest record of a line counts',
    parts: ['good', 'pair'],
    limits:
      'goods and pairs that a team looks at, not all trade; a gap can have lawful causes, as transit and re-export',
    citation: `${register}, IN-41`,
  },
  {
    id: 'IN-42',
    name: 'community-led',
    formula: 'as the panel of the community defines it, with its method, n and day',
    unit: 'share',
    capability: 'victims and communities',
    sources: ['community.measured'],
    coverage: 'what was measured last up to the end of the period, beside what was measured before',
    parts: ['measured'],
    limits: 'the words, the method and the count are those of the community that measured',
    citation: `${register}, IN-42`,
  },
] as const satisfies readonly Definition[]
