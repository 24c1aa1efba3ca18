import { type Refusal, refuse } from '#base'

/**
 * Every "no" an envelope can meet, as rows: the sender reads the name in a signed receipt. `final` says whether
 * sending the same bytes again can ever help.
 */
interface ExchangeRefusalRow extends Omit<Refusal, 'name' | 'where'> {
  readonly final: boolean
}

export const exchangeRefusals = {
  'letter-too-large': {
    kind: 'too-large',
    ground: 'the envelope is larger than this node accepts',
    citation: 'RFC 9110, 15.5.14',
    remedy: 'send large content as an attachment by reference',
    final: true,
  },
  'letter-malformed': {
    kind: 'malformed',
    ground: 'the envelope does not have the form of a letter',
    remedy: 'compose the letter with a current version and send it under a new id',
    final: true,
  },
  'wrong-recipient': {
    kind: 'forbidden',
    ground: 'the letter is addressed to another node',
    remedy: 'look up the address in the directory and send it to the node it names',
    final: true,
  },
  'not-named': {
    kind: 'forbidden',
    ground:
      'the signed statement does not name this node and this key as recipient, so somebody has re-sealed it',
    remedy: 'ask the author to send the letter to this node',
    final: true,
  },
  'unknown-sender': {
    kind: 'unauthenticated',
    ground: 'the sending node has no card in the directory',
    remedy: 'enrol the authority in the directory before it sends',
    final: false,
  },
  'wrong-key': {
    kind: 'unauthenticated',
    ground: 'the letter cannot be opened with the key it names, or it names a key that is not ours',
    remedy: 'fetch the current card of this node and seal to the key it lists',
    final: true,
  },
  'header-differs': {
    kind: 'malformed',
    ground: 'the routing header and the signed statement disagree',
    remedy: 'compose the letter again; the header repeats what the statement says',
    final: true,
  },
  'signature-missing': {
    kind: 'unauthenticated',
    ground: 'a required signature is missing',
    remedy: 'sign with every key that the signature policy names',
    final: true,
  },
  'signature-invalid': {
    kind: 'unauthenticated',
    ground: 'a signature does not verify over the bytes received',
    citation: 'RFC 8032; FIPS 204',
    remedy: 'sign the statement with the key that the card lists and send it under a new id',
    final: true,
  },
  'key-not-valid': {
    kind: 'unauthenticated',
    ground:
      'a signature was made with a key that the directory does not list for that use at that time',
    remedy: 'publish the new card first, then sign with the key it lists',
    final: true,
  },
  'key-not-listed': {
    kind: 'unauthenticated',
    ground:
      'a signature names a key that the card which is known here does not list; the sender may have a newer card',
    citation: 'rules of the council of the directory',
    remedy:
      'send the new card and let two officers of the receiver accept it; the same letter then counts',
    final: false,
  },
  'suite-downgraded': {
    kind: 'forbidden',
    ground:
      'the letter is sealed with the elliptic curve alone, and the cards of the two nodes do not both agree to that',
    citation:
      'EU, Coordinated Implementation Roadmap for the Transition to Post-Quantum Cryptography',
    remedy:
      'seal to the hybrid key of the card, or let both authorities put a dated entry for the classical suite on their cards',
    final: true,
  },
  'payload-differs': {
    kind: 'malformed',
    ground: 'the payload is not the one that the statement commits to',
    remedy: 'send the payload that was signed, or sign the one that is sent',
    final: true,
  },
  expired: {
    kind: 'forbidden',
    ground: 'the letter expired before it arrived',
    remedy: 'send the act again under a new id with a new term',
    final: true,
  },
  'not-yet': {
    kind: 'too-early',
    ground: 'the letter was created in the future of this node’s clock',
    remedy: 'set the clocks of both nodes and send it again',
    final: false,
  },
  'sequence-gap': {
    kind: 'too-early',
    ground: 'a letter before this one has not arrived',
    remedy: 'send the missing letter first, then this one again',
    final: false,
  },
  'chain-broken': {
    kind: 'conflict',
    ground: 'the letter does not follow the one received before it on this channel',
    remedy: 'compare the logs of both nodes; one of them has another history',
    final: true,
  },
  'id-reused': {
    kind: 'conflict',
    ground: 'another letter was received under the same id',
    remedy: 'find out who sent the other letter; never reuse an id',
    final: true,
  },
  'record-invalid': {
    kind: 'unauthenticated',
    ground: 'a record inside the letter is not signed by the officer it names',
    remedy: 'send the record as it stands in the sender’s log',
    final: true,
  },
  'hand-not-entitled': {
    kind: 'forbidden',
    ground: 'whoever signed the record may not take this step',
    remedy: 'let an officer take it, in the role that the card of the authority names',
    final: true,
  },
  'kind-differs': {
    kind: 'malformed',
    ground: 'the statement says one kind of letter and its payload is of another',
    remedy: 'send acts as records with their officer’s signature, and notices as notices',
    final: true,
  },
  'code-unknown': {
    kind: 'malformed',
    ground: 'a status code of the notice is not in the list',
    citation: 'OECD, Generic Status Message XML Schema: User Guide for Tax Administrations',
    remedy: 'use a code of the list that `docs` names, or describe the fault in words',
    final: true,
  },
  'letter-unknown': {
    kind: 'conflict',
    ground: 'the notice speaks of a letter that this node never sent to the node that speaks',
    remedy: 'compare the logs of both nodes; the notice is on record as evidence',
    final: true,
  },
  'number-unknown': {
    kind: 'conflict',
    ground: 'the query asks for letters that this node has never written',
    remedy: 'compare the logs of both nodes; one of them is not what it was',
    final: true,
  },
  busy: {
    kind: 'too-many',
    ground: 'this node has as many letters of yours in hand as it takes at once',
    citation: 'RFC 9110, 15.6.4',
    remedy: 'send the same letter again after the time that the receipt names',
    final: false,
  },
  'peer-suspended': {
    kind: 'forbidden',
    ground: 'new acts of this kind between the two nodes are suspended',
    remedy:
      'wait for the end of the suspension, use another instrument, or ask a head of desk to end it',
    final: true,
  },
  'custody-unreadable': {
    kind: 'malformed',
    ground: 'a line of the custody cannot be read',
    remedy:
      'write each as WHEN | FROM | TO | WHAT, such as 2025-02-01T10:00Z | clerk | court | box 4',
    final: true,
  },
  'condition-unreadable': {
    kind: 'malformed',
    ground: 'the conditions of a part of the document cannot be read',
    remedy:
      'write each as FIELD: condition; condition, such as answer: TLP:RED; evidence no; until 2026-01-31',
    final: true,
  },
  'attachment-not-announced': {
    kind: 'malformed',
    ground:
      'the files of a letter are not those that its records commit to and its statement announces',
    remedy: 'compose the letter again with the files as they are, each under an id of its own',
    final: true,
  },
  'request-unsigned': {
    kind: 'unauthenticated',
    ground: 'the request for a file is not signed by a node of the directory, or not for now',
    citation: 'RFC 9421',
    remedy: 'sign method, path, range and node with the seal that the card lists, and ask again',
    final: false,
  },
} as const satisfies Record<string, ExchangeRefusalRow>

export type ExchangeRefusalName = keyof typeof exchangeRefusals

/** The named refusal; `ground` replaces the row's sentence where the situation says it better. */
export function exchangeRefusal(
  name: ExchangeRefusalName,
  ground?: string,
): { readonly ok: false; readonly refusal: Refusal } {
  const { final: _, ...row } = exchangeRefusals[name] as ExchangeRefusalRow
  return refuse({ ...row, name, ground: ground ?? row.ground })
}

/** True when the same bytes will never be accepted, so that the sender stops. Unknown names are final. */
export function isFinal(name: string): boolean {
  return (exchangeRefusals as Record<string, ExchangeRefusalRow>)[name]?.final ?? true
}
