/** What the editors of the LANTERN world wrote of their cases. All of it is invented. */
export interface TypologyText {
  readonly reference: string
  readonly pattern: string
  /** After the editor took out whatever points at a case. */
  readonly text: string
  readonly redFlags: readonly string[]
  readonly detector: string
  /** The one trait of its cases that the text tells. */
  readonly paidOut: string
}

export const typologyTexts: readonly TypologyText[] = [
  {
    reference: 'TY-01',
    pattern: 'equipment invoiced too high, with a pay-out in gold by a third party',
    text: 'A public buyer pays several times the list price for equipment. The seller stands in a free zone, has no staff and no stock, and passes most of the money on within days. A trader in metals, who is party to no contract, pays somebody close to the buyer in gold.',
    redFlags: [
      'unit price several times the list price of the maker',
      'seller founded a few weeks before the tender',
      'seller without staff, stock or an address of its own',
      'nine tenths of a payment passed on within three days',
      'gold or other valuables handed over by somebody who is party to no contract',
      'weight or number on the transport papers too small for what was invoiced',
      'export value of the country of origin far below the import value',
      'owner of the seller hidden behind a nominee or a trust',
    ],
    detector:
      'mirror gap above 50 per cent after freight, and pay-through above 85 per cent within 72 hours',
    paidOut: 'gold',
  },
  {
    reference: 'TY-02',
    pattern: 'client account of a law firm as a vehicle of completion',
    text: 'Money of several origins comes together on the client account of a law firm and leaves in one sum for real property on the day of completion. The firm is named in no contract but the last.',
    redFlags: [
      'sums of several payers with no client in common',
      'completion on the day after the last credit',
      'buyer and payer differ',
      'no letter of engagement for the deal',
    ],
    detector:
      'credits of three or more payers and one debit above 80 per cent of them within 5 days',
    paidOut: 'real property',
  },
]

/** The text of a typology. @throws Error for one that nobody wrote */
export function typologyText(reference: string): TypologyText {
  const found = typologyTexts.find((t) => t.reference === reference)
  if (found === undefined) throw new Error(`nobody wrote ${reference}`)
  return found
}
