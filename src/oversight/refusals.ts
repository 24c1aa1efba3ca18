import { type Outcome, type Refusal, refuse } from '#base'

const led47 = 'Directive (EU) 2016/680, art. 47'

/** Every "no" of oversight. */
export const oversightRefusals = {
  'not-overseer': {
    kind: 'forbidden',
    ground:
      'this is for auditors, inspectors, oversight bodies, and the head of the desk concerned',
    citation: led47,
    remedy: 'ask an auditor of this node, or file a complaint with the oversight body',
  },
  'account-suspended': {
    kind: 'forbidden',
    ground: 'this account is suspended: two persons have signed it, and it ends by itself',
    citation: 'Directive (EU) 2016/680, art. 29(1); procedure P11',
    remedy: 'state your view to the overseer who signed; the notice names the office and the day',
  },
  'hold-own': {
    kind: 'forbidden',
    ground: 'nobody decides on the own account',
    citation: 'design of the procedures: four eyes',
    remedy: 'state your view; others decide',
  },
  'hold-second-person': {
    kind: 'forbidden',
    ground: 'whoever has signed is one person, and it takes two',
    citation: 'design of the procedures: four eyes',
    remedy: 'ask another overseer, or the head of the desk',
  },
  'hold-needs-overseer': {
    kind: 'forbidden',
    ground: 'one of the persons who decide on an account has to be an overseer',
    citation: led47,
    remedy: 'ask an auditor, an inspector or the oversight body',
  },
  'hold-decided': {
    kind: 'conflict',
    ground: 'it was decided before, or its time is over',
    remedy: 'open the page of accounts again',
  },
  'hold-unknown': {
    kind: 'unknown',
    ground: 'there is no such suspension, or no such officer at this node',
    remedy: 'open it from the page of accounts',
  },
  'reason-too-short': {
    kind: 'malformed',
    ground: 'what restrains a person, or clears one, needs a reason of at least ten letters',
    citation:
      'right to a reasoned decision; Charter of Fundamental Rights of the Union, art. 41(2)(c)',
    remedy: 'say in a sentence why',
  },
  'alarm-unknown': {
    kind: 'unknown',
    ground: 'there is no such alarm that you could look at',
    remedy: 'open it from the list of alarms',
  },
  'hold-ordered': {
    kind: 'conflict',
    ground: 'an oversight body has ordered it, and it ends where it was ordered',
    citation: 'Directive (EU) 2016/680, art. 47(2)(c)',
    remedy: 'state the view of the authority in the matter of the complaint, or appeal there',
  },
  'alarm-settled': {
    kind: 'conflict',
    ground: 'the alarm was settled before',
    remedy: 'open the list of alarms again',
  },
  'alarm-own': {
    kind: 'forbidden',
    ground: 'nobody settles an alarm about the own looks',
    citation: 'design of the procedures: four eyes',
    remedy: 'explain it to another overseer',
  },
  'lot-malformed': {
    kind: 'malformed',
    ground: 'the lot cannot be drawn as it was announced',
    remedy: 'announce it with pots that hold releases, each once, and a number to draw',
  },
  'lot-secret-other': {
    kind: 'forbidden',
    ground: 'the secret is not the one whose digest was announced',
    citation: 'RFC 3797: nothing may be chosen after the announcement',
    remedy: 'reveal the secret that was announced, or announce a new lot',
  },
  'lot-heads-other': {
    kind: 'conflict',
    ground: 'the heads are not those of the logs and sizes that were announced',
    citation: 'RFC 3797: nothing may be chosen after the announcement',
    remedy: 'take the head of each log at exactly its announced size',
  },
  'lot-too-early': {
    kind: 'too-early',
    ground: 'a log has not reached the size that was announced for the draw',
    remedy: 'wait for the next entries; the log grows with every act',
  },
  'lot-head-other': {
    kind: 'unlawful',
    ground: 'a log does not lead to the head that its partner gives for the draw',
    citation: 'RFC 6962, 2.1.2',
    remedy: 'export the two heads as evidence and tell the council: the log has told two histories',
  },
  'audit-unknown': {
    kind: 'unknown',
    ground: 'there is no such audit, or no such item in its sample',
    remedy: 'open it from the page of samples',
  },
  'audit-not-now': {
    kind: 'conflict',
    ground: 'the audit is not at the stage for this',
    remedy: 'open the audit and see which step is next',
  },
  'audit-reply-open': {
    kind: 'too-early',
    ground: 'an authority about which something was found can still reply',
    citation: 'right to be heard: Directive (EU) 2016/680, art. 47(4)',
    remedy: 'wait for the reply, or for the end of the days',
  },
  'declaration-malformed': {
    kind: 'malformed',
    ground: 'a line of the declaration names nobody that could be recognised',
    remedy: 'write a name of at least two words, or an identifier such as company:XV:10023',
  },
  'line-unknown': {
    kind: 'unknown',
    ground: 'there is no such red line, or nothing of the matter touches it',
    remedy: 'open it from the page of red lines',
  },
  'line-unreviewed': {
    kind: 'unlawful',
    ground: 'the request touches a red line, and two persons have not said why it may go on',
    citation: 'G-10; UNCAC art. 46(21)(b); procedure P11',
    remedy:
      'two persons review it on the page of red lines, or the request is refused on that ground',
  },
  'line-second-person': {
    kind: 'forbidden',
    ground: 'whoever has signed for a red line is one person, and it takes two',
    citation: 'design of the procedures: four eyes',
    remedy: 'ask an overseer or a head of desk who has not signed',
  },
  'disparity-malformed': {
    kind: 'malformed',
    ground: 'the table for the test cannot be read',
    remedy: 'give lines of group,flagged,total with whole numbers, flagged at most total',
  },
  'attribute-unlawful': {
    kind: 'unlawful',
    ground: 'a test by this attribute would need data that may not be kept for it',
    citation: 'Directive (EU) 2016/680, art. 10 and 11(3)',
    remedy: 'test by an attribute of the list: country, kind of person, sector, channel, authority',
  },
} as const satisfies Readonly<Record<string, Omit<Refusal, 'name' | 'where'>>>

export type OversightRefusalName = keyof typeof oversightRefusals

/** @param why what exactly, where that is not the same each time */
export function oversightNo(name: OversightRefusalName, why?: string): Refusal {
  const refusal = oversightRefusals[name]
  return { ...refusal, name, ...(why === undefined ? {} : { ground: `${refusal.ground}: ${why}` }) }
}

export function oversightRefusal(name: OversightRefusalName, why?: string): Outcome<never> {
  return refuse(oversightNo(name, why))
}
