import { done, type Json, type Outcome, refuse } from '#base'
import type { ChannelState, LegalBasis } from '#exchange'
import { type Command, type Event, procedureOf, transitionOf } from '#procedure'
import { readDocument } from './bodies.ts'
import type { Covering } from './deliver.ts'
import { load, type Matter, type Terms, termsOf } from './matter.ts'
import type { Hand, World } from './world.ts'

/** What an officer asks of the node, as the api hands it over. The procedure checks the document, field by field. */
export type NodeCommand =
  | {
      readonly do: 'open'
      readonly kind: 'request' | 'spontaneous'
      readonly to: string
      readonly document: Readonly<Record<string, unknown>>
    }
  | {
      readonly do: 'draft'
      readonly id: string
      readonly document: Readonly<Record<string, unknown>>
    }
  | {
      readonly do: 'act'
      readonly id: string
      readonly action: string
      readonly document: Readonly<Record<string, unknown>>
    }

/** Which matter and which peer a command touches, and how to make the procedure's command once the matter is held. */
export interface Aim {
  readonly stream: string
  readonly peer: string
  readonly step: string
  command(matter: Matter | undefined): Promise<Outcome<Command>>
}

export const procedureOfKind = { request: 'P1', spontaneous: 'P1b' } as const

export async function aimOf(world: World, hand: Hand, command: NodeCommand): Promise<Outcome<Aim>> {
  const document = command.document as Readonly<Record<string, Json>>
  if (command.do === 'open') {
    const stream = `matter/${world.ids.next()}`
    const procedure = procedureOfKind[command.kind]
    return done({
      stream,
      peer: command.to,
      step: 'draft',
      command: async () =>
        done({ procedure, transition: 'draft', stream, to: command.to, document }),
    })
  }
  const stream = `matter/${command.id}`
  const known = await load(world, stream)
  if (known === undefined) return refuse(unknownMatter(command.id))
  const step = command.do === 'draft' ? 'revise' : command.action
  return done({
    stream,
    peer: peerOf(known, hand.authority),
    step,
    command: async (matter) => {
      const { procedure } = known.state
      const filled = await withText(world, matter ?? known, step, document)
      return done({ procedure, transition: step, stream, document: filled })
    },
  })
}

/** The other authority of a matter. */
export function peerOf(matter: Matter, self: string): string {
  const { requesting, requested } = matter.state.parties
  return requesting.authority === self ? requested.authority : requesting.authority
}

/**
 * Sending carries the approved text itself: when the officer presses "send" without typing it again, the node puts the
 * text in, and the procedure compares it with what was approved.
 */
async function withText(
  world: World,
  matter: Matter,
  step: string,
  document: Readonly<Record<string, Json>>,
): Promise<Readonly<Record<string, Json>>> {
  if (Object.keys(document).length > 0 || matter.text === null) return document
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok) return document
  const transition = transitionOf(procedure.value, step)
  if (!transition.ok || transition.value.form !== procedure.value.form) return document
  return (await readDocument(world, matter.text)) ?? document
}

/** What the letter around a crossing event says: basis, purposes and conditions from the act itself. */
export function coveringOf(
  event: Event,
  matter: Matter,
  peer: string,
  channel: ChannelState,
): Covering {
  const terms = termsOf(event.document) ?? matter.terms ?? strictestTerms
  const basis: LegalBasis | null =
    matter.state.basis === undefined
      ? null
      : {
          instrument: matter.state.basis.instrument,
          article: matter.state.basis.citation,
          reference: matter.words.reference === '' ? matter.stream : matter.words.reference,
        }
  return {
    to: peer,
    conversation: event.stream,
    at: event.at,
    basis,
    purposes: terms.purposes,
    conditions: terms.conditions,
    // The approval is of the text; what is said later about the matter was not approved by it.
    approvals:
      event.document?.subject === undefined || matter.approval === null ? [] : [matter.approval],
    priority: matter.state.class === 'emergency' ? 0 : matter.state.class === 'direct' ? 1 : 5,
    channel,
  }
}

/** Where nobody has said how something may be used, nothing is allowed. */
const strictestTerms: Terms = {
  conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
  purposes: [],
}

export function unknownMatter(id: string) {
  return {
    kind: 'unknown',
    name: 'matter-unknown',
    ground: `there is no matter ${id.slice(0, 60)} at this node`,
    remedy: 'open it from the inbox',
  } as const
}
