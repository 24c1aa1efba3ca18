import type { Refusal } from '#base'
import { floor } from './floor.ts'
import type { Verdict } from './question.ts'

const remedies: Readonly<Record<string, string>> = {
  'not-active': 'ask the head of desk whether the term of office was renewed',
  'closed-circle': 'open it from the inbox',
  'not-put-yet': 'wait until the authority that writes it puts it to you',
  'purpose-missing': 'choose a purpose and say why',
  'purpose-not-open': 'choose the purpose for which you need it',
  'reason-missing': 'say in a few words why you need it',
  'other-use': 'ask the authority that gave it for its consent',
  'recipients-only': 'ask somebody who works on the matter',
  'self-approval': 'ask another officer who may do it',
  'same-key': 'let another person do it, with a key of their own',
  'passkey-not-used': 'confirm with your passkey',
  'not-approved': 'have it approved by a second person first',
  'no-basis': 'find a lawful route first',
  'outside-recipients': 'invite the authority into the matter first',
  'glass-only-reads': 'ask an officer of the authority whose matter it is',
  recused:
    'hand it to another officer; where it is a namesake, two others lift it on the page of oversight',
  'declaration-missing': 'make the declaration on the page of oversight; it takes a minute',
  'ethics-credential-expired': 'sit the refresher of the course on ethics and management',
  'auditor-traces-nothing':
    'ask an officer who traces; `comity trace` follows a ledger anew beside the node',
}

/** Names of the refusals of the floor, one for each row. */
export const accessRefusals: Readonly<Record<string, { readonly remedy: string }>> =
  Object.fromEntries(floor.map(({ id }) => [id, { remedy: remedies[id] as string }]))

/**
 * Why the policies deny, by the first row of the floor that does, in its order. Where only a row of the authority's own
 * forbids, or nothing permits, that is said.
 */
export function accessRefusal(verdict: Verdict): Refusal {
  const row = floor.find(({ id }) => verdict.by.includes(id))
  if (row !== undefined)
    return {
      kind: 'forbidden',
      name: row.id,
      ground: row.sentence,
      citation: row.citation,
      remedy: remedies[row.id] as string,
    }
  return {
    kind: 'forbidden',
    name: 'not-permitted',
    ground: `${verdict.by.length === 0 ? 'no policy of this node permits it' : `policy ${verdict.by[0]} of this node forbids it`}`,
    citation: `access policies ${verdict.policy.slice(0, 19)}`,
    remedy: 'see docs/access.md for who may do what',
  }
}
