/**
 * What two numbers of different tables have to do with each other by their definitions. Ids are those of cells:
 * `IN-05` is a count, a value or the numerator of a share, `IN-05/of` its denominator, and `*` stands for every key of a
 * line. A reader of the definitions knows these, so the proof of the small-count rule counts with them.
 */
export type Relation = { readonly why: string } & (
  | { readonly same: readonly [many: string, one: string] }
  | { readonly total: string; readonly parts: readonly string[] }
  | { readonly least: string; readonly most: string }
)

const ratio = (key: string) => `IN-18/stage/${key}`
const [gross, net, distributable] = [
  'IN-16/stage/gross',
  'IN-16/stage/net of management',
  'IN-16/stage/distributable',
] as const
const [victims, state] = ['IN-17/stage/to victims', 'IN-17/stage/for public purposes'] as const

/** Stages of the funnel behind each ratio of IN-18. */
const ratios: readonly (readonly [ratio: string, part: string, whole: string])[] = [
  ['IN-18', distributable, 'IN-13'],
  [ratio('frozen / identified'), 'IN-14', 'IN-13'],
  [ratio('confiscated / frozen'), 'IN-15', 'IN-14'],
  [ratio('realised / confiscated'), gross, 'IN-15'],
  [ratio('net / gross'), net, gross],
  [ratio('distributable / net'), distributable, net],
  [ratio('confiscated / identified'), 'IN-15', 'IN-13'],
  [ratio('realised / identified'), gross, 'IN-13'],
  [ratio('net / identified'), net, 'IN-13'],
  [ratio('returned / identified'), 'IN-17', 'IN-13'],
  [ratio('to victims / identified'), victims, 'IN-13'],
  [ratio('to victims / distributable'), victims, distributable],
  [ratio('for public purposes / identified'), state, 'IN-13'],
  [ratio('for public purposes / distributable'), state, distributable],
]

export const relations: readonly Relation[] = [
  { same: ['IN-05/ground/*/of', 'IN-05/of'], why: 'refused on one ground, of all answered' },
  { same: ['IN-05/amended/*/of', 'IN-05'], why: 'amended, of all refused' },
  { same: ['IN-07/ground/*/of', 'IN-07/of'], why: 'refused on one ground, of all decided' },
  { same: ['IN-07/step/consulted before/of', 'IN-07'], why: 'consulted, of all refused' },
  { same: ['IN-09/step/decided by the limit/of', 'IN-07/of'], why: 'in time, of all decided' },
  { least: 'IN-05/of', most: 'IN-01', why: 'answered, of all requests' },
  { same: ['IN-22/variant/called useful/of', 'IN-22/of'], why: 'useful, of all items' },
  { least: 'IN-22/variant/called useful', most: 'IN-22', why: 'useful is a feedback' },
  { same: ['IN-25/outcome/*/of', 'IN-25/of'], why: 'one outcome, of all prosecutions' },
  { total: 'IN-25/of', parts: ['IN-25/outcome/*'], why: 'each is open or has one outcome' },
  {
    total: 'IN-25/variant/convictions / judgments',
    parts: ['IN-25/outcome/convicted', 'IN-25/outcome/convicted-in-part'],
    why: 'two outcomes together',
  },
  { same: ['IN-27/variant/*/of', 'IN-27/of'], why: 'of all hits' },
  { total: 'IN-27', parts: ['IN-27/variant/*'], why: 'merged, or a lead agreed' },
  { same: ['IN-32/variant/postponed by a judge/of', 'IN-32/of'], why: 'postponed, of all notices' },
  { same: ['IN-34/outcome/*/of', 'IN-34/of'], why: 'one outcome, of all that were due' },
  { total: 'IN-34/of', parts: ['IN-34/outcome/*'], why: 'each has one outcome' },
  { least: 'IN-35/variant/flags confirmed', most: 'IN-35', why: 'a flag is a complaint' },
  { least: 'IN-35/variant/flags confirmed/of', most: 'IN-35/of', why: 'a flag is a complaint' },
  {
    same: ['IN-36/code/*/of', 'IN-36/variant/substantial or complete/of'],
    why: 'one code, of all that were coded',
  },
  {
    total: 'IN-36/variant/substantial or complete/of',
    parts: ['IN-36/code/*'],
    why: 'each has one code',
  },
  {
    total: 'IN-36/variant/substantial or complete',
    parts: ['IN-36/code/substantial', 'IN-36/code/complete'],
    why: 'two codes together',
  },
  { same: [gross, 'IN-16'], why: 'realised, before anything is taken off' },
  { total: gross, parts: [net, 'IN-23'], why: 'what management cost' },
  { same: ['IN-23/of', gross], why: 'cost, of what was realised' },
  { total: 'IN-17', parts: [victims, state], why: 'who was paid' },
  {
    same: ['IN-38/of', 'IN-17/stage/returned across borders'],
    why: 'end use, of what was returned',
  },
  { same: ['IN-11/variant/value within 60 s/of', 'IN-12/of'], why: 'frozen and leaked' },
  { same: ['IN-19/variant/value/of', 'IN-14'], why: 'lifted, of what was frozen' },
  { same: ['IN-24/variant/paid / allowed/of', 'IN-24'], why: 'paid, of what was allowed' },
  ...ratios.flatMap(([of, part, whole]): readonly Relation[] => [
    { same: [of, part], why: 'ratio of the funnel' },
    { same: [`${of}/of`, whole], why: 'ratio of the funnel' },
  ]),
]

/** The cells that an id of a row stands for. */
export function matching(pattern: string, ids: readonly string[]): readonly string[] {
  const [before, after] = pattern.split('*')
  if (before === undefined || after === undefined) return ids.filter((id) => id === pattern)
  const isOf = (id: string) => id.endsWith('/of')
  return ids.filter(
    (id) => id.startsWith(before) && id.endsWith(after) && isOf(id) === isOf(pattern),
  )
}

/** Figures of which a row says something together with this one. */
export function relatedTo(figure: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const relation of relations) {
    const ids = new Set(idsOf(relation).map((id) => id.slice(0, 5)))
    if (ids.has(figure)) for (const id of ids) if (id !== figure) found.add(id)
  }
  return found
}

function idsOf(relation: Relation): readonly string[] {
  if ('same' in relation) return relation.same
  if ('total' in relation) return [relation.total, ...relation.parts]
  return [relation.least, relation.most]
}
