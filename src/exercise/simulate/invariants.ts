/** What must hold at every moment of every simulation, and where it is promised. */
export const invariants = [
  {
    name: 'append-only',
    sentence:
      'a log only grows: what stood in it stands in it, at the same place, with the same words',
    source: 'RFC 6962, 2.1.2; ARCHITECTURE.md, every act is a signed event',
  },
  {
    name: 'once',
    sentence: 'a letter takes effect once at most, and no record is in a log twice',
    source: 'at-most-once effect: src/exchange/README.md',
  },
  {
    name: 'in-order',
    sentence:
      'of each channel the receiver has the first letters that were written, in their order, with none left out',
    source: 'sequence and hash chain of a channel: src/exchange/channel.ts',
  },
  {
    name: 'own-records',
    sentence:
      'a node holds no record of another node that is not in the log of that node, word for word',
    source: 'the officer signs the record; its node commits it before the letter leaves',
  },
  {
    name: 'kept-before-said',
    sentence:
      'nobody is told of what is not on disk: an officer hears done, and a partner gets a receipt, after the record',
    source: 'receipts are durable: src/store/contract.ts, commit',
  },
  {
    name: 'true-receipt',
    sentence:
      'a letter counts as admitted or refused at its sender exactly when the receiver put that on record about these bytes',
    source: 'no fabricated final state: src/exchange/README.md',
  },
  {
    name: 'both-words',
    sentence:
      'of two signed words of a partner that go against each other both stay on record, the record says so, and what counted first counts',
    source: 'evidence is a set that only grows: src/exchange/delivery.ts',
  },
  {
    name: 'told-once',
    sentence: 'that a limit ran out, or is about to, is told once at each node',
    source: 'src/procedure/due-events.ts',
  },
  {
    name: 'revoked',
    sentence:
      'a key that was taken back opens nothing at a partner that knows of it, whatever date a letter bears',
    source: 'revocation by log time: src/directory/key-life.ts',
  },
  {
    name: 'no-names',
    sentence: 'no observation, no error and no refusal carries words of a document',
    source: 'src/node/observe.ts: no names of persons, no content, no keys',
  },
  {
    name: 'heard',
    sentence: 'no fault of disk or wire is dropped: some part of the node hears of it',
    source: 'an unhandled rejection ends the process of a node',
  },
  {
    name: 'comes-back',
    sentence: 'once nothing fails any more every node can be opened again',
    source: 'src/store/contract.ts, StoreFault',
  },
  {
    name: 'arrives',
    sentence:
      'once nothing fails any more every letter reaches the other side and its receipt comes back',
    source: 'store and forward: src/node/outbox.ts',
  },
  {
    name: 'same-matter',
    sentence: 'once every letter has arrived both sides see the same matter',
    source: 'both sides fold the same events: ARCHITECTURE.md, there is no second truth',
  },
  {
    name: 'same-file',
    sentence: 'a file that counts as whole at its receiver is byte for byte what its sender sealed',
    source: 'attachments travel beside the letter: src/node/attachments.ts',
  },
  {
    name: 'same-suspension',
    sentence: 'once every letter has arrived a suspension stands at both nodes or at neither',
    source: 'new acts held up by two officers: src/node/suspension-acts.ts',
  },
  {
    name: 'stays-erased',
    sentence: 'what was erased is erased for ever, also when a backup brings it back',
    source: 'the erasure ledger: src/store/with-erasures.ts; SECURITY.md, erasure',
  },
  {
    name: 'told-erased',
    sentence: 'whoever gave what is erased is told of it, once for each erasure',
    source: 'the notice of an erasure: src/node/erasure-tell.ts',
  },
  {
    name: 'blind-quota',
    sentence: 'no partner asks blindly about more in a day than the quota of its epoch',
    source: 'quotas of blind questions: src/hit/quota.ts',
  },
  {
    name: 'blind-consent',
    sentence:
      'a blind question is evaluated within an epoch that its owner opened and did not close, and never after',
    source: 'consent is an epoch: src/hit/README.md',
  },
  {
    name: 'blind-same',
    sentence:
      'whoever asks blindly learns which subjects both know, all of them and no other; the wire shows none',
    source: 'src/hit/README.md; domain of the protocol: RFC 9497',
  },
  {
    name: 'true-stamp',
    sentence:
      'a timestamp that is kept holds for the head it is kept with; one that is late, false or absent stops nothing',
    source: 'RFC 3161, 2.2 and 2.4.2; src/node/timestamps.ts',
  },
  {
    name: 'corrected-once',
    sentence:
      'whoever holds a document that was made from an item has every correction of that item, once each',
    source: 'corrections follow the item: src/node/corrections.ts',
  },
  {
    name: 'sound',
    sentence: "the auditor's own examination of each node finds nothing",
    source: 'src/node/audit.ts',
  },
  {
    name: 'noticed',
    sentence:
      'what a hostile partner or somebody on the wire does is refused, and what is against an agreed history raises an alarm',
    source: 'SECURITY.md, replays, forgeries and forks',
  },
  {
    name: 'backup-noticed',
    sentence:
      "a node that was set back to yesterday's backup is noticed by a partner that knows more",
    source: 'SECURITY.md, restores an old state',
  },
] as const satisfies readonly {
  readonly name: string
  readonly sentence: string
  readonly source: string
}[]

export type InvariantName = (typeof invariants)[number]['name']

/** An invariant that does not hold. */
export interface Broken {
  readonly invariant: InvariantName
  readonly where: string
  readonly why: string
}

export function broken(invariant: InvariantName, where: string, why: string): Broken {
  return { invariant, where, why }
}
