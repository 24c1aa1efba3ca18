import { done, type Outcome, refuse } from '#base'
import { StoreFault } from '#store'
import {
  type CleanFile,
  type Content,
  cleanFiles,
  makeTickets,
  readReceipt,
  type Ticket,
  tipRefusal,
} from '#tips'
import type { Handled } from './handle.ts'
import { type Box, boxAuthority, boxOf, isOpenBox } from './tips-box.ts'
import { turnFirst, turnSecond } from './tips-identity.ts'
import { makeTipKeys, type TipKeys } from './tips-keys.ts'
import { giveLead, leadIntoMatter, leadsFor, type NewLead } from './tips-lead.ts'
import { type TipStatus, tipStatus } from './tips-source.ts'
import { type Handed, nextRound, takeMore, takeTip } from './tips-submit.ts'
import { makeTipRound } from './tips-tick.ts'
import { type Said, sayToSource, tipDeskView, tipFile, tipView } from './tips-unit.ts'
import type { TipDeskView, TipView } from './views-tips.ts'
import type { World } from './world.ts'

/** The box for those who know something: its public side, and the desk of its unit. */
export interface TipDesk {
  /** What a form needs: whether the box is open, a ticket, and when things go on record. */
  form(): Promise<TipForm>
  submit(
    price: Price,
    handed: HandedIn,
  ): Promise<Outcome<{ readonly receipt: string; readonly files: readonly string[] }>>
  add(price: Price, receipt: string, handed: HandedIn): Promise<Outcome<undefined>>
  status(receipt: string): Promise<Outcome<TipStatus>>

  /** What time brings: at full rounds what waits goes on record, and what was deleted is erased. */
  tick(): Promise<void>

  desk(actor: string, session: string): Promise<Outcome<TipDeskView>>
  readonly keys: Omit<TipKeys, 'unit' | 'isOpen'>
  view(actor: string, session: string, id: string): Promise<Outcome<TipView>>
  file(
    actor: string,
    session: string,
    at: { readonly id: string; readonly piece: number; readonly name: string },
  ): Promise<Outcome<CleanFile>>
  say(actor: string, id: string, said: Said): Promise<Outcome<Handled>>
  /** Passes words of the unit and chosen files on to an office that works on cases. */
  giveLead(actor: string, session: string, id: string, lead: NewLead): ReturnType<typeof giveLead>
  /** Leads that the officer's office was given. */
  leads(actor: string): ReturnType<typeof leadsFor>
  /** Puts a file of a lead to a matter, as an exhibit whose source is sealed. */
  leadIntoMatter(
    actor: string,
    id: string,
    it: Parameters<typeof leadIntoMatter>[3],
  ): ReturnType<typeof leadIntoMatter>
  turnFirst(actor: string, id: string, by: KeyTurn): Promise<Outcome<Handled>>
  turnSecond(
    actor: string,
    id: string,
    by: KeyTurn,
  ): Promise<Outcome<{ readonly identity: string }>>
}

export interface TipForm {
  /** The authority that keeps the box; undefined where this node has none. */
  readonly keeper: { readonly id: string; readonly name: string } | undefined
  readonly isOpen: boolean
  readonly ticket: Ticket
  /** When what comes now goes on record. */
  readonly round: string
}

/** What came in a form: words, and files as they were sent. */
export interface HandedIn {
  readonly kind: 'tip' | 'addition' | 'retaliation'
  readonly text: string
  readonly happened?: string
  readonly place?: string
  readonly files: readonly Uint8Array[]
  /** Words for the sealed envelope; empty where the source stays unknown. */
  readonly identity: string
  readonly retaliation?: string
}

interface Price {
  readonly ticket: string
  readonly answer: string
}

interface KeyTurn {
  readonly passphrase: string
  readonly reasons: string
}

function keeperOf(world: World): TipForm['keeper'] {
  const id = boxAuthority(world)
  const name = id === undefined ? undefined : world.federation.card(id)?.name
  return id === undefined || name === undefined ? undefined : { id, name }
}

/** The same with its files written anew. */
function cleaned({ kind, text, happened, place, files, ...rest }: HandedIn): Outcome<Handed> {
  const clean = cleanFiles(files)
  if (!clean.ok) return clean
  const content: Content = {
    kind,
    text,
    ...(happened === undefined || happened === '' ? {} : { happened }),
    ...(place === undefined || place === '' ? {} : { place }),
    files: clean.value,
  }
  return done({ ...rest, content })
}

/** Whole or not at all, and the source is told which: a disk that is full is no page without words. */
async function whole<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error
    return refuse(tipRefusal('tip-not-kept'))
  }
}

/** Minutes between two rounds in which what came in goes on record. */
export const tipRoundMinutes = 60

export function openTipDesk(world: World, minutes = tipRoundMinutes): TipDesk {
  const tickets = makeTickets(world.clock, world.random)
  const keys = makeTipKeys(world)
  const openBox = async (): Promise<Outcome<Box>> => {
    const box = await boxOf(world)
    return isOpenBox(box) ? done(box) : refuse(tipRefusal('box-closed'))
  }
  const paid = async ({ ticket, answer }: Price): Promise<Outcome<Box>> => {
    const box = await openBox()
    if (!box.ok) return box
    const taken = tickets.take(ticket, answer)
    return taken.ok ? box : taken
  }
  return {
    async form() {
      return {
        keeper: keeperOf(world),
        isOpen: isOpenBox(await boxOf(world)),
        ticket: tickets.give(),
        round: nextRound(world.clock, minutes),
      }
    },
    submit: (price, handed) =>
      whole(async () => {
        const box = await paid(price)
        if (!box.ok) return box
        const clean = cleaned(handed)
        if (!clean.ok) return clean
        const taken = await takeTip(world, box.value, clean.value)
        const files = clean.value.content.files.map(({ name }) => name)
        return taken.ok ? done({ receipt: taken.value, files }) : taken
      }),
    add: (price, typed, handed) =>
      whole(async () => {
        const receipt = readReceipt(typed)
        if (!receipt.ok) return receipt
        const box = await paid(price)
        if (!box.ok) return box
        const clean = cleaned(handed)
        return clean.ok ? takeMore(world, box.value, receipt.value, clean.value) : clean
      }),
    async status(typed) {
      const receipt = readReceipt(typed)
      if (!receipt.ok) return receipt
      const box = await openBox()
      return box.ok ? tipStatus(world, box.value, receipt.value) : box
    },
    tick: makeTipRound(world, minutes),
    desk: (actor, session) => tipDeskView(world, keys, actor, session),
    keys,
    view: (actor, session, id) => tipView(world, keys, actor, session, id),
    file: (actor, session, at) => tipFile(world, keys, actor, session, at),
    say: (actor, id, said) => sayToSource(world, actor, id, said),
    giveLead: (actor, session, id, lead) => giveLead(world, keys, actor, session, id, lead),
    leads: (actor) => leadsFor(world, actor),
    leadIntoMatter: (actor, id, it) => leadIntoMatter(world, actor, id, it),
    turnFirst: (actor, id, by) => turnFirst(world, actor, id, by),
    turnSecond: (actor, id, by) => turnSecond(world, actor, id, by),
  }
}
