import { done, type Outcome, refuse } from '#base'
import {
  checkerPage,
  checkerReport,
  checkerWords,
  type Level,
  type MeasuredSet,
  mayBePublic,
  type Publication,
  readableBy,
  repository,
  stixFeed,
} from '#knowledge'
import { threshold } from '#law'
import { type KFinding, kFinding, readCaseLine, type SourceCase } from '#procedure'
import { type LibraryView, libraryOf } from './library.ts'
import { looksOn } from './outsiders.ts'
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
  /** The ticks of such a page as the text of a report, in its words; empty where nothing was ticked. */
  checkerReport(language: string, ticked: readonly number[]): string
  /** Invented incidents with the truth beside them, and how good the detectors are on them. */
  incidents(): readonly MeasuredSet[]
  /** The circle of an officer's authority: the partnership of banks reads less than authorities do. */
  circleOf(actor: string): Level
  /** What an officer works with: patterns of their circle, alerts and joint statements they take part in. */
  library(actor: string): Promise<LibraryView>
  /** Holds a table of cases against the rule of publications, with the thresholds of the law. Nothing of it is kept. */
  ruleCheck(lines: readonly string[], told: readonly string[]): Outcome<RuleCheck>
}

export function openKnowledgeDesk(world: World): KnowledgeDesk {
  const least = (id: string) => Number(threshold(id, world.laws.now())?.value ?? Infinity)
  const rule = () => ({ cases: least('TH-CASES'), jurisdictions: least('TH-JURISDICTIONS') })
  return {
    publications: async (circle) => readableBy(await publicationsOf(world), circle),
    feed: async (circle) => {
      const { id: authority, name } = world.federation.own
      return stixFeed(await publicationsOf(world), { authority, name, circle })
    },
    checker() {
      const address = world.addressOf(world.id) ?? ''
      return checkerPage(address === '' ? {} : { node: address })
    },
    checkerReport(language, ticked) {
      const words = checkerWords.find((w) => w.tag === language)
      return words === undefined || ticked.length === 0 ? '' : checkerReport(words, ticked)
    },
    incidents: repository,
    circleOf: (actor) => circleOf(world, actor),
    library: (actor) => libraryOf(world, actor, { circle: circleOf(world, actor), rule: rule() }),
    ruleCheck(lines, told) {
      const cases: SourceCase[] = []
      for (const [i, line] of lines.entries()) {
        const read = readCaseLine(line, told)
        if (read === undefined) return unreadable(i + 1, told)
        cases.push(read)
      }
      const finding = kFinding(cases, told)
      const open = mayBePublic(finding, rule())
      return done({ ...finding, why: open.ok ? null : open.refusal.ground })
    },
  }
}

/** What the rule finds in a table; `why` says why a text of it may not be public, null where it may. */
export type RuleCheck = KFinding & { readonly why: string | null }

/** Who is no authority that works on cases reads what the partnership reads. */
function circleOf(world: World, actor: string): Level {
  return looksOn(world, actor) ? 'partnership' : 'authorities'
}

function unreadable(line: number, told: readonly string[]) {
  return refuse({
    kind: 'malformed',
    name: 'case-line-unreadable',
    ground: `line ${line} of the table cannot be read`,
    remedy: `write: sha256:…; XV; ${told.map((t) => `${t.slice(0, 40)}=…`).join('; ')}`,
  })
}
