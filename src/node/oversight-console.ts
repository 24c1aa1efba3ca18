import { done, type Outcome } from '#base'
import {
  type AccountHold,
  type Audit,
  anomalyRow,
  anomalyRows,
  concerned,
  criteria,
  detectors,
  isRecused,
  lawfulAttributes,
  redLines,
  resultOf,
} from '#oversight'
import { everyEvent } from './every-event.ts'
import { load } from './matter.ts'
import { type Alarm, mayKnowOf } from './oversight-alarms.ts'
import type { LineRow } from './oversight-lines.ts'
import { recusalsOf } from './oversight-recusal.ts'
import { auditsOf } from './oversight-samples.ts'
import { deciderFor, openConsole, overseesBy } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { everyRow } from './row-data.ts'
import type { ConsoleView } from './views-oversight.ts'
import { actorName } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

const mostShown = 200
const erasureTypes = ['erasure.done', 'erasure.repeated', 'retention.held', 'retention.lifted']

/** For an officer who watches nobody: the page shows the own declaration alone. */
const nothing: ConsoleView = {
  watches: false,
  sumsOnly: false,
  oversees: false,
  headsDesk: false,
  alarms: [],
  accounts: [],
  officers: [],
  samples: [],
  lines: [],
  recusals: [],
  erasures: [],
  criteria: [],
  rows: [],
  attributes: [],
  detectors: [],
}

/** Everything the page of oversight shows: to overseers of the whole node, to a head of what concerns the own desk. */
export async function consoleOf(world: World, actor: string): Promise<Outcome<ConsoleView>> {
  const asked = handOf(world, actor)
  const oversees = asked !== undefined && overseesBy(world, asked)
  const authority = oversees ? '' : (asked?.authority ?? '')
  const opened = await openConsole(world, actor, 'list', authority)
  if (!opened.ok) return opened.refusal.name === 'not-overseer' ? done(nothing) : opened
  const hand = opened.value
  if (isParliament(world, hand)) return done(await sumsOnly(world))
  return done({
    watches: true,
    sumsOnly: false,
    oversees,
    headsDesk: hand.role === 'head-of-desk',
    alarms: await alarmsFor(world, hand),
    accounts: await accountsFor(world, hand),
    officers: world.officers
      .filter((o) => mayKnowOf(world, hand, { officer: o.id, authority: o.authority }))
      .map(({ id, name }) => ({ id, name })),
    samples: oversees || hand.authority === world.id ? await samplesFor(world, oversees) : [],
    lines: await linesFor(world, hand, oversees),
    recusals: recusalsOf(world)
      .filter((r) =>
        mayKnowOf(world, hand, { officer: r.officer, authority: r.officer.split('/')[0] ?? '' }),
      )
      .map((r) => ({
        officer: r.officer,
        officerName: actorName(world, r.officer),
        matter: r.subject.slice('matter/'.length),
        at: r.at,
        lifted: [...(r.lifted ?? [])],
        stands: isRecused(r),
      })),
    erasures: oversees ? await erasuresFor(world) : [],
    criteria: criteria.map((c) => ({ ...c })),
    rows: rowsShown(),
    detectors: detectors.map((d) => ({ ...d, attributes: [...d.attributes] })),
    attributes: lawfulAttributes.map(([id, name, source]) => ({ id, name, source })),
  })
}

/** Does the officer look on for a parliament: at how it is watched, never at whom or at what? */
export function isParliament(world: World, { authority }: Pick<Hand, 'authority'>): boolean {
  return world.federation.card(authority)?.kind === 'parliament'
}

/**
 * What a committee of parliament sees: the rows by which looks are judged, the criteria, the samples that are final with their
 * result, and on the next page the report of a year. No officer, no release, no matter.
 */
async function sumsOnly(world: World): Promise<ConsoleView> {
  const samples = await samplesFor(world, false)
  return {
    ...nothing,
    watches: true,
    sumsOnly: true,
    samples: samples
      .filter((sample) => sample.state === 'final')
      .map((sample) => ({ ...sample, by: sample.by.split('/')[0] ?? '', items: [] })),
    criteria: criteria.map((c) => ({ ...c })),
    rows: rowsShown(),
  }
}

function rowsShown(): ConsoleView['rows'] {
  return anomalyRows.map(({ id, name, sentence, citation, weight }) => ({
    id,
    name,
    sentence,
    citation,
    weight,
  }))
}

async function alarmsFor(world: World, hand: Hand): Promise<ConsoleView['alarms']> {
  const found: ConsoleView['alarms'] = []
  for await (const { data } of everyRow<Alarm>(world.store, { kind: 'alarm', descending: true })) {
    const row = anomalyRow(data.row)
    if (row === undefined || !mayKnowOf(world, hand, data)) continue
    found.push({
      id: data.id,
      row: row.id,
      name: row.name,
      sentence: row.sentence,
      citation: row.citation,
      officer: data.officer,
      officerName: actorName(world, data.officer),
      count: data.count,
      looks: [...data.looks],
      at: data.at,
      from: data.from,
      to: data.to,
      answerBy: data.answerBy,
      late: data.late === true,
      settled: data.settled === undefined ? null : { ...data.settled },
    })
    if (found.length === mostShown) break
  }
  return found
}

async function accountsFor(world: World, hand: Hand): Promise<ConsoleView['accounts']> {
  const found: ConsoleView['accounts'] = []
  const rows = everyRow<AccountHold>(world.store, { kind: 'account-hold', descending: true })
  for await (const { data } of rows) {
    if (!mayKnowOf(world, hand, data)) continue
    found.push({
      officer: data.officer,
      officerName: actorName(world, data.officer),
      state: data.state,
      row: data.row,
      at: data.at,
      decideBy: data.decideBy,
      signed: data.signed.map(({ by, at }) => ({ by, at })),
      suspendedAt: data.suspendedAt ?? '',
      until: data.until ?? '',
      heardAt: data.heardAt ?? '',
      ordered: data.stop?.matter.slice('matter/'.length) ?? '',
      late: data.late === true,
      may: mayDo(world, hand, data),
    })
    if (found.length === mostShown) break
  }
  return found
}

function mayDo(world: World, hand: Hand, hold: AccountHold): ('sign' | 'give-back' | 'hear')[] {
  const { oversees, headsDesk } = deciderFor(world, hand, hold.authority)
  if (hand.id === hold.officer || !(oversees || headsDesk)) return []
  if (hold.stop !== undefined) return hold.state === 'suspended' ? ['hear'] : []
  if (hold.state === 'proposed')
    return hold.signed.some((s) => s.by === hand.id) ? ['give-back'] : ['sign', 'give-back']
  if (hold.state === 'suspended') return oversees ? ['give-back', 'hear'] : ['hear']
  return []
}

async function samplesFor(world: World, oversees: boolean): Promise<ConsoleView['samples']> {
  const places = new Map<string, ConsoleView['samples'][number]['items'][number]['place']>()
  const audits = await auditsOf(world)
  if (oversees && audits.some((a) => a.items.length > 0)) {
    const wanted = new Set(audits.flatMap((a) => a.items.map((i) => i.ticket)))
    for await (const event of everyEvent(world.store)) {
      const ticket = `${world.id} ${Buffer.from(event.leaf).toString('hex')}`
      if (!wanted.has(ticket)) continue
      const matter = event.stream.startsWith('matter/') ? event.stream.slice('matter/'.length) : ''
      places.set(ticket, { index: event.index, matter, type: event.type, at: event.at })
    }
  }
  return audits.map((audit) => sampleOf(audit, places))
}

function sampleOf(
  audit: Audit,
  places: ReadonlyMap<string, ConsoleView['samples'][number]['items'][number]['place']>,
): ConsoleView['samples'][number] {
  const { sampled, compliant, interval, findings } = resultOf(audit)
  return {
    id: audit.id,
    name: audit.name,
    by: audit.by,
    at: audit.at,
    state: audit.state,
    from: audit.plan.from,
    to: audit.plan.to,
    count: audit.plan.count,
    pots: audit.plan.pots.map((p) => ({
      node: p.node,
      releases: p.leaves.length,
      seedSize: p.seedSize,
    })),
    items: audit.items.map((item) => ({
      ticket: item.ticket,
      node: item.node,
      finding: item.finding ?? '',
      withdrawn: item.withdrawn === true,
      place: places.get(item.ticket) ?? null,
    })),
    replyBy: audit.replyBy ?? '',
    concerned: [...concerned(audit)],
    replied: [...audit.replied],
    result: {
      sampled,
      compliant,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
      findings: { ...findings },
    },
  }
}

async function linesFor(
  world: World,
  hand: Hand,
  oversees: boolean,
): Promise<ConsoleView['lines']> {
  const found: ConsoleView['lines'] = []
  for await (const { data } of everyRow<LineRow>(world.store, { kind: 'red-line' })) {
    if (!oversees && data.authority !== hand.authority) continue
    const matter = await load(world, `matter/${data.id}`)
    found.push({
      matter: data.id,
      reference: matter?.words.reference ?? '',
      lines: data.lines.flatMap((touch) => {
        const row = redLines.find((r) => r.id === touch.line)
        return row === undefined
          ? []
          : [
              {
                id: row.id,
                name: row.name,
                ground: row.ground,
                citation: row.citation,
                by: touch.by,
                word: touch.what,
              },
            ]
      }),
      at: data.at,
      stopped: data.stopped,
      signed: data.signed.map((s) => ({ ...s })),
      passed: data.passed === true,
    })
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** The ledger of what ended: what was erased, what was kept longer and by whom; places and kinds, no names. */
async function erasuresFor(world: World): Promise<ConsoleView['erasures']> {
  const found: ConsoleView['erasures'] = []
  for await (const event of everyEvent(world.store, { types: erasureTypes })) {
    const data = headerOf(event)?.data as
      | { readonly ground?: unknown; readonly bodies?: unknown }
      | undefined
    const ground = typeof data?.ground === 'string' ? data.ground : ''
    const bodies = typeof data?.bodies === 'number' ? `${data.bodies} texts` : ''
    found.push({
      index: event.index,
      at: event.at,
      type: event.type,
      by: event.actor,
      what: [ground, bodies].filter((part) => part !== '').join(', '),
    })
  }
  return found.reverse().slice(0, mostShown)
}
