import type { Refusal } from '#base'

/** Every "no" that somebody meets who changes whom this node believes. */
export const needsTwoOfficers: Refusal = {
  kind: 'too-early',
  name: 'card-needs-two-officers',
  ground: 'a new version of a card that is known counts when two officers have accepted it',
  citation: 'ISO/IEC 27001:2022, A.5.3',
  remedy: 'let one officer put it forward with `comity keys propose`, and another confirm it',
}

export const mayNotKeepCards: Refusal = {
  kind: 'forbidden',
  name: 'card-role',
  ground: 'this officer does not keep the directory of the node',
  remedy:
    'ask an analyst, a duty officer, a registrar or the head of desk of the authority of this node',
}

export const sameOfficer: Refusal = {
  kind: 'forbidden',
  name: 'card-confirmed-alone',
  ground: 'who put the card forward cannot be the one who confirms it',
  citation: 'ISO/IEC 27001:2022, A.5.3',
  remedy: 'ask another officer; one of the two is the head of desk',
}

export const noHead: Refusal = {
  kind: 'forbidden',
  name: 'card-without-head',
  ground: 'neither of the two officers is the head of desk',
  citation: 'ISO/IEC 27001:2022, A.5.3',
  remedy: 'let the head of desk confirm it',
}

export const waitingUnknown: Refusal = {
  kind: 'unknown',
  name: 'card-not-waiting',
  ground: 'no card waits under this number',
  remedy: 'list the cards that wait with `comity keys list`',
}

export const aheadOfTime: Refusal = {
  kind: 'too-early',
  name: 'card-ahead',
  ground: 'the card was issued in the future of this node’s clock',
  remedy: 'set the clocks of both nodes, or wait until it is issued',
}

export const printDiffers: Refusal = {
  kind: 'unauthenticated',
  name: 'card-print-differs',
  ground: 'the print that was compared by voice is not that of the new seal',
  remedy: 'call the authority again, and let it read out the print of its new seal',
}

export const ownCardElsewhere: Refusal = {
  kind: 'forbidden',
  name: 'card-is-ours',
  ground: 'the card is that of this node itself, or of an authority that it serves',
  remedy: 'change it where it is made, with `comity keys rotate` or `comity keys revoke`',
}
