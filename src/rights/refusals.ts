import { type Refusal, type RefusalKind, refuse } from '#base'

interface Row {
  readonly kind: RefusalKind
  readonly ground: string
  readonly citation?: string
  readonly remedy: string
}

/** Every "no" about what persons hand in. */
export const rightsRefusals = {
  'filing-unknown': {
    kind: 'unknown',
    ground: 'nothing was handed in under that number, or not at your authority',
    remedy: 'open it from the list of what was handed in',
  },
  'filing-settled': {
    kind: 'conflict',
    ground: 'what was handed in has been taken up, given back or erased',
    remedy: 'open the matter that it became',
  },
  'filing-faulty': {
    kind: 'malformed',
    ground: 'a field of the form is missing or cannot be read',
    remedy: 'ask the person again and fill in the fields that are named',
  },
  'filing-full': {
    kind: 'too-many',
    ground: 'more waits to be taken up than this desk can look through',
    citation: 'Directive (EU) 2016/680 art. 12(2)',
    remedy: 'come or write to the desk; a request on paper counts from the day it arrives',
  },
  'identity-unchecked': {
    kind: 'unlawful',
    ground: 'nobody has looked at a paper that shows who asks',
    citation: 'Directive (EU) 2016/680 art. 12(5)',
    remedy: 'look at a paper, say which kind it was, and keep neither number nor copy',
  },
  'desk-missing': {
    kind: 'unlawful',
    ground: 'no authority of this node takes complaints of persons',
    citation: 'Directive (EU) 2016/680 art. 52(1)',
    remedy: 'send the person to the oversight body of another country, or to the court',
  },
  'mark-unknown': {
    kind: 'unknown',
    ground: 'nothing is to be looked at again under that number, or not by you',
    remedy: 'open the list of what is to be looked at again',
  },
  'mark-settled': {
    kind: 'conflict',
    ground: 'somebody has looked at it again already, and said what came of it',
    citation: 'Directive (EU) 2016/680 art. 7(3)',
    remedy: 'correct the thing itself where it is still wrong',
  },
  'wish-not-open': {
    kind: 'too-early',
    ground:
      'that cannot be asked for now: the authority can still answer, or it was asked for already',
    citation: 'Directive (EU) 2016/680 art. 17(1)',
    remedy: 'come back on the last day of the answer; silence then counts as a refusal',
  },
} as const satisfies Readonly<Record<string, Row>>
export type RightsRefusal = keyof typeof rightsRefusals

export function rightsRefusal(name: RightsRefusal, more: Partial<Refusal> = {}) {
  return refuse({ ...rightsRefusals[name], name, ...more })
}
