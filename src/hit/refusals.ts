import { type Refusal, refuse } from '#base'

/** Every "no" of a blind question: what the owner answers to a question, and why the asker discards an answer. */
export const hitRefusals = {
  'hit-malformed': {
    kind: 'malformed',
    ground: 'the message does not have the form of a blind question or of its answer',
    remedy: 'compose it with a current version',
  },
  'hit-element-malformed': {
    kind: 'malformed',
    ground: 'an item is not the encoding of an element of the group',
    citation: 'RFC 9497, 2.1; RFC 9496, 4.3.1',
    remedy: 'blind the identifiers with a current version; nothing was evaluated',
  },
  'hit-proof-fails': {
    kind: 'unauthenticated',
    ground:
      'the proof does not show that every item was evaluated under the key that was committed to',
    citation: 'RFC 9497, 2.2.2',
    remedy:
      'use nothing of the answer; ask the owner which key it used, and keep the answer as evidence',
  },
  'hit-key-differs': {
    kind: 'conflict',
    ground: 'the answer names another key than the one the owner committed to for this epoch',
    citation: 'RFC 9497, 2.2',
    remedy: 'use nothing of the answer; a key of its own for one asker would mark what he asks',
  },
  'hit-index-differs': {
    kind: 'conflict',
    ground: 'the index is not the one to which the owner committed: its root or its size differs',
    citation: 'RFC 6962, 2.1',
    remedy: 'fetch the index again; where it differs twice, show both to the overseer',
  },
  'hit-index-shrank': {
    kind: 'conflict',
    ground: 'a token of the earlier index is missing in the later one of the same epoch',
    remedy: 'ask the owner why; what must go is taken out with a new epoch, in the open',
  },
  'hit-epoch-other': {
    kind: 'conflict',
    ground: 'the message belongs to another epoch than the one that runs between the two',
    remedy: 'fetch the present epoch and ask under it',
  },
  'hit-epoch-over': {
    kind: 'forbidden',
    ground: 'the epoch has ended, or has not begun',
    remedy: 'ask the owner to open the next one',
  },
  'hit-answer-differs': {
    kind: 'conflict',
    ground: 'the answer belongs to another question, or its items are not those it was signed for',
    remedy: 'use nothing of it; send the question again under its id',
  },
  'hit-no-consent': {
    kind: 'unlawful',
    ground: 'the owner has not agreed to be asked by this authority for this purpose',
    citation: 'Regulation (EU) 2024/1620 art. 40',
    remedy: 'ask for its consent first; name the consent in every question',
  },
  'hit-without-basis': {
    kind: 'unlawful',
    ground: 'no row of law lets this authority ask that one for information of this kind',
    citation: 'Directive (EU) 2016/680 art. 4, 8 and 9',
    remedy: 'look for a lawful route; a blind question needs one as any other does',
  },
  'hit-without-case': {
    kind: 'unlawful',
    ground:
      'a question without a case and without legal basis and purpose is a search, not a check',
    citation: 'Directive (EU) 2016/680 art. 4(1)(b), 8 and 25',
    remedy: 'name the case, the article and the purpose',
  },
  'hit-category-unknown': {
    kind: 'unlawful',
    ground: 'the question does not say what its case is about, in the words of the register of law',
    citation: 'Directive (EU) 2016/680 art. 4(1)(b) and 8',
    remedy: 'choose one of the offences that both registers have',
  },
  'hit-declined': {
    kind: 'forbidden',
    ground: 'an officer of the owner looked at the question and did not release it',
    citation: 'Regulation (EU) 2024/1620 art. 40',
    remedy: 'read the reason; ask by a formal request, or anew where the reason falls away',
  },
  'hit-not-released': {
    kind: 'too-early',
    ground: 'nobody of the owner released the question within its term',
    citation: 'Regulation (EU) 2024/1620 art. 40',
    remedy: 'call the duty desk of the owner, and ask anew',
  },
  'hit-withdrawn': {
    kind: 'conflict',
    ground: 'the authority that asked took the question back',
    remedy: 'ask anew; what was counted stays counted',
  },
  'hit-quota-spent': {
    kind: 'too-many',
    ground: 'the question has more items than this partner may still ask for this purpose today',
    remedy: 'ask for the rest tomorrow, or ask the owner for a higher quota with a reason',
  },
  'hit-opening-fails': {
    kind: 'unauthenticated',
    ground: 'an opened item is not the one that was committed to and sent',
    remedy: 'tell the overseer: the question was not what it was signed to be',
  },
  'hit-case-blocked': {
    kind: 'forbidden',
    ground:
      'an item opened under this case did not stand in its file, and nobody has explained it yet',
    citation: 'Directive (EU) 2016/680 art. 4(1)(b) and 25',
    remedy: 'let the overseer write to the owner; the owner lifts the block',
  },
  'hit-question-changed': {
    kind: 'conflict',
    ground: 'another question came under the same id',
    remedy: 'find out who sent the other one; never reuse an id',
  },
  'hit-standing-over': {
    kind: 'forbidden',
    ground: 'the standing question has no authority any more: its term is over or it was ended',
    remedy: 'have it authorised again, with a reason and a term',
  },
} as const satisfies Record<string, Omit<Refusal, 'name' | 'where'>>

export type HitRefusalName = keyof typeof hitRefusals

/** The named refusal; `ground` replaces the row's sentence where the situation says it better. */
export function hitRefusal(
  name: HitRefusalName,
  more: { readonly ground?: string; readonly citation?: string; readonly remedy?: string } = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return refuse({ ...hitRefusals[name], name, ...more })
}
