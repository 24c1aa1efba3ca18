import { done, type Outcome } from '#base'
import { allowed, type ItemConditions, meetAll, type Use, verdictOn } from '#exchange'
import { clocks } from '#procedure'
import { maySee, openMatter } from './access.ts'
import { isOurs, today } from './conditions.ts'
import { conditionStrip } from './conditions-strip.ts'
import { type ConsentLine, consentsIn, grantsIn } from './consents.ts'
import { holdersOf } from './correction-holders.ts'
import { type ItemUse, usesOf } from './corrections.ts'
import {
  conditionsFor,
  endOfChain,
  findItem,
  type Item,
  isRetracted,
  itemsIn,
  itemsOf,
  type Told,
  textOf,
  toldIn,
} from './items.ts'
import { load, type Matter } from './matter.ts'
import { counterpartOf } from './parties.ts'
import { rowData } from './row-data.ts'
import type { ConsentView, ItemsView, ItemView } from './views-items.ts'
import { authorityName } from './words.ts'
import { handOf, type World } from './world.ts'

/** What was exchanged in a matter, item by item: conditions, consents, corrections and who holds what. */
export async function itemsView(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<ItemsView>> {
  const opened = await openMatter(world, actor, id, 'read')
  if (!opened.ok) return opened
  const { matter } = opened.value
  const told = await toldIn(world, matter.stream)
  const items = itemsIn(matter, told)
  const views: ItemView[] = []
  for (const item of items) views.push(await itemView(world, matter, item, told))
  return done({
    items: views,
    consents: consentsIn(matter.stream, told).map((line) => consentView(world, matter, line)),
    translations: translationsIn(told, items),
  })
}

/**
 * The consents of every matter that the officer may see, newest first. A list: the words of questions and answers stand
 * in the matters, where opening them leaves its record.
 */
export async function consentLedger(world: World, actor: string): Promise<ConsentView[]> {
  const hand = handOf(world, actor)
  if (hand === undefined) return []
  const found: ConsentView[] = []
  const page = await world.store.rows({
    kind: 'matter',
    order: 'sort',
    descending: true,
    limit: 500,
  })
  for (const row of page.rows) {
    const matter = rowData<Matter>(row)
    const asked =
      (matter.state.counts['ask-consent'] ?? 0) + (matter.state.counts['ask-consent-back'] ?? 0)
    if (asked === 0 || !maySee(world, matter, hand)) continue
    const told = await toldIn(world, matter.stream)
    for (const line of consentsIn(matter.stream, told)) found.push(consentView(world, matter, line))
  }
  const listed = found.map((line) => ({
    ...line,
    wanted: '',
    readers: '',
    answer: line.answer === null ? null : { ...line.answer, words: '' },
  }))
  return listed.sort((a, b) => (a.askedAt < b.askedAt ? 1 : -1))
}

async function itemView(
  world: World,
  matter: Matter,
  item: Item,
  told: readonly Told[],
): Promise<ItemView> {
  const ours = isOurs(world, item.from)
  const uses = await usesOf(world, item.stream)
  const own = uses.filter((use) => use.item.split('#')[0] === item.id)
  return {
    id: item.id,
    digest: item.digest,
    at: item.at,
    from: party(world, item.from),
    ours,
    side: item.side,
    type: item.type,
    title: item.title,
    strip: conditionStrip(item.conditions),
    parts: item.parts.map(({ part, conditions }) => ({ part, strip: conditionStrip(conditions) })),
    sources: [...item.sources],
    uses: ours ? [] : usesFor(world, item, told),
    corrections: await Promise.all(
      item.corrections.map(async (c) => ({
        record: c.record,
        digest: c.digest,
        at: c.at,
        by: party(world, c.by),
        what: c.what,
        part: c.part,
        wrong: c.wrong,
        right: c.right,
        reasons: c.reasons,
        confirmed: lastOf(c.confirmations),
        holders: await holdersOf(world, matter, c, own),
      })),
    ),
    endOfChain: endOfChain(item),
    retracted: isRetracted(item),
    disputed: meetAll(conditionsFor(item, '')).disputed,
    erased: item.erased,
    derived: await derivedFrom(world, own),
    warnings: await warningsFor(world, item),
  }
}

/** The uses that officers ask about most, each with everything that stands against it. */
function usesFor(world: World, item: Item, told: readonly Told[]): ItemView['uses'] {
  const conditions: ItemConditions = meetAll(conditionsFor(item, ''))
  const grants = grantsIn(told, item.stream)
  const asked: readonly (readonly [string, string, Use])[] = [
    ['read', 'keep it in the own file', { do: 'read' }],
    ['onward', 'pass it on to another authority', { do: 'onward', to: '' }],
    ['evidence', 'use it as evidence', { do: 'evidence' }],
    ['tell', 'tell the person concerned', { do: 'tell' }],
  ]
  return asked.map(([use, name, wanted]) => {
    const verdict = verdictOn(item.id, conditions, wanted, today(world), grants)
    return {
      use,
      name,
      allowed: allowed(verdict),
      barriers: verdict.barriers.map((b) => ({ ...b })),
      owes: [...verdict.owes],
    }
  })
}

function lastOf(confirmations: Item['corrections'][number]['confirmations']) {
  const last = confirmations.at(-1)
  return last === undefined ? null : { ...last, passedOn: [...last.passedOn] }
}

async function derivedFrom(world: World, uses: readonly ItemUse[]): Promise<ItemView['derived']> {
  const found: ItemView['derived'] = []
  for (const use of uses) {
    const matter = await load(world, use.stream)
    const made = (await itemsOf(world, use.stream)).find((i) => i.id === use.record)
    if (matter === undefined) continue
    found.push({
      matter: use.stream.slice(use.stream.indexOf('/') + 1),
      reference: matter.words.reference,
      record: use.record,
      to: made === undefined ? '' : counterpartOf(matter, made.side),
    })
  }
  return found
}

/** What became of the sources since the document was made. */
export async function warningsFor(world: World, item: Item): Promise<string[]> {
  const warnings: string[] = []
  for (const id of item.sources) {
    const found = await findItem(world, id)
    if (found === undefined) continue
    const { item: source, part } = found
    const last = source.corrections.at(-1)
    const what = `"${source.title}" of ${source.from}, ${source.at.slice(0, 10)}`
    if (isRetracted(source, part)) warnings.push(`made from ${what}, which was taken back`)
    else if (last !== undefined)
      warnings.push(`made from ${what}, which was corrected on ${last.at.slice(0, 10)}`)
    if (meetAll(conditionsFor(source, part)).disputed)
      warnings.push(`made from ${what}, which is disputed`)
  }
  return warnings
}

function consentView(world: World, matter: Matter, line: ConsentLine): ConsentView {
  const side =
    line.track === 'consent' ? matter.state.parties.requested : matter.state.parties.requesting
  const clock = clocks(matter.state, world.clock.now(), world.laws.now()).find(
    (c) => c.id === line.track,
  )
  const { answer } = line
  return {
    record: line.record,
    matter: line.stream.slice(line.stream.indexOf('/') + 1),
    reference: matter.words.reference,
    track: line.track,
    askedAt: line.askedAt,
    askedBy: party(world, line.askedBy),
    answeredBy: party(world, answer?.by ?? side.authority),
    ours: isOurs(world, answer?.by ?? side.authority),
    use: line.use,
    wanted: line.wanted,
    readers: line.readers,
    items: [...(answer?.items ?? line.items)],
    recipients: [...line.recipients],
    purposes: [...line.purposes],
    state: line.state,
    due: line.state === 'asked' ? (clock?.due ?? null) : null,
    answer:
      answer === null
        ? null
        : {
            at: answer.at,
            words: answer.words,
            ground: answer.ground,
            until: answer.until,
            record: answer.record,
            digest: answer.digest,
          },
    withdrawnAt: line.withdrawnAt,
  }
}

/** Translations as layers of their own: each names the record that it translates by its digest. */
function translationsIn(told: readonly Told[], items: readonly Item[]): ItemsView['translations'] {
  return told.flatMap(({ id, header, digest, document }) => {
    if (header.transition !== 'deliver-translation' || document === undefined) return []
    const of =
      textOf(document.of) ||
      (items.findLast((i) => i.side === 'requesting' && i.at <= header.at)?.digest ?? '')
    return [
      {
        record: id,
        digest,
        at: header.at,
        of,
        item: items.find((i) => i.digest === of)?.id ?? null,
        language: textOf(document.language),
        translator: textOf(document.translator),
        by: textOf(document.by) || 'office',
        oath: textOf(document.oath),
        translatedOn: textOf(document.translatedOn) || null,
        binding: textOf(document.binding) || 'original',
      },
    ]
  })
}

function party(world: World, id: string) {
  return { id, name: authorityName(world, id) }
}
