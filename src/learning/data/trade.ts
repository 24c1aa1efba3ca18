import type { Question } from '../question.ts'

/** TR-02: red flags of trade prices, for bankers and traders. The first option is right; the module mixes them. */
export const tradeQuestions: readonly Question[] = [
  {
    id: 'T01',
    asks: 'An imaging unit is invoiced at four times the list price of its maker. Which document do you ask for first?',
    options: ['the maker’s own invoice to the seller', 'a photograph of the unit', 'the brochure'],
    because: 'The price at the source shows the margin; a photograph does not.',
  },
  {
    id: 'T02',
    asks: 'Goods go from A to B. The invoice is paid by a company in C that is no party to the contract. What is it?',
    options: [
      'a payment by a third party: ask who it is and why it pays',
      'normal: companies of one group pay for each other',
      'a matter for the freight forwarder alone',
    ],
    because:
      'FATF/Egmont trade-based money laundering indicators: payment by an unrelated third party.',
  },
  {
    id: 'T03',
    asks: 'The weight on the bill of lading is half of what such goods weigh. What does it point to?',
    options: [
      'goods that are not there, or are others',
      'a typing mistake that customs will find',
      'better packaging',
    ],
    because: 'Phantom shipment: value moves without goods.',
  },
  {
    id: 'T04',
    asks: 'A young company without staff wins a public contract and pays nine tenths on to a free zone the next day.',
    options: [
      'a shell that passes money on: report it',
      'an efficient company',
      'a question for the tax year',
    ],
    because: 'No staff, no stock, and pay-out at once: the company adds nothing but a name.',
  },
  {
    id: 'T05',
    asks: 'Export value in one country: 2 million. Import value of the same goods in the other: 8 million. What can explain it lawfully?',
    options: [
      'freight and insurance, for a small part of it',
      'the exchange rate of the day',
      'nothing needs to be explained',
    ],
    because: 'The mirror gap after freight and insurance is what has to be explained.',
  },
  {
    id: 'T06',
    asks: 'Your customer asks you to split one invoice into six below the reporting line.',
    options: [
      'decline and report: splitting is itself a red flag',
      'do it, as each is below the line',
      'round each of them',
    ],
    because: 'Structuring.',
  },
  {
    id: 'T07',
    asks: 'A metals dealer sells gold to a company whose trade is hospital equipment. Which question matters most?',
    options: [
      'why a trader of equipment is paid, or pays, in gold',
      'how pure the gold is',
      'whether the vault has insurance',
    ],
    because: 'TY-01: a pay-out in gold by a third party ends the trail of the invoice.',
  },
  {
    id: 'T08',
    asks: 'Which of these tells you who really owns a trading partner?',
    options: [
      'a register entry of beneficial owners that somebody has verified',
      'the name on the letterhead',
      'the person who signs the e-mails',
    ],
    because: 'FATF R.24: verified, adequate and up-to-date.',
  },
  {
    id: 'T09',
    asks: 'You suspect something and have reported it. The customer asks why the payment takes so long.',
    options: [
      'give the usual words about checks and nothing of the report',
      'tell the customer, in confidence',
      'cancel the contract at once and say why',
    ],
    because: 'FATF R.21: no tipping off.',
  },
  {
    id: 'T10',
    asks: 'An honest small firm has three red flags of ten on your list. What follows?',
    options: [
      'ask and write down the answers; flags are questions, not guilt',
      'close the account',
      'report it for being small',
    ],
    because: 'Flags without a look at the person close accounts of the honest.',
  },
  {
    id: 'T11',
    asks: 'The buyer wants the certificate of origin changed after shipping. What is the safe answer?',
    options: [
      'no: a certificate says where the goods are from',
      'yes, if the freight is paid',
      'yes, once',
    ],
    because: 'A changed origin hides a sanctioned one.',
  },
  {
    id: 'T12',
    asks: 'A virtual-asset wallet that pays you received its coins from a mixer an hour before.',
    options: [
      'hold, and ask where the coins came from before the mixer',
      'accept: the coins are clean after mixing',
      'send them back to the mixer',
    ],
    because: 'A mixer cuts the trail; the explanation has to come from the payer.',
  },
]
