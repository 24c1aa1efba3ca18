import type { Question } from '../question.ts'

/** TR-03: what is asked of whoever approves, decides or oversees. The first option is right; the module mixes them. */
export const ethicsQuestions: readonly Question[] = [
  {
    id: 'E01',
    asks: 'A neighbour of yours is named in a matter that lies in your inbox. What do you do?',
    options: [
      'declare the interest, hand the matter over, and open nothing',
      'read it first, to see whether it matters',
      'go on, and tell nobody so that no rumour begins',
    ],
    because: 'UNCAC art. 7(4): the interest is declared before the file is opened.',
  },
  {
    id: 'E02',
    asks: 'A colleague asks for your key card because her own is at home. An order is due in ten minutes.',
    options: [
      'refuse, and call the officer on duty who can sign',
      'lend it once, and write a note',
      'sign in her name from your own desk',
    ],
    because: 'Two accounts behind one key are one person, and no four eyes.',
  },
  {
    id: 'E03',
    asks: 'A request names a journalist as a suspect of fraud. It says nothing of what the fraud is.',
    options: [
      'mark the red line; nobody searches before two persons have signed why it may be crossed',
      'search, and send the answer for intelligence only',
      'send it back without a word',
    ],
    because: 'G-10: the red line stops the search, and the other side is asked.',
  },
  {
    id: 'E04',
    asks: 'You may freeze an account with 900,000. The claim is 120,000. What is proportionate?',
    options: [
      'freeze 120,000 and what may come on top of it by law',
      'freeze all of it; the rest can be released later',
      'freeze nothing until the claim is final',
    ],
    because: 'Regulation (EU) 2018/1805 art. 1(3); a freeze is no wider than its ground.',
  },
  {
    id: 'E05',
    asks: 'A frozen account pays the wages of a crew. Their union calls.',
    options: [
      'take the call down as an application for review, and bring it to the court today',
      'tell them to come back when the case is over',
      'release the wages yourself, without a record',
    ],
    because: 'Third parties may ask for a review; who may decide is the court.',
  },
  {
    id: 'E06',
    asks: 'You find that a reply of last month named the wrong person. The partner has not noticed.',
    options: [
      'correct it today; the correction goes to everybody who had it',
      'correct your own file and wait',
      'leave it: the partner checks by itself',
    ],
    because:
      'Directive (EU) 2016/680 art. 7(3) and 16: whoever sent wrong data tells the recipients.',
  },
  {
    id: 'E07',
    asks: 'The minister’s office asks by telephone who the subject of a tip is.',
    options: [
      'say nothing of it, write the call down, and tell the head of the unit',
      'give the name, but no address',
      'ask the source first',
    ],
    because: 'FATF R.21(b): no tipping off; a tip is known to those of its unit alone.',
  },
  {
    id: 'E08',
    asks: 'An old matter of a person you once arrested is still in the system. You are curious how it ended.',
    options: [
      'do not open it: curiosity is no purpose',
      'open it and choose the purpose “matter”',
      'ask a colleague to open it for you',
    ],
    because: 'Directive (EU) 2016/680 art. 4(1)(b): nobody opens a matter without a purpose.',
  },
  {
    id: 'E09',
    asks: 'A partner under pressure asks to have a refusal recorded as “withdrawn” so that its figures look better.',
    options: [
      'record what happened; the figures follow from the record',
      'agree once, since the matter is over anyway',
      'delete the matter instead',
    ],
    because: 'Every figure is counted from signed events; a false event falsifies all of them.',
  },
  {
    id: 'E10',
    asks: 'An officer of your desk made an honest mistake in an exercise. The observer’s note names him.',
    options: [
      'name the function and the lesson, not the person',
      'put the note into his personal file',
      'leave the mistake out of the report',
    ],
    because: 'ISO 22398: observation without blame; the lesson stays.',
  },
  {
    id: 'E11',
    asks: 'You approve a request that you drafted last week for a colleague on leave.',
    options: [
      'let another officer approve it: nobody approves the own text',
      'approve it, since the colleague’s name is on it',
      'change one word and approve that',
    ],
    because: 'Four eyes: whoever wrote it does not approve it, whatever name is on it.',
  },
  {
    id: 'E12',
    asks: 'A search by force is planned where a family with children lives. What comes first?',
    options: [
      'a milder way that reaches the same: a production order, a time of day, a social worker',
      'the earliest hour, to surprise them',
      'a larger team, for safety',
    ],
    because:
      'Proportionate responses and de-escalation: the milder way that reaches the same goes first.',
  },
]
