import type { Assertion } from '#access'
import { done, type Json, type Outcome, type Refusal, refuse } from '#base'
import type { Role } from '#directory'
import type { ChannelState, LegalBasis } from '#exchange'
import {
  type Command,
  type Event,
  fieldsOf,
  type Procedure,
  procedureOf,
  readForm,
  type Transition,
  transitionOf,
} from '#procedure'
import { maySee } from './access.ts'
import { readDocument } from './bodies.ts'
import type { Covering } from './deliver.ts'
import { isText, load, type Matter, type Terms, termsOf } from './matter.ts'
import { nodeOf, peerNodes } from './parties.ts'
import type { Hand, World } from './world.ts'

/** What an officer asks of the node, as the api hands it over. The procedure checks the document, field by field. */
export type NodeCommand =
  | {
      readonly do: 'open'
      /** Short for P1 and P1b. */
      readonly kind?: 'request' | 'spontaneous' | undefined
      /** Any procedure; it begins with its first step, or with the one that is named. */
      readonly procedure?: string | undefined
      readonly step?: string | undefined
      /** Addressee; absent where the matter has none. */
      readonly to?: string | undefined
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
      /** Signed by the officer's passkey over the statement of this very step. */
      readonly passkey?: Assertion | undefined
    }

/** Which matter and which peers a command touches, and how to make the procedure's command once the matter is held. */
export interface Aim {
  readonly stream: string
  /** Nodes to which a letter may go out. */
  readonly peers: readonly string[]
  readonly step: string
  readonly procedure: string
  /** Addressee of a matter that is being opened. */
  readonly to?: string
  command(matter: Matter | undefined): Promise<Outcome<Command>>
}

const procedureOfKind = { request: 'P1', spontaneous: 'P1b' } as const

export async function aimOf(world: World, hand: Hand, command: NodeCommand): Promise<Outcome<Aim>> {
  const document = command.document as Readonly<Record<string, Json>>
  if (command.do === 'open') return opening(world, hand, command)
  const stream = `matter/${command.id}`
  const known = await load(world, stream)
  if (known === undefined || !maySee(world, known, hand))
    return refuse(known === undefined ? unknownMatter(command.id) : matterOfOthers(known, hand))
  const step = command.do === 'draft' ? 'revise' : command.action
  return done({
    stream,
    peers: channelsFor(world, known.state.procedure, peerNodes(world, known.state)),
    step,
    procedure: known.state.procedure,
    command: async (matter) => {
      const { procedure } = known.state
      const filled = await withText(world, matter ?? known, step, document)
      return done({ procedure, transition: step, stream, document: filled })
    },
  })
}

function opening(
  world: World,
  hand: Hand,
  command: NodeCommand & { readonly do: 'open' },
): Outcome<Aim> {
  const { to } = command
  const document = command.document as Readonly<Record<string, Json>>
  const id = command.procedure ?? (command.kind && procedureOfKind[command.kind]) ?? ''
  const procedure = procedureOf(id)
  if (!procedure.ok) return procedure
  const stream = `matter/${world.ids.next()}`
  const begins = firstStep(procedure.value, hand.role, command.step)
  const transition = begins?.id ?? command.step ?? ''
  const node = to === undefined ? undefined : nodeOf(world, to)
  return done({
    stream,
    peers: channelsFor(
      world,
      procedure.value.id,
      node === undefined || node === world.id ? [] : [node],
    ),
    step: transition,
    procedure: procedure.value.id,
    ...(to === undefined ? {} : { to }),
    command: async () =>
      done({
        procedure: procedure.value.id,
        transition,
        stream,
        ...(to === undefined ? {} : { to }),
        document,
      }),
  })
}

/** Where a step can invite further authorities, every channel is held: who they are is known only when it is decided. */
function channelsFor(world: World, id: string, known: readonly string[]): readonly string[] {
  const procedure = procedureOf(id)
  if (!procedure.ok || procedure.value.transitions.every((t) => t.invites === undefined))
    return known
  const nodes = world.federation.cards().map((card) => nodeOf(world, card.id))
  return [...new Set(nodes)].filter((n): n is string => n !== undefined && n !== world.id)
}

/** Steps with which a matter can begin. */
export function firstSteps(procedure: Procedure): readonly Transition[] {
  return procedure.transitions.filter((t) => t.track === 'main' && t.from.includes(null))
}

/**
 * The step with which a matter begins: the one that was named, else of those open to the role the one that files the
 * document of the procedure, else the first.
 */
export function firstStep(
  procedure: Procedure,
  role?: Role,
  step?: string,
): Transition | undefined {
  const first = firstSteps(procedure)
  if (step !== undefined) return first.find((t) => t.id === step)
  const open = first.filter((t) => role === undefined || t.roles.includes(role))
  const files = (t: Transition) => t.form === procedure.form
  return open.find(files) ?? open[0] ?? first.find(files) ?? first[0]
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
  if (!transition.ok || !transition.value.crosses) return document
  const text = await readDocument(world, matter.text)
  const { form } = transition.value
  return text !== undefined && (form === procedure.value.form || fits(form, text)) ? text : document
}

/** Is a text, as it stands, the document of that form? */
export function fits(form: string, text: Readonly<Record<string, Json>>): boolean {
  return fieldsOf(form).some((f) => f.required) && readForm(form, text).ok
}

/** What the letter around a crossing event says: basis, purposes and conditions from the act itself. */
export function coveringOf(
  event: Event,
  matter: Matter,
  to: string,
  authority: string,
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
    to,
    authority,
    conversation: event.stream,
    at: event.at,
    basis,
    purposes: terms.purposes,
    conditions: terms.conditions,
    // The approval is of the text; what is said later about the matter was not approved by it.
    approvals: !isText(event) || matter.approval === null ? [] : [matter.approval],
    priority: priorityOf(matter),
    channel,
  }
}

/** 0 takes the emergency lane to each peer; everything else goes in the order of the log. */
export function priorityOf(matter: Matter): number {
  return matter.state.class === 'emergency' ? 0 : matter.state.class === 'direct' ? 1 : 5
}

/** Where nobody has said how something may be used, nothing is allowed. */
const strictestTerms: Terms = {
  conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
  purposes: [],
}

/** That a tip exists is told to nobody outside of its unit. */
export function matterOfOthers(matter: Matter, hand: Hand): Refusal {
  const { procedure, stream } = matter.state
  if (procedure === 'P15') return unknownMatter(stream.slice(stream.indexOf('/') + 1))
  return {
    kind: 'forbidden',
    name: 'matter-of-others',
    ground: `${hand.authority} takes no part in this matter`,
    citation: 'table of the procedure, column side',
    remedy: 'ask an authority that takes part in it, or the auditor of the node',
  }
}

export function unknownMatter(id: string) {
  return {
    kind: 'unknown',
    name: 'matter-unknown',
    ground: `there is no matter ${id.slice(0, 60)} at this node`,
    remedy: 'open it from the inbox',
  } as const
}
