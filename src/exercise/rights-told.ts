import { type Day, must } from '#base'
import type { Node } from '#node'
import type { MatterStep, StepDocument } from './story.ts'

interface Telling {
  readonly node: Node
  readonly step: MatterStep
  readonly document: StepDocument
  readonly to: string
}

/**
 * The first step of a request or a complaint, as it really begins: the person hands it in on the page and gets a receipt;
 * the registrar of the desk opens it, looks at a paper of that day, and takes it up. Returns the id of the matter.
 */
export async function handInAndTakeUp({ node, step, document, to }: Telling): Promise<string> {
  const complains = step.step === 'file'
  const [person] = (document.persons ?? []) as readonly Readonly<Record<string, string>>[]
  const handed = await node.rights.hand({
    to,
    ask: complains ? 'complaint' : String(document.scope),
    language: 'en',
    words: String(document.request ?? document.facts),
    ...(complains ? { against: String(document.against) } : {}),
    ...(person?.name === undefined ? {} : { name: person.name }),
    ...(person?.born === undefined ? {} : { born: person.born }),
    ...(person?.country === undefined ? {} : { country: person.country }),
  })
  if ('faults' in handed) throw new Error(`handed in with faults: ${Object.keys(handed.faults)}`)
  const { id } = must(handed)
  must(await node.rights.open(step.actor, id))
  const shown = { proof: 'shown', shownOn: step.at.slice(0, 10) as Day } as const
  return must(await node.rights.takeUp(step.actor, id, complains ? undefined : shown)).matter
}

/** At the holder whoever worked on it looks again at what was made from the data, and takes the person out. */
export async function lookAgain(node: Node, holder: string): Promise<void> {
  const officer = `${holder}/analyst`
  for (const { id, state } of await node.rights.marks(officer))
    if (state === 'open') must(await node.rights.settleMark(officer, id, 'taken-out'))
}

const words: Readonly<Record<string, string>> = {
  'certify-search': 'dsr.searched',
  'confirm-copy': 'dsr.copy_corrected',
  'note-rerun': 'dsr.rerun',
}

/** Whose word a step of the node itself waits for: a certificate of a search, a receipt of a correction. */
export function wordOf(document: StepDocument): string | undefined {
  const { peer, holder } = document
  return typeof peer === 'string' ? peer : typeof holder === 'string' ? holder : undefined
}

/**
 * The node has put the word of a peer on record by itself, with what the story says of it.
 *
 * @throws Error where it has not: then the road over the exchange is broken
 */
export async function mustStand(
  node: Node,
  id: string,
  step: MatterStep,
  document: StepDocument,
): Promise<void> {
  const from = wordOf(document)
  const officer = `${step.actor.split('/')[0]}/analyst`
  const view = must(await node.read.request(officer, id))
  const said = view.timeline.filter((e) => e.type === words[step.step]).map((e) => e.document)
  const found = said.find((one) => one?.peer === from || one?.holder === from)
  if (found === undefined) throw new Error(`no word of ${from} for ${step.step} at ${step.at}`)
  for (const [name, value] of Object.entries(document))
    if (name !== 'searched' && found[name] !== value)
      throw new Error(`${from} says ${name} ${String(found[name])} and not ${String(value)}`)
}
