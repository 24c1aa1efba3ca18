import type { Outcome } from '#base'
import {
  checkerPage,
  type Level,
  type MeasuredSet,
  mayBePublic,
  type Publication,
  readableBy,
  repository,
  stixFeed,
} from '#knowledge'
import { threshold } from '#law'
import { type KFinding, kFinding, type SourceCase } from '#procedure'
import { publicationsOf } from './publications.ts'
import type { World } from './world.ts'

/** What this node's editors know and may tell. */
export interface KnowledgeDesk {
  /** What was released to a circle, with what was withdrawn since. */
  publications(circle: Level): Promise<readonly Publication[]>
  /** The same as a STIX 2.1 bundle with handling codes. */
  feed(circle: Level): Promise<object>
  /** The ten questions for small firms as one page; a report goes to the box for tips of this node. */
  checker(): string
  /** Invented incidents with the truth beside them, and how good the detectors are on them. */
  incidents(): readonly MeasuredSet[]
  /** The circle of an officer's authority: the partnership of banks reads less than authorities do. */
  circleOf(actor: string): Level
  /** Holds a table of cases against the rule of publications, with the thresholds of the law. Nothing of it is kept. */
  mayBePublic(cases: readonly SourceCase[], told: readonly string[]): Outcome<KFinding>
}

export function openKnowledgeDesk(world: World): KnowledgeDesk {
  return {
    publications: async (circle) => readableBy(await publicationsOf(world), circle),
    feed: async (circle) => {
      const { id: authority, name } = world.federation.own
      return stixFeed(await publicationsOf(world), { authority, name, circle })
    },
    checker() {
      const address = world.addressOf(world.id) ?? ''
      return checkerPage(address === '' ? {} : { box: `${address}/public/en/tips` })
    },
    incidents: repository,
    circleOf(actor) {
      const kind = world.federation.card(actor.slice(0, actor.indexOf('/')))?.kind
      return kind === 'partnership' || kind === 'civil-society' ? 'partnership' : 'authorities'
    },
    mayBePublic(cases, told) {
      const least = (id: string) => Number(threshold(id, world.laws.now())?.value ?? Infinity)
      const rule = { cases: least('TH-CASES'), jurisdictions: least('TH-JURISDICTIONS') }
      return mayBePublic(kFinding(cases, told), rule)
    },
  }
}
