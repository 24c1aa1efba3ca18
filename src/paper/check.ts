import {
  canonical,
  type Digest,
  digest,
  done,
  type Json,
  type Outcome,
  readJson,
  refuse,
} from '#base'
import { parseMinor } from '#money'
import { type ExhibitData, exhibitFormat } from './data.ts'
import { embeddedIn } from './embedded.ts'
import { page } from './page.ts'

/** What was found when an exhibit was checked; no findings means that it holds. */
export interface ExhibitCheck {
  readonly data: ExhibitData
  readonly digest: Digest
  /** Digest that the page prints in its footer. */
  readonly printed: Digest | undefined
  readonly findings: readonly string[]
}

/** Data larger than this is no exhibit. */
const limits = { maxBytes: 256 * 1024 * 1024, maxDepth: 32, maxValues: 20_000_000 }

/** Reads an exhibit page, or the bare `exhibit.json`, and checks digest and sums. */
export function checkExhibit(bytes: Uint8Array): Outcome<ExhibitCheck> {
  const text = Buffer.from(bytes).toString('utf8')
  const bare = text.trimStart().startsWith('{')
  const inside = bare ? bytes : embeddedIn(text, 'exhibit-data')
  if (!inside) {
    return refuse({
      kind: 'malformed',
      name: 'exhibit-data-missing',
      ground: 'the file holds no exhibit data',
      remedy: 'give the HTML page of an exhibit, or the exhibit.json that is attached to its PDF',
    })
  }
  const read = readJson(inside, limits, true)
  if (!read.ok) return read
  const data = read.value as unknown as ExhibitData
  if (data.format !== exhibitFormat) {
    return refuse({
      kind: 'malformed',
      name: 'exhibit-format-unknown',
      ground: `the data is not of the format ${exhibitFormat}`,
      remedy: 'check it with the version of the program that made it',
    })
  }
  const sum = digest(inside)
  const printed = bare ? undefined : printedDigest(text)
  return done({
    data,
    digest: sum,
    printed,
    findings: [
      ...digestFindings(bare, sum, printed),
      ...(bare ? [] : pageFindings(text, data, sum)),
      ...sumFindings(data),
    ],
  })
}

function printedDigest(html: string): Digest | undefined {
  return /<span class="digest">(sha256:[0-9a-f]{64})<\/span><\/p><\/footer>/.exec(html)?.[1] as
    | Digest
    | undefined
}

function digestFindings(bare: boolean, sum: Digest, printed: Digest | undefined): string[] {
  if (bare || printed === sum) return []
  return [
    printed === undefined
      ? 'the page prints no digest'
      : `the data has the digest ${sum}, the page prints ${printed}: one of them was changed`,
  ]
}

/** What the reader sees must be what the data says: the page is made again and compared, byte for byte. */
function pageFindings(html: string, data: ExhibitData, sum: Digest): string[] {
  let again: string
  try {
    again = page(data, sum)
  } catch {
    return ['the data is not complete: no page can be made from it']
  }
  if (again === html) return []
  const [before, after] = [html.split('\n'), again.split('\n')]
  const line = before.findIndex((text, i) => text !== after[i]) + 1
  return [
    `the page is not the one that this version makes from the data, first at line ${line}: what it shows was changed, or another version made it`,
  ]
}

/** Holdings and the untraceable part must add up to the claims, in base currency, to the last minor unit. */
function sumFindings(data: ExhibitData): string[] {
  const { claimed, traced, untraceable } = data.total
  if (claimed === null || traced === null || untraceable === null) return []
  const digits = claimed.split('.')[1]?.length ?? 0
  const minor = (text: string | null) => {
    const value = parseMinor(text ?? '', digits)
    return value.ok ? value.value : undefined
  }
  const all = [claimed, traced, untraceable, ...data.holdings.map((h) => h.baseTraced)].map(minor)
  if (all.some((v) => v === undefined)) return ['a figure of the result is not a decimal amount']
  const [whole, found, lost, ...holdings] = all as bigint[]
  const held = holdings.reduce((a, b) => a + b, 0n)
  const claims = data.claims
    .map((c) => minor(c.claimed))
    .reduce((a, b) => (a ?? 0n) + (b ?? 0n), 0n)
  return [
    ...(held === found
      ? []
      : [`the holdings add up to another sum than the total traced, ${traced}`]),
    ...(held + lost! === whole
      ? []
      : [`holdings and untraceable part do not add up to the total claimed, ${claimed}`]),
    ...(claims === whole ? [] : [`the claims do not add up to the total claimed, ${claimed}`]),
  ]
}

/** The error bound depends on the way to the figures, which may differ where the figures do not. */
function compared(data: ExhibitData, part: keyof ExhibitData): unknown {
  return part === 'method' ? { ...data.method, errorBound: '' } : data[part]
}

/** Figures in which two results differ, each as a sentence; used after a trace was run again. */
export function differences(printed: ExhibitData, again: ExhibitData): readonly string[] {
  const parts = [
    'method',
    'claims',
    'holdings',
    'exhausted',
    'total',
    'comparison',
    'warnings',
    'flow',
    'schedule',
  ] as const
  const same = (a: unknown, b: unknown) =>
    Buffer.compare(canonical((a ?? null) as Json), canonical((b ?? null) as Json)) === 0
  return parts.flatMap((part) => {
    if (same(compared(printed, part), compared(again, part))) return []
    if (part !== 'holdings') return [`"${part}" comes out differently when the trace is run again`]
    const key = (h: ExhibitData['holdings'][number]) => `${h.account} (${h.currency}), ${h.claim}`
    const before = new Map(printed.holdings.map((h) => [key(h), h]))
    const after = new Map(again.holdings.map((h) => [key(h), h]))
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((k) => !same(before.get(k), after.get(k)))
      .map(
        (k) =>
          `${k}: the exhibit says ${before.get(k)?.traced ?? 'nothing'}, the trace run again gives ${after.get(k)?.traced ?? 'nothing'}`,
      )
  })
}
