import { type Refusal, refuse } from '#base'

/** What an officer, or a partner, is told at the desk of blind questions. */
const hitDeskRefusals = {
  'hit-role': {
    kind: 'forbidden',
    ground: 'this role does not do that at the desk of blind questions',
    citation: 'Directive (EU) 2016/680 art. 29(2)',
    remedy: 'ask a colleague whose role it is',
  },
  'hit-served': {
    kind: 'forbidden',
    ground: 'blind questions are put between nodes, in the name of the authority that runs each',
    citation: 'Regulation (EU) 2024/1620 art. 40',
    remedy: 'give the case to the authority that runs this node; it asks under its own law',
  },
  'hit-four-eyes': {
    kind: 'forbidden',
    ground: 'who asked does not also grant or oversee it',
    citation: 'Directive (EU) 2016/680 art. 25 and 29',
    remedy: 'let another officer do it',
  },
  'hit-unknown': {
    kind: 'unknown',
    ground: 'there is no such question, epoch or authority at this desk',
    remedy: 'look through the lists of the desk',
  },
  'hit-partner-unknown': {
    kind: 'unknown',
    ground: 'the partner has no card here',
    remedy: 'enrol its card first',
  },
  'hit-nothing-to-ask': {
    kind: 'malformed',
    ground: 'no identifier is given',
    remedy: 'write one on each line, for example account:XN:A33',
  },
  'hit-no-answer': {
    kind: 'conflict',
    ground: 'the partner’s node does not answer, or its answer cannot be read',
    remedy: 'ask again later; nothing was counted that was not answered',
  },
  'hit-not-signed': {
    kind: 'unauthenticated',
    ground: 'the message is not signed with the keys that the directory lists for its sender',
    citation: 'RFC 8032; FIPS 204',
    remedy: 'look whether the partner’s card is the newest',
  },
  'hit-stale': {
    kind: 'conflict',
    ground: 'the message was made too long ago, or in the future of this clock',
    remedy: 'set the clocks of both nodes and send a new one',
  },
  'hit-answered': {
    kind: 'conflict',
    ground: 'the question does not wait for anybody: it was answered, declined or taken back',
    remedy: 'look at the question; what was answered stays on record on both sides',
  },
  'hit-reason-missing': {
    kind: 'malformed',
    ground: 'whoever declines a question says why, in 10 to 500 signs of plain text',
    citation: 'Regulation (EU) 2024/1620 art. 40',
    remedy: 'write a reason that the asker can act on, without personal data',
  },
  'hit-building': {
    kind: 'conflict',
    ground: 'an index for this partner and purpose is being made already',
    remedy: 'wait until it is made, or stop it',
  },
  'hit-building-stopped': {
    kind: 'conflict',
    ground: 'the making of the index was stopped; nothing was committed to',
    remedy: 'begin again when it suits',
  },
  'hit-term': {
    kind: 'malformed',
    ground: 'the term is over already, or longer than the law of this desk allows',
    remedy: 'choose a day between tomorrow and 90 days from now',
  },
} as const satisfies Record<string, Omit<Refusal, 'name' | 'where'>>

export function hitDeskRefusal(
  name: keyof typeof hitDeskRefusals,
  ground?: string,
  remedy?: string,
): { readonly ok: false; readonly refusal: Refusal } {
  const row = hitDeskRefusals[name]
  return refuse({ ...row, name, ground: ground ?? row.ground, remedy: remedy ?? row.remedy })
}
