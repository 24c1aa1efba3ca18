import { instant } from '#base'
import type { Observation } from './observation.ts'
import { everyOf, type Fact, type Stream } from './stream.ts'
import { dayOf, euroCents, numberOf, textOf } from './values.ts'

type Said = Readonly<Record<string, unknown>>

/** What a joint team records beside its evidence: comparisons, trade of both sides, prosecutions and judgments. */
export function observeTeam(stream: Stream): readonly Observation[] {
  return [
    ...everyOf(stream, 'match.run').flatMap((f) => match(stream, f)),
    ...everyOf(stream, 'trade.mirrored').flatMap((f) => trade(stream, f)),
    ...everyOf(stream, 'prosecution.opened').flatMap((f) => prosecution(stream, f)),
  ]
}

function said({ data: { tally } }: Fact): Said {
  return (tally?.value ?? {}) as Said
}

function match(stream: Stream, fact: Fact): readonly Observation[] {
  const { hits, merged, led } = said(fact)
  const found = numberOf(hits)
  return found === undefined
    ? []
    : [
        {
          what: 'match.settled',
          at: fact.at,
          stream: stream.id,
          asset: fact.data.tally?.key ?? '',
          value: found,
          more: { merged: numberOf(merged) ?? 0, led: numberOf(led) ?? 0 },
        },
      ]
}

/** Value: the import in euro cents at the rate that was recorded; `gap`: how far the other side's export lies off. */
function trade(stream: Stream, fact: Fact): readonly Observation[] {
  const { good, exporter, importer, year, imported, exported, freight, rate } = said(fact)
  const [bought, sold, carried] = [imported, exported, freight].map((v) => euroCents(v, rate))
  const of = numberOf(year)
  if (bought === undefined || sold === undefined || carried === undefined || of === undefined)
    return []
  return [
    {
      what: 'trade.mirrored',
      at: fact.at,
      stream: stream.id,
      asset: fact.data.tally?.key ?? '',
      pair: `${textOf(exporter) ?? ''}→${textOf(importer) ?? ''}`,
      country: textOf(importer) ?? '',
      line: textOf(good) ?? '',
      value: bought,
      more: { gap: Math.abs(bought - carried - sold) },
    },
  ]
}

/** It cites a peer where an item of the room that another authority put there has the digest that it names. */
function prosecution(stream: Stream, fact: Fact): readonly Observation[] {
  const number = fact.data.tally?.key
  const { cites, opened } = said(fact)
  const peers = new Set(
    everyOf(stream, 'evidence.transferred').flatMap((f) =>
      authorityOf(f) === authorityOf(fact) ? [] : [f.data.tally?.value],
    ),
  )
  const judged = everyOf(stream, 'prosecution.judgment')
    .filter((f) => f.data.tally?.key === number)
    .at(-1)
  const outcome = judged === undefined ? undefined : textOf(said(judged).outcome)
  return [
    {
      what: 'prosecution',
      at: dayOf(opened) === undefined ? fact.at : instant(Date.parse(`${dayOf(opened)}T00:00:00Z`)),
      stream: stream.id,
      asset: number ?? '',
      line: outcome ?? 'open',
      yes: (Array.isArray(cites) ? cites : []).some((digest) => peers.has(digest)),
    },
  ]
}

function authorityOf({ actor }: Fact): string {
  return actor.split('/')[0]!
}
