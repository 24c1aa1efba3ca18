import type { Element } from '../elements.ts'
import { day } from '../rows.ts'

const source = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'
// The protocol asks for these five from all its members, before the Directive binds its own.
const from = day('2024-01-01')
const citation = 'DL-04, Directive (EU) 2024/1640 art. 31(1)'

export const elements = [
  {
    id: 'fiu-request.facts',
    form: 'fiu-request',
    field: 'facts',
    label: 'relevant facts',
    text: 'What happened, as far as it is known.',
    citation,
    from,
    status: 'verified',
    source,
  },
  {
    id: 'fiu-request.background',
    form: 'fiu-request',
    field: 'background',
    label: 'background',
    text: 'The inquiry in which the question arises.',
    citation,
    from,
    status: 'verified',
    source,
  },
  {
    id: 'fiu-request.reasons',
    form: 'fiu-request',
    field: 'reasons',
    label: 'reasons for the request',
    text: 'Why this information is needed.',
    citation,
    from,
    status: 'verified',
    source,
  },
  {
    id: 'fiu-request.link',
    form: 'fiu-request',
    field: 'link',
    label: 'link with the requested country',
    text: 'What points to that country.',
    citation,
    from,
    status: 'verified',
    source,
  },
  {
    id: 'fiu-request.use',
    form: 'fiu-request',
    field: 'use',
    label: 'intended use',
    text: 'How the information will be used, and by whom.',
    citation,
    from,
    status: 'verified',
    source,
  },
] as const satisfies readonly Element[]
