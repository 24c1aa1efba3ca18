import type { Refusal } from '#base'

/** Every "no" of the box. None repeats what was written, sent or typed: a refusal is the one thing that others may see. */
export const tipRefusals = {
  'box-closed': {
    kind: 'conflict',
    ground: 'this box takes nothing yet: fewer than two officers of the unit have made their keys',
    citation: 'Directive (EU) 2019/1937 art. 12(2), 16',
    remedy: 'two officers of the unit make their keys on the tip desk; until then write on paper',
  },
  'receipt-unreadable': {
    kind: 'malformed',
    ground: 'a receipt has 16 digits',
    remedy: 'type the 16 digits; blanks and hyphens between them do not matter',
  },
  'receipt-unknown': {
    kind: 'unknown',
    ground:
      'no tip answers to these digits: they were mistyped, or the tip was deleted and its receipt is void',
    citation: 'Directive (EU) 2019/1937 art. 18(1)',
    remedy: 'look at the digits again; a tip that is deleted can be handed in anew',
  },
  'tip-empty': {
    kind: 'malformed',
    ground: 'there are no words in it',
    remedy: 'write what you saw; files alone cannot be sorted',
  },
  'tip-too-large': {
    kind: 'too-large',
    ground:
      'it is larger than the box takes: 20,000 characters, eight files, eight megabytes in all',
    remedy: 'hand in the most telling part, and add the rest with the receipt',
  },
  'tip-not-open': {
    kind: 'conflict',
    ground: 'the tip is closed, and takes nothing more',
    remedy: 'hand in a new tip and say what it belongs to',
  },
  'tip-not-kept': {
    kind: 'conflict',
    ground:
      'the machine of the box could not keep it: its disk is full or does not answer. No receipt was given',
    remedy:
      'keep your words, and hand it in later; it is not your doing, and nobody was told of you',
  },
  'identity-too-long': {
    kind: 'too-large',
    ground: 'what goes into the sealed envelope is longer than 2,000 characters',
    remedy: 'write the name and one way to reach you, and nothing else',
  },
  'ticket-unreadable': {
    kind: 'malformed',
    ground: 'the form is not one that this box gave out, or the box was started anew since',
    remedy: 'open the form again; what you wrote is not kept here, so copy it over',
  },
  'ticket-too-early': {
    kind: 'too-early',
    ground: 'neither the waiting time of the form is over nor its puzzle solved',
    remedy: 'wait until the time that the form names, and send it again',
  },
  'ticket-used': {
    kind: 'conflict',
    ground: 'this form was sent already, or is older than a day',
    remedy: 'open the form again',
  },
  'file-unknown': {
    kind: 'malformed',
    ground:
      'the box does not know how to clean this kind of file, and takes none that it cannot clean',
    citation: 'Directive (EU) 2019/1937 art. 16(1)',
    remedy:
      'hand in JPEG, PNG, WebP, PDF, DOCX, XLSX, PPTX or plain text; a screen photo of anything else will do',
  },
  'file-heic': {
    kind: 'malformed',
    ground:
      'the picture is in the form of the telephone itself (HEIC, AVIF), which the box cannot clean',
    citation: 'Directive (EU) 2019/1937 art. 16(1)',
    remedy:
      'hand in a picture of the screen on which it is shown, or set the camera to JPEG (“most compatible”) and take it again',
  },
  'file-sound': {
    kind: 'malformed',
    ground:
      'sound and film show voices, faces and rooms, and carry the name of the device in places that nobody can clean',
    citation: 'Directive (EU) 2019/1937 art. 16(1)',
    remedy:
      'write down what is said, by whom and when, hand in pictures of the screen, and say that you have the recording',
  },
  'file-broken': {
    kind: 'malformed',
    ground:
      'the file cannot be read to its end as the kind it says it is, so nothing can be promised about it',
    remedy: 'save or print it anew as PDF, PNG or JPEG and hand in that',
  },
  'file-locked': {
    kind: 'malformed',
    ground: 'the file is encrypted, or carries programs',
    remedy: 'print it to a PDF without a password and hand in that',
  },
  'passphrase-weak': {
    kind: 'malformed',
    ground: 'a passphrase of an officer of the unit has at least 16 characters',
    remedy: 'take five or more words that nobody else puts together',
  },
  'passphrase-wrong': {
    kind: 'forbidden',
    ground: 'the passphrase does not open your key',
    remedy: 'type it again; where it is lost, make a new key, which two colleagues confirm',
  },
  'desk-locked': {
    kind: 'forbidden',
    ground: 'what came into the box is sealed to the unit, and your key is not open',
    remedy: 'open your key with your passphrase; it closes after fifteen minutes',
  },
  'unit-key-missing': {
    kind: 'conflict',
    ground: 'your key was made after that of the unit, and nobody has let it in yet',
    remedy: 'a colleague whose key is open lets yours in on the tip desk',
  },
  'unit-key-unmade': {
    kind: 'unknown',
    ground: 'this colleague has made no key yet',
    remedy: 'ask the colleague to make one on the tip desk',
  },
  'unit-key-exists': {
    kind: 'conflict',
    ground: 'that officer has a key already',
    remedy: 'open it with its passphrase; where that is lost, make a new key on the tip desk',
  },
  'renewal-two': {
    kind: 'forbidden',
    ground: 'a new key takes the place of a lost one when two other officers of the unit say so',
    citation: 'Directive (EU) 2019/1937 art. 12(4), 16(1)',
    remedy: 'another officer who was let in confirms it, having seen the colleague in person',
  },
  'leave-two': {
    kind: 'forbidden',
    ground: 'one officer says that a key is to go, and another one, not its owner, takes it away',
    citation: 'Directive (EU) 2019/1937 art. 12(4), 16(1)',
    remedy: 'say first who leaves; another officer who was let in does it',
  },
  'shares-none': {
    kind: 'conflict',
    ground:
      'there is no envelope in which you have a part and the colleague has none, or you have offered yours already',
    remedy: 'another officer who has a part in the envelopes completes it',
  },
  'not-of-the-unit': {
    kind: 'forbidden',
    ground: 'the box is kept by its unit, and you do not work there',
    citation: 'Directive (EU) 2019/1937 art. 12(4), 16(1)',
    remedy: 'ask the unit; it passes leads on without their source',
  },
  'retaliation-unnamed': {
    kind: 'malformed',
    ground: 'nobody can be protected whom the unit could not name',
    citation: 'Directive (EU) 2019/1937 art. 16, 20',
    remedy:
      'put your name and a way to reach you into the sealed envelope; two officers open it together, each opening on record',
  },
  'tip-recused': {
    kind: 'forbidden',
    ground: 'you have declared a conflict of interest in this tip, and read no more of it',
    citation: 'Directive (EU) 2019/1937 art. 9(1)(c), 11(2)',
    remedy: 'leave it to another officer of the unit',
  },
  'identity-none': {
    kind: 'unknown',
    ground: 'no sealed envelope came with this tip',
    remedy: 'ask the source through the box',
  },
  'identity-no-share': {
    kind: 'forbidden',
    ground: 'your key has no part in this envelope: it was sealed before you were let in',
    citation: 'Directive (EU) 2019/1937 art. 16(1)',
    remedy: 'two colleagues who have a part in it give you one on the tip desk',
  },
  'identity-first-key': {
    kind: 'forbidden',
    ground:
      'two keys of two officers open the envelope, one after the other, in a report of retaliation',
    citation: 'Directive (EU) 2019/1937 art. 16(1), (2)',
    remedy: 'the first officer turns the key with reasons; another one turns the second',
  },
  'tip-no-lead': {
    kind: 'conflict',
    ground: 'a tip is passed on when it was sorted as a lead, and this one was not',
    citation: 'Directive (EU) 2019/1937 art. 11(3), (6)',
    remedy: 'sort it first, with reasons, on the page of the matter',
  },
  'lead-receiver': {
    kind: 'forbidden',
    ground: 'leads go to offices of this node that work on cases',
    citation: 'Directive (EU) 2019/1937 art. 11(6)',
    remedy:
      'choose the financial intelligence unit, the prosecutor, the tax office, customs or the supervisor',
  },
  'lead-reader': {
    kind: 'forbidden',
    ground: 'leads are read by those who work on cases in the office that was given them',
    remedy: 'ask an analyst, a case officer, a prosecutor or the head of desk',
  },
  'lead-unknown': {
    kind: 'unknown',
    ground: 'no lead or file of that name was given to this office',
    remedy: 'open the list of leads',
  },
  'front-unreadable': {
    kind: 'malformed',
    ground: 'this is read neither as settings of nginx or Caddy nor as those of Tor',
    remedy: 'give the file as the server reads it, or what `nginx -T` prints',
  },
  'tip-desk-only': {
    kind: 'conflict',
    ground:
      'words for the source are sealed to its receipt, and that is done on the tip desk alone',
    remedy: 'write it on the tip desk',
  },
} as const satisfies Readonly<Record<string, Omit<Refusal, 'name' | 'where'>>>

export type TipRefusal = keyof typeof tipRefusals

export function tipRefusal(name: TipRefusal): Refusal {
  return { ...tipRefusals[name], name }
}
