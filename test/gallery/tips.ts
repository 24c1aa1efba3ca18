import { must } from '#base'
import type { Node } from '#node'
import { readFront, solves } from '#tips'
import { testDisks } from '../../src/node/power-testing.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import { samples } from '../../src/procedure/samples.ts'
import type { Gallery } from './gallery.ts'

interface Room {
  readonly fed: TestFederation
  readonly node: Node
  /** A tip with an envelope and a report of retaliation, and its receipt. */
  readonly tip: string
  readonly receipt: string
  /** One without an envelope. */
  readonly bare: string
  readonly bareReceipt: string
}

let opened: Promise<Room> | undefined
function at(): Promise<Room> {
  opened ??= room()
  return opened
}

export async function closeTips(): Promise<void> {
  await (await opened)?.fed.close()
}

const [first, second, third] = ['XV-OMB/inspector', 'XV-OMB/inspector-2', 'XV-OMB/inspector-3']
const words = (actor: string) => `seven grey herons of ${actor}`
const plain = { kind: 'tip', text: 'the units carry labels', files: [], identity: '' } as const
const reasons = 'the employer must be named in the order'

/** A box whose disk takes nothing any more. */
async function poor() {
  const disks = testDisks()
  const fed = await testFederation(
    ['XV-FIU'],
    '2025-02-14T09:10:00.000Z',
    { storage: disks.storage },
    { served: true, inspectors: 2 },
  )
  const { keys } = fed.node('XV-FIU').tips
  for (const actor of [first!, second!]) must(await keys.make(actor, words(actor)))
  must(await keys.unlock(first!, 's', words(first!)))
  must(await keys.letIn(first!, 's', second!))
  return { fed, disks }
}

async function room(): Promise<Room> {
  const fed = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:10:00.000Z',
    {},
    { served: true, inspectors: 3 },
  )
  const node = fed.node('XV-FIU')
  const { tips } = node
  for (const actor of [first!, second!]) must(await tips.keys.make(actor, words(actor)))
  must(await tips.keys.unlock(first!, 's', words(first!)))
  must(await tips.keys.letIn(first!, 's', second!))
  const named = { ...plain, identity: 'Ada Marker' }
  const receipt = must(await tips.submit(await price(node), named)).receipt
  const round = async () => {
    fed.clock.forward(60)
    await node.tick()
    must(await tips.keys.unlock(first!, 's', words(first!)))
  }
  await round()
  const tip = must(await tips.desk(first!, 's')).tips[0]!.id
  const kind = { kind: 'retaliation', retaliation: 'dismissal' } as const
  must(await tips.add(await price(node), receipt, { ...plain, ...kind }))
  const bareReceipt = must(await tips.submit(await price(node), plain)).receipt
  await round()
  const bare = must(await tips.desk(first!, 's')).tips.find((t) => t.id !== tip)!.id
  // Made after the envelope was sealed, and let in by nobody.
  must(await tips.keys.make(third!, words(third!)))
  return { fed, node, tip, receipt, bare, bareReceipt }
}

async function price(node: Node): Promise<{ ticket: string; answer: string }> {
  const { ticket } = await node.tips.form()
  for (let n = 0; ; n++)
    if (solves(ticket.text, String(n), ticket.bits))
      return { ticket: ticket.text, answer: String(n) }
}

async function handIn(change: object) {
  const { node } = await at()
  return node.tips.submit(await price(node), { ...plain, ...change })
}

/** Every "no" of the tip box. */
export const tipsGallery: Gallery = {
  'box-closed': {
    situation: 'somebody writes to a box of whose unit one officer alone holds a key',
    async example() {
      const { fed } = await at()
      return fed.node('XN-FIU').tips.submit({ ticket: '', answer: '' }, plain)
    },
  },
  'receipt-unreadable': {
    situation: 'fifteen digits are typed in as a receipt',
    example: async () => (await at()).node.tips.status('1234 5678 1234 567'),
  },
  'receipt-unknown': {
    situation: 'sixteen digits are typed in that belong to no tip',
    example: async () => (await at()).node.tips.status('0000 0000 0000 0000'),
  },
  'tip-empty': { situation: 'a tip without words', example: () => handIn({ text: ' ' }) },
  'tip-too-large': {
    situation: 'a tip of more than 20,000 characters',
    example: () => handIn({ text: 'x'.repeat(20_001) }),
  },
  'tip-not-kept': {
    situation: 'the disk of the box is full when somebody hands in a tip',
    async example() {
      const { fed, disks } = await poor()
      const form = await price(fed.node('XV-FIU'))
      disks.cutAfter(fed.dir('XV-FIU'), 0)
      const told = await fed.node('XV-FIU').tips.submit(form, plain)
      disks.mend(fed.dir('XV-FIU'))
      await fed.close()
      return told
    },
  },
  'identity-too-long': {
    situation: 'more than a name and a way to reach somebody goes into the envelope',
    example: () => handIn({ identity: 'x'.repeat(2001) }),
  },
  'ticket-unreadable': {
    situation: 'a form that this box never gave out is sent',
    example: async () => (await at()).node.tips.submit({ ticket: 'x', answer: '' }, plain),
  },
  'ticket-too-early': {
    situation: 'a form is sent at once, without an answer to its puzzle',
    async example() {
      const { node } = await at()
      return node.tips.submit({ ticket: (await node.tips.form()).ticket.text, answer: '' }, plain)
    },
  },
  'ticket-used': {
    situation: 'a form is sent twice',
    async example() {
      const { node } = await at()
      const paid = await price(node)
      must(await node.tips.submit(paid, plain))
      return node.tips.submit(paid, plain)
    },
  },
  'file-unknown': {
    situation: 'a moving picture comes with a tip',
    example: () => handIn({ files: [Buffer.from('GIF89a\0\0')] }),
  },
  'file-heic': {
    situation: 'a picture as a telephone keeps it comes with a tip',
    example: () => handIn({ files: [Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic')] }),
  },
  'file-sound': {
    situation: 'the recording of a telephone comes with a tip',
    example: () => handIn({ files: [Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42')] }),
  },
  'file-broken': {
    situation: 'half of a picture comes with a tip',
    example: () => handIn({ files: [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])] }),
  },
  'file-locked': {
    situation: 'a PDF with a password comes with a tip',
    example: () =>
      handIn({
        files: [
          Buffer.from(
            '%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Encrypt 2 0 R>>\nstartxref\n9\n%%EOF',
          ),
        ],
      }),
  },
  'tip-not-open': {
    situation: 'a source adds to a tip that was closed',
    async example() {
      const { fed, node } = await at()
      // What other examples handed in goes on record first.
      fed.clock.forward(60)
      await node.tick()
      const { receipt } = must(await handIn({}))
      const before = must(await node.tips.desk(first!, 's')).tips.map((t) => t.id)
      fed.clock.forward(60)
      await node.tick()
      const { id } = must(await node.tips.desk(first!, 's')).tips.find(
        (t) => !before.includes(t.id),
      )!
      const { tips } = node
      must(await tips.say(first!, id, { step: 'acknowledge', message: 'thank you' }))
      const document = samples['tip-triage']!
      must(await node.handle(first!, { do: 'act', id, action: 'triage', document }))
      const done = { step: 'give-feedback', message: 'nothing to follow', harmless: true }
      must(await tips.say(first!, id, done))
      must(await node.handle(first!, { do: 'act', id, action: 'close', document: {} }))
      return tips.add(await price(node), receipt, { ...plain, kind: 'addition' })
    },
  },
  'retaliation-unnamed': {
    situation: 'protection is asked for by a source who never sealed an envelope',
    async example() {
      const { node, bareReceipt } = await at()
      const kind = { kind: 'retaliation', retaliation: 'threat' } as const
      return node.tips.add(await price(node), bareReceipt, { ...plain, ...kind })
    },
  },
  'passphrase-weak': {
    situation: 'an officer of the unit chooses a passphrase of eight letters',
    example: async () => (await at()).node.tips.keys.make(third!, 'password'),
  },
  'passphrase-wrong': {
    situation: 'an officer opens a key with the passphrase of a colleague',
    example: async () => (await at()).node.tips.keys.unlock(first!, 's', words(second!)),
  },
  'desk-locked': {
    situation: 'an officer reads a tip in a session in which no key was opened',
    async example() {
      const { node, tip } = await at()
      return node.tips.view(first!, 'another session', tip)
    },
  },
  'unit-key-missing': {
    situation: 'an officer opens a key that nobody has let in',
    example: async () => (await at()).node.tips.keys.unlock(third!, 's3', words(third!)),
  },
  'unit-key-unmade': {
    situation: 'a colleague is let in who has made no key',
    async example() {
      const { node } = await at()
      must(await node.tips.keys.unlock(first!, 's', words(first!)))
      return node.tips.keys.letIn(first!, 's', 'XV-OMB/registrar')
    },
  },
  'unit-key-exists': {
    situation: 'an officer makes a second key',
    example: async () => (await at()).node.tips.keys.make(first!, words(first!)),
  },
  'renewal-two': {
    situation:
      'one officer of the unit puts a new key in the place of the lost one of a colleague, twice',
    async example() {
      const { keys } = (await at()).node.tips
      must(await keys.renew(second!, words('a new passphrase')))
      must(await keys.confirm(first!, words(first!), second!))
      return keys.confirm(first!, words(first!), second!)
    },
  },
  'leave-two': {
    situation: 'the officer who said that a colleague leaves takes the key away too',
    async example() {
      const { keys } = (await at()).node.tips
      must(await keys.askToLeave(first!, third!))
      return keys.remove(first!, words(first!), third!)
    },
  },
  'shares-none': {
    situation: 'a part in the envelopes is given to a colleague who has one in each of them',
    example: async () => (await at()).node.tips.keys.shareOut(first!, words(first!), second!),
  },
  'not-of-the-unit': {
    situation: 'a prosecutor looks into the box',
    example: async () => (await at()).node.tips.desk('XV-SACP/prosecutor', 's'),
  },
  'tip-recused': {
    situation: 'an officer reads on in a tip in which a conflict of interest was declared',
    async example() {
      const { node, bare } = await at()
      const act = { do: 'act', id: bare, action: 'recuse', document: {} } as const
      await node.handle(first!, act)
      must(await node.tips.keys.unlock(first!, 's', words(first!)))
      return node.tips.view(first!, 's', bare)
    },
  },
  'tip-desk-only': {
    situation: 'words to a source are written on the page of the matter',
    async example() {
      const { node, tip } = await at()
      const document = samples['tip-message']!
      return node.handle(first!, { do: 'act', id: tip, action: 'acknowledge', document })
    },
  },
  'tip-no-lead': {
    situation: 'a tip is passed on to a prosecutor before it was sorted',
    async example() {
      const { node, tip } = await at()
      const lead = { to: 'XV-SACP', words: 'a list of prices', files: [] }
      return node.tips.giveLead(second!, 's', tip, lead)
    },
  },
  'lead-receiver': {
    situation: 'a tip that was sorted as a lead is passed on to a court',
    async example() {
      const { fed, node } = await at()
      must(await handIn({}))
      const before = must(await node.tips.desk(second!, 's')).tips.map((t) => t.id)
      fed.clock.forward(60)
      await node.tick()
      const all = must(await node.tips.desk(second!, 's')).tips
      const { id } = all.find((t) => !before.includes(t.id))!
      must(await node.tips.say(second!, id, { step: 'acknowledge', message: 'thank you' }))
      const document = { ...samples['tip-triage']!, outcome: 'lead' }
      must(await node.handle(second!, { do: 'act', id, action: 'triage', document }))
      const lead = { to: 'XV-HC', words: 'a list of prices', files: [] }
      return node.tips.giveLead(second!, 's', id, lead)
    },
  },
  'lead-reader': {
    situation: 'a registrar opens the leads of the office',
    example: async () => (await at()).node.tips.leads('XV-SACP/registrar'),
  },
  'lead-unknown': {
    situation: 'an officer takes a file out of a lead that another office was given',
    async example() {
      const { node } = await at()
      const it = { file: 'file-1.txt', matter: 'none', exhibit: 'EV-08' }
      return node.tips.leadIntoMatter('XV-SACP/prosecutor', 'none', it)
    },
  },
  'front-unreadable': {
    situation: 'a letter is given as the settings of a web server',
    example: async () => readFront('Dear colleagues,'),
  },
  'identity-none': {
    situation: 'the envelope of a source is asked for who never sealed one',
    async example() {
      const { node, bare } = await at()
      return node.tips.turnFirst(second!, bare, { passphrase: words(second!), reasons })
    },
  },
  'identity-no-share': {
    situation: 'an officer turns a key to an envelope that was sealed before it was made',
    async example() {
      const { node, tip } = await at()
      return node.tips.turnFirst(third!, tip, { passphrase: words(third!), reasons })
    },
  },
  'identity-first-key': {
    situation: 'one officer turns both keys',
    async example() {
      const { node, tip } = await at()
      const by = { passphrase: words(first!), reasons }
      must(await node.tips.turnFirst(first!, tip, by))
      return node.tips.turnSecond(first!, tip, by)
    },
  },
}
