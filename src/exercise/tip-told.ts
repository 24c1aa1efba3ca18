import { must } from '#base'
import type { Node } from '#node'
import { solves } from '#tips'
import { labels, priceLabel } from './price-label.ts'
import type { MatterStep, StepDocument } from './story.ts'
import { demoPassphrase, openTipBox } from './tip-keys.ts'

/** The source of the story writes to the box as anybody does, and comes back with the receipt; here is where it is kept. */
export interface TipSource {
  receipt?: string
  /** The matter, once what was handed in is on record. */
  id?: string
}

interface Telling {
  readonly node: Node
  readonly step: MatterStep
  readonly document: StepDocument
  readonly source: TipSource
  /** Lets what waits in the box go on record. */
  readonly round: () => Promise<void>
}

/**
 * One step of a tip, through the box: the source hands in and reads with the receipt, officers open their keys and answer
 * on the tip desk, an envelope opens with two keys. Returns the id of the matter, or undefined where the step is none of
 * the box and goes through the door of every act.
 */
export async function tellTipStep(telling: Telling): Promise<string | undefined> {
  const { node, step, document, source, round } = telling
  const { tips } = node
  const words = (name: string) => String(document[name] ?? '')
  const { actor } = step
  if (step.step === 'submit') {
    await openTipBox(node)
    const before = await tipsAt(node)
    const handed = must(
      await tips.submit(await patience(node), {
        kind: 'tip',
        text: words('facts'),
        place: words('place'),
        files: [priceLabel(), Buffer.from(labels)],
        identity: 'the site engineer of the harbour clinic; ask for me at the gate in the morning',
      }),
    )
    await round()
    source.receipt = handed.receipt
    await onRecord(node, handed.receipt)
    source.id = (await tipsAt(node)).find((id) => !before.includes(id)) ?? ''
    return source.id
  }
  const { id, receipt } = source
  if (id === undefined || receipt === undefined) throw new Error('the tip was not handed in')
  switch (step.step) {
    case 'answer':
    case 'report-retaliation': {
      const isReport = step.step === 'report-retaliation'
      must(
        await tips.add(await patience(node), receipt, {
          kind: isReport ? 'retaliation' : 'addition',
          text: words(isReport ? 'facts' : 'message'),
          files: [],
          identity: '',
          ...(isReport ? { retaliation: words('retaliation') } : {}),
        }),
      )
      await round()
      await onRecord(node, receipt)
      return id
    }
    case 'acknowledge':
    case 'ask-source':
    case 'give-feedback': {
      const message = words(step.step === 'give-feedback' ? 'done' : 'message')
      const harmless = document.harmless === true
      must(await tips.say(actor, id, { step: step.step, message, harmless }))
      const read = must(await tips.status(receipt))
      if (read.messages.at(-1)?.text !== message) throw new Error('the source does not read it')
      return id
    }
    case 'turn-first-key':
      must(
        await tips.turnFirst(actor, id, { passphrase: demoPassphrase, reasons: words('reasons') }),
      )
      return id
    case 'protect': {
      const reasons = words('reasons')
      must(await tips.turnSecond(actor, id, { passphrase: demoPassphrase, reasons }))
      return undefined
    }
    default:
      return undefined
  }
}

/** Passes the tip on when it was sorted: words of the unit and the list of labels, to the prosecutor. */
export async function passTipOn(node: Node, actor: string, id: string): Promise<void> {
  const session = 'telling'
  must(await node.tips.keys.unlock(actor, session, demoPassphrase))
  const lead = {
    to: 'XV-SACP',
    words: 'Price labels on eleven units of one building site, to be held against the invoices.',
    files: [
      { piece: 0, name: 'file-1.png' },
      { piece: 0, name: 'file-2.txt' },
    ],
  }
  must(await node.tips.giveLead(actor, session, id, lead))
  node.tips.keys.lock(session)
}

/** A file of the lead that the office was given, put to a matter as an exhibit whose source is sealed. */
export async function putExhibit(
  node: Node,
  actor: string,
  matter: string,
  exhibit: string,
): Promise<void> {
  const [lead] = must(await node.tips.leads(actor))
  if (lead === undefined) throw new Error(`${exhibit}: no lead was given`)
  for (const file of lead.files)
    must(await node.tips.leadIntoMatter(actor, lead.id, { file, matter, exhibit }))
}

/** @throws Error where it waits for a later round: another step of the node stands in the same minute of the story */
async function onRecord(node: Node, receipt: string): Promise<void> {
  const { waiting } = must(await node.tips.status(receipt))
  if (waiting > 0) throw new Error('what the source handed in goes on record only later')
}

async function tipsAt(node: Node): Promise<readonly string[]> {
  const { keeper } = await node.tips.form()
  const [officer] = node
    .actors()
    .filter((a) => a.authority === keeper?.id && a.role === 'inspector')
  return must(await node.tips.desk(officer?.id ?? '', 'telling')).tips.map(({ id }) => id)
}

/** The price of a form, as the script of the page pays it. */
async function patience(node: Node): Promise<{ ticket: string; answer: string }> {
  const { ticket } = await node.tips.form()
  for (let n = 0; ; n++)
    if (solves(ticket.text, String(n), ticket.bits))
      return { ticket: ticket.text, answer: String(n) }
}
