import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Outcome, refuse } from '#base'
import { releasePeriod } from '#indicators'
import type { ReleaseDeskView, ReleasedItem } from '#node'
import { shorten } from './args.ts'
import { asOfficer, atAddress } from './as-officer.ts'
import type { Call, ExitCode } from './command.ts'
import { fetched, jsonOf } from './fetched.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import { writeWhole } from './write-file.ts'

/** What a verb prints: the same as JSON and in words. */
interface Told {
  readonly json: unknown
  readonly text: string
}

type Verb = (call: Call, target: string, period: string) => Promise<Outcome<Told>>

/** Files that stand beside each version under `/open`. */
const files = [
  'release.json',
  'figures.csv',
  'csv-metadata.json',
  'datapackage.json',
  'proof.json',
] as const

/**
 * Figures become public by two persons: one prepares a period, another one looks at it and releases it under the digest
 * that was shown. What is out is listed and fetched by anybody.
 */
const verbs: Readonly<Record<string, Verb>> = {
  prepare: (call, dir, period) => {
    const reason = call.args.text('reason')
    const body = { period, ...(reason === undefined ? {} : { reason }) }
    return atDesk(call, dir, 'POST', '/api/releases', body, (view) => waitingOf(view, period))
  },
  show: (call, dir, period) =>
    atDesk(call, dir, 'GET', '/api/releases', undefined, (view) => waitingOf(view, period)),
  approve: async (call, dir, period) => {
    const digest = call.args.text('digest')
    if (digest === undefined)
      return refuse(
        missing(
          'the digest of what was looked at',
          'comity release show, then --digest sha256:...',
        ),
      )
    return atDesk(call, dir, 'POST', `/api/releases/${period}/release`, { digest }, outOf)
  },
  discard: (call, dir, period) =>
    atDesk(call, dir, 'DELETE', `/api/releases/${period}/prepared`, undefined, outOf),
  withdraw: async (call, dir, period) => {
    const version = versionOf(call)
    const reason = call.args.text('reason')
    if (!version.ok) return version
    if (version.value === undefined || reason === undefined)
      return refuse(
        missing('the version and why', 'comity release withdraw DIR PERIOD VERSION --reason TEXT'),
      )
    const path = `/api/releases/${period}/${version.value}/withdraw`
    return atDesk(call, dir, 'POST', path, { reason }, outOf)
  },
  get: async (call, target, period) => {
    const version = versionOf(call)
    if (!version.ok) return version
    return atAddress(target, call.config, (address) =>
      got(address, period, version.value, call.args.text('out') ?? '.'),
    )
  },
}

/** `comity release DIR|URL` lists; a verb before it acts. */
export async function release(call: Call): Promise<ExitCode> {
  const { args, terminal } = call
  const told = await tellOf(call)
  if (!told.ok) {
    terminal.say(tell(told.refusal))
    return exitCode(told.refusal)
  }
  if (args.flag('json')) terminal.json(told.value.json)
  else terminal.out(told.value.text)
  return 0
}

async function tellOf(call: Call): Promise<Outcome<Told>> {
  const [first = '', target, period] = call.args.positionals
  const verb = Object.hasOwn(verbs, first) ? verbs[first] : undefined
  if (verb === undefined) {
    if (target !== undefined)
      return refuse(missing(`a verb; "${shorten(first)}" is none`, Object.keys(verbs).join(', ')))
    return atAddress(first, call.config, async (address) => listTold(await listAt(address)))
  }
  if (target === undefined || period === undefined || releasePeriod(period) === undefined)
    return refuse(
      missing('the folder of the node and a period', `comity release ${first} DIR 2025-Q1`),
    )
  return verb(call, target, period)
}

async function atDesk(
  { args, config }: Call,
  dir: string,
  method: string,
  path: string,
  body: object | undefined,
  say: (view: ReleaseDeskView) => Outcome<Told>,
): Promise<Outcome<Told>> {
  const officer = args.text('officer')
  if (officer === undefined)
    return refuse(
      missing('who acts', '--officer XV-FIU/analyst, as the list of officers names them'),
    )
  return asOfficer(dir, officer, config, async (client) => {
    const answer = await client.call(method, path, body)
    return answer.ok ? say(answer.value as ReleaseDeskView) : answer
  })
}

/** What the second person has to look at before the digest is repeated. */
function waitingOf({ waiting }: ReleaseDeskView, period: string): Outcome<Told> {
  const found = waiting.find((item) => item.period === period)
  if (found === undefined)
    return refuse({
      kind: 'unknown',
      name: 'release-not-prepared',
      ground: `nothing is prepared for ${period}`,
      remedy: `prepare it first: comity release prepare DIR ${period} --officer ID`,
    })
  const rows = found.tables.map(({ id, name, text, note, parts, partsShown, leftOut }) => [
    id,
    name,
    text,
    parts === 0 ? '' : `${partsShown}/${parts}`,
    [note, ...leftOut.map((by) => `left out: ${by}`)].filter((t) => t !== '').join('; '),
  ])
  const head = [
    { title: '' },
    { title: 'figure' },
    { title: '' },
    { title: 'parts' },
    { title: '' },
  ]
  return done({
    json: found,
    text: [
      `${period}, version ${found.version}, prepared by ${found.byName} at ${found.at}`,
      '',
      table(head, rows),
      '',
      ...found.suppressed.map(({ rule, cells }) => `${cells} cells held back by ${rule}`),
      `to be released by somebody else: --digest ${found.digest}`,
    ].join('\n'),
  })
}

function outOf({ releases }: ReleaseDeskView): Outcome<Told> {
  return listTold(releases)
}

function listTold(releases: readonly ReleasedItem[]): Outcome<Told> {
  const rows = releases.map(({ id, state, releasedAt, digest, reason, withdrawn }) => [
    id,
    state,
    releasedAt,
    digest,
    withdrawn?.reason ?? reason ?? '',
  ])
  const head = ['release', 'state', 'released', 'digest', 'why'].map((title) => ({ title }))
  return done({
    json: { releases },
    text: rows.length === 0 ? 'nothing is released' : table(head, rows),
  })
}

async function listAt(address: string): Promise<readonly ReleasedItem[]> {
  const bytes = await fetched(new URL('/open', address))
  const said = jsonOf(bytes, 'the list of releases') as { readonly releases?: unknown }
  return Array.isArray(said.releases) ? (said.releases as ReleasedItem[]) : []
}

/** The files of one version, the newest where none is named, side by side in a folder. */
async function got(
  address: string,
  period: string,
  version: number | undefined,
  out: string,
): Promise<Outcome<Told>> {
  const released = (await listAt(address)).filter((item) => item.period === period)
  const item =
    version === undefined
      ? released.find(({ state }) => state === 'current')
      : released.find((r) => r.version === version)
  if (item === undefined)
    return refuse({
      kind: 'unknown',
      name: 'release-unknown',
      ground: `${period}${version === undefined ? '' : `, version ${version},`} is not released`,
      remedy: 'look at the list: comity release DIR|URL',
    })
  mkdirSync(out, { recursive: true })
  const written: string[] = []
  for (const name of files) {
    const path = join(out, name)
    writeWhole(path, await fetched(new URL(`/open/${period}/${item.version}/${name}`, address)))
    written.push(path)
  }
  const [figures, proof] = [join(out, 'release.json'), join(out, 'proof.json')]
  return done({
    json: { id: item.id, digest: item.digest, written },
    text: [
      `${item.id} ${item.digest}`,
      ...written.map((path) => `written: ${path}`),
      `check it: comity verify ${figures} ${proof}`,
    ].join('\n'),
  })
}

function versionOf({ args }: Call): Outcome<number | undefined> {
  const text = args.positionals[3]
  if (text === undefined) return done(undefined)
  return /^[1-9]\d{0,4}$/.test(text)
    ? done(Number(text))
    : refuse(missing(`a version; "${shorten(text)}" is none`, 'a number from 1'))
}

function missing(what: string, remedy: string) {
  return {
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `it needs ${what}`,
    remedy: `write ${remedy}`,
  } as const
}
