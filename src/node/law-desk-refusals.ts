import type { Refusal } from '#base'

/** The answers of the treaty desk that are a no. */

export function ownDraft(author: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'approver-is-author',
    ground: `${author} drafted the pack and cannot also approve it`,
    citation: 'four eyes on the law of a node',
    remedy: 'ask a second person of the treaty desk',
  }
}

export const stranger: Refusal = {
  kind: 'unauthenticated',
  name: 'actor-unknown',
  ground: 'the officer has no key at this node, or no longer works here',
  remedy: 'sign in as an officer of an authority that this node serves',
}

export const draftUnknown: Refusal = {
  kind: 'unknown',
  name: 'draft-unknown',
  ground: 'there is no such draft, or it was approved or withdrawn',
  remedy: 'look at the list of drafts',
}

export const packUnknown: Refusal = {
  kind: 'unknown',
  name: 'pack-unknown',
  ground: 'there is no such pack at this node',
  remedy: 'look at the list of packs',
}
