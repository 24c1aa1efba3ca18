import { done, type Outcome } from '#base'
import {
  asks,
  type Faults,
  grouped,
  type Identity,
  type Language,
  type MarkOutcome,
  type Return,
  readFiling,
  rightsRefusal,
  spoken,
  termsOf,
  type Way,
  type Wish,
} from '#rights'
import {
  deskOf,
  type FilingView,
  file,
  filingRow,
  filings,
  giveBack,
  type OpenedFiling,
  openFiling,
  takeUp,
} from './rights-filings.ts'
import { type MarkView, marksFor } from './rights-marks.ts'
import { type NoticeDuty, noticeRegister } from './rights-notices.ts'
import { settleMark } from './rights-settle.ts'
import { letterOf, type RightsLetter, type ToldView, toldBy, wishBy } from './rights-told.ts'
import { authorityName } from './words.ts'
import { handOf, type World } from './world.ts'

/** What persons hand in, and what their desk does with it. */
export interface RightsDesk {
  /** Who takes requests in at this node, and to whom they can be put. */
  doors(): RightsDoors
  /** A page or a paper: fields as text. What is wrong with each comes back, and nothing is kept. */
  hand(
    fields: Readonly<Record<string, string>>,
  ): Promise<Outcome<Spoken> | { readonly faults: Faults }>
  /** The same, written by an operator for a caller, or from a paper. */
  operate(
    actor: string,
    fields: Readonly<Record<string, string>>,
    way: Way,
  ): Promise<Outcome<Spoken>>
  told(receipt: string): Promise<ToldView | undefined>
  /** Asks, with the receipt, for the check or for the request back. */
  wish(receipt: string, wish: Wish): Promise<Outcome<ToldView> | undefined>
  list(actor: string): Promise<Outcome<readonly FilingView[]>>
  open(actor: string, id: string): Promise<Outcome<OpenedFiling>>
  /** What the person reads, as a letter; the look is on record. */
  letter(actor: string, id: string): Promise<Outcome<RightsLetter>>
  takeUp(
    actor: string,
    id: string,
    identity?: Identity,
  ): Promise<Outcome<{ readonly matter: string }>>
  giveBack(actor: string, id: string, why: Return): Promise<Outcome<void>>
  /** What must be looked at again because a controller changed what it held about a person. */
  marks(actor: string): Promise<readonly MarkView[]>
  /** An officer has looked at one of them again. */
  settleMark(actor: string, id: string, outcome: MarkOutcome): Promise<Outcome<void>>
  /** Register of notices to persons affected by a measure. */
  notices(actor: string): Promise<readonly NoticeDuty[]>
}

/** What is wrong with each field of a form. */
export type RightsFaults = Faults

export interface RightsDoors {
  readonly desk: { readonly id: string; readonly name: string; readonly hours: string } | null
  readonly asks: readonly string[]
  readonly authorities: readonly {
    readonly id: string
    readonly name: string
    readonly country: string
  }[]
  /** Courts of the federation: where a freeze is challenged. */
  readonly courts: readonly { readonly name: string; readonly country: string }[]
  /** How long each rule gives, in the law of this node. */
  readonly terms: ReturnType<typeof termsOf>
}

/** The receipt, shown once and kept nowhere. */
export interface Handed {
  readonly id: string
  readonly receipt: string
}

export interface Spoken extends Handed {
  /** `1234 5678 9012 3456`. */
  readonly grouped: string
  /** Digit by digit, for reading aloud. */
  readonly spoken: string
}

export function openRightsDesk(world: World): RightsDesk {
  const read = (fields: Readonly<Record<string, string>>) =>
    readFiling(fields, (id) => doorsOf(world).authorities.some((one) => one.id === id))
  return {
    doors: () => doorsOf(world),
    hand: async (fields) => {
      const it = read(fields)
      return 'faults' in it ? it : said(await file(world, it.filing, 'page'), it.filing.language)
    },
    operate: async (actor, fields, way) => {
      const hand = handOf(world, actor)
      if (hand === undefined || hand.authority !== deskOf(world)?.id)
        return rightsRefusal('filing-unknown')
      const it = read(fields)
      if ('faults' in it) {
        const named = Object.keys(it.faults).join(', ')
        return rightsRefusal('filing-faulty', {
          ground: `fields that are missing or cannot be read: ${named}`,
          where: { pointer: `/fields/${Object.keys(it.faults)[0]}` },
        })
      }
      return said(await file(world, it.filing, way, hand), it.filing.language)
    },
    told: (receipt) => toldBy(world, receipt),
    wish: (receipt, wish) => wishBy(world, receipt, wish),
    list: (actor) => filings(world, actor),
    open: (actor, id) => openFiling(world, actor, id),
    letter: async (actor, id) => {
      const opened = await openFiling(world, actor, id)
      const row = await filingRow(world, id)
      if (!opened.ok) return opened
      if (row === undefined) return rightsRefusal('filing-unknown')
      return done(await letterOf(world, row, opened.value.words ?? {}))
    },
    takeUp: (actor, id, identity) => takeUp(world, actor, id, identity),
    giveBack: (actor, id, why) => giveBack(world, actor, id, why),
    notices: (actor) => noticeRegister(world, actor),
    marks: (actor) => marksFor(world, actor),
    settleMark: (actor, id, outcome) => settleMark(world, actor, id, outcome),
  }
}

/** The receipt as it is shown and as it is read aloud. */
function said(filed: Outcome<Handed>, language: Language): Outcome<Spoken> {
  if (!filed.ok) return filed
  const { receipt } = filed.value
  return done({ ...filed.value, grouped: grouped(receipt), spoken: spoken(receipt, language) })
}

function doorsOf(world: World): RightsDoors {
  const desk = deskOf(world)
  return {
    desk:
      desk === undefined
        ? null
        : { id: desk.id, name: authorityName(world, desk.id), hours: desk.desk.hours },
    asks: desk?.kind === 'oversight' ? asks : asks.filter((ask) => ask !== 'complaint'),
    authorities: world.federation
      .cards()
      .filter((card) => card.outside !== true && card.country !== 'XX')
      .map(({ id, country }) => ({ id, name: authorityName(world, id), country }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    terms: termsOf(world.laws.now()),
    courts: world.federation
      .cards()
      .filter((card) => card.kind === 'court')
      .map(({ id, country }) => ({ name: authorityName(world, id), country }))
      .sort((a, b) => (a.country < b.country ? -1 : 1)),
  }
}
