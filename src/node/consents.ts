import type { Digest } from '#base'
import { type ConsentUse, consentUses, type Grant } from '#exchange'
import { authorityOf } from '#procedure'
import { type Told, textOf, textsOf, toldIn } from './items.ts'
import type { World } from './world.ts'

/** One question for consent and what became of it: a line of the ledger. */
export interface ConsentLine {
  readonly record: string
  readonly stream: string
  /** `consent`: about what was answered; `consent-back`: about what was asked. */
  readonly track: string
  readonly askedAt: string
  readonly askedBy: string
  readonly use: ConsentUse | null
  readonly wanted: string
  readonly readers: string
  readonly items: readonly string[]
  readonly recipients: readonly string[]
  readonly purposes: readonly string[]
  readonly state: 'asked' | 'given' | 'denied' | 'withdrawn'
  readonly answer: {
    readonly record: string
    readonly digest: Digest
    readonly at: string
    readonly by: string
    /** What was allowed in words, or why not. */
    readonly words: string
    /** Ground of the closed list, where it was denied. */
    readonly ground: string
    readonly until: string | null
    readonly items: readonly string[]
  } | null
  readonly withdrawnAt: string | null
}

/** The ledger of one matter, in the order of the questions. */
export function consentsIn(stream: string, told: readonly Told[]): readonly ConsentLine[] {
  const lines: ConsentLine[] = []
  for (const one of told) {
    const { header } = one
    if (header.type === 'consent.asked') {
      lines.push(asked(stream, one))
      continue
    }
    const track = String(header.data.track)
    const last = lines.findLastIndex((l) => l.track === track)
    if (last < 0) continue
    if (header.type === 'consent.given' || header.type === 'consent.denied')
      lines[last] = answered(lines[last]!, one)
    // A withdrawal ends everything that was given in that direction of the matter.
    if (header.type === 'consent.withdrawn')
      for (const [i, line] of lines.entries())
        if (line.track === track && line.state === 'given')
          lines[i] = { ...line, state: 'withdrawn', withdrawnAt: header.at }
  }
  return lines
}

/** What was allowed, as the question of use asks for it. Denied and unanswered lines allow nothing. */
export function grantsIn(told: readonly Told[], stream: string): readonly Grant[] {
  return consentsIn(stream, told).flatMap((line) => {
    if (line.answer === null || (line.state !== 'given' && line.state !== 'withdrawn')) return []
    const { answer } = line
    return [
      {
        record: answer.record,
        from: answer.by,
        items: answer.items,
        matter: told
          .filter((t) => t.header.at <= line.askedAt && authorityOf(t.header) === answer.by)
          .flatMap((t) => [t.id, ...(t.header.attachments ?? []).map((file) => file.id)]),
        use: line.use,
        recipients: line.recipients,
        purposes: line.purposes,
        until: answer.until,
        withdrawn: line.state === 'withdrawn',
      },
    ]
  })
}

export async function grantsOf(world: World, stream: string): Promise<readonly Grant[]> {
  return grantsIn(await toldIn(world, stream), stream)
}

function asked(stream: string, { id, header, document }: Told): ConsentLine {
  return {
    record: id,
    stream,
    track: String(header.data.track),
    askedAt: header.at,
    askedBy: authorityOf(header),
    use: consentUses.find((u) => u === document?.use) ?? null,
    wanted: textOf(document?.useCase),
    readers: textOf(document?.recipient),
    items: textsOf(document?.items),
    recipients: textsOf(document?.recipients),
    purposes: textsOf(document?.forPurposes),
    state: 'asked',
    answer: null,
    withdrawnAt: null,
  }
}

function answered(line: ConsentLine, { id, header, document, digest }: Told): ConsentLine {
  const given = header.type === 'consent.given'
  const narrower = textsOf(document?.items)
  return {
    ...line,
    state: given ? 'given' : 'denied',
    answer: {
      record: id,
      digest,
      at: header.at,
      by: authorityOf(header),
      words: textOf(given ? document?.scope : document?.reasons),
      ground: textOf(document?.denial),
      until: textOf(document?.until) || null,
      items: narrower.length === 0 ? line.items : narrower,
    },
  }
}
