import { join } from 'node:path'
import { type Digest, done, type Json, type Outcome, refuse } from '#base'
import { detect } from '#intake'
import { type ReachQuery, rules, type TraceDocument } from '#trace'
import type { BehindQuery } from './desk-answers.ts'
import type { CaseSpec } from './desk-case.ts'
import { fileKey, keepFile, removeFile } from './desk-files.ts'
import { type JobView, makeJobs, unknownJob } from './desk-jobs.ts'
import {
  type ClaimRule,
  type FileRole,
  fileRoles,
  type Run,
  type RunOptions,
  type Tracing,
} from './desk-shapes.ts'
import { type Ask, deskThread } from './desk-thread.ts'
import { note, write } from './records.ts'
import { authorityName } from './words.ts'
import { handOf, type World } from './world.ts'

/** The tracing desk: ledgers of this authority, what was followed in them, and the exhibits made of it. */
export interface Desk {
  rules(): readonly object[]
  list(): Promise<readonly object[]>
  create(actor: string, name: string): Promise<Outcome<{ readonly id: string }>>
  erase(actor: string, id: string): Promise<Outcome<void>>
  putFile(
    actor: string,
    id: string,
    role: string,
    name: string,
    input: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<object>>
  /** Takes a file back before the import. */
  dropFile(actor: string, id: string, role: string): Promise<Outcome<void>>
  import(actor: string, id: string, options: ImportOptions): Promise<Outcome<{ job: string }>>
  nameClaims(
    actor: string,
    id: string,
    claims: readonly ClaimRule[],
  ): Promise<Outcome<{ job: string }>>
  job(id: string): Outcome<JobView>
  cancel(id: string): Outcome<void>
  view(id: string): Promise<Outcome<object>>
  accounts(id: string, q: string): Promise<Outcome<unknown>>
  run(actor: string, id: string, options: RunOptions): Promise<Outcome<{ job: string }>>
  result(id: string, run: string): Promise<Outcome<object>>
  graph(
    id: string,
    run: string,
    query: { readonly claim?: string; readonly minShare?: number; readonly max?: number },
  ): Promise<Outcome<unknown>>
  steps(
    id: string,
    run: string,
    query: { readonly offset: number; readonly limit: number; readonly account?: string },
  ): Promise<Outcome<unknown>>
  behind(id: string, run: string, query: BehindQuery): Promise<Outcome<unknown>>
  compare(id: string): Promise<Outcome<unknown>>
  flow(id: string, query: ReachQuery): Promise<Outcome<unknown>>
  makeExhibit(actor: string, id: string, run: string, head: ExhibitWords): Promise<Outcome<object>>
  exhibit(id: string, form: 'html' | 'pdf' | 'json'): Promise<Outcome<Uint8Array>>
  close(): Promise<void>
}

export interface ImportOptions {
  readonly base?: string | undefined
  readonly map?: Json | undefined
  readonly skipBadRows?: boolean | undefined
}

export interface ExhibitWords {
  readonly title: string
  readonly caseReference: string
  readonly preparedFor?: string | undefined
}

/** Every rule of quantity and membership, in the order of the table; `all` runs them one after the other. */
/** Every rule there is, in the order of their table. */
const everyRule: readonly RunOptions['rule'][] = rules.map((r) => r.id)

export function openDesk(world: World): Desk {
  const folder = join(world.dir, 'desk')
  const thread = deskThread()
  const jobs = makeJobs(world)
  const { store } = world

  async function load(id: string): Promise<Outcome<Tracing>> {
    const row = await store.row('tracing', id)
    return row === undefined ? refuse(unknownTracing(id)) : done(row.data as unknown as Tracing)
  }

  /** The tracing as it stands after the act, and the act on record, in one commit. */
  async function keep(
    actor: string,
    tracing: Tracing | { readonly id: string; readonly gone: true },
    type: string,
    data: { readonly [key: string]: Json },
  ): Promise<Outcome<void>> {
    const hand = handOf(world, actor)
    if (hand === undefined) return refuse(notHere(actor))
    const written = write(world, hand, note(`tracing/${tracing.id}`, type, world.clock.now(), data))
    const committed = await store.commit({
      events: [written.event],
      rows: [
        {
          kind: 'tracing',
          key: tracing.id,
          data: 'gone' in tracing ? null : (tracing as unknown as Json),
        },
      ],
    })
    return committed.ok ? done(undefined) : committed
  }

  /** One change at a time: two jobs that end together both stand in the row. */
  function change(
    actor: string,
    id: string,
    type: string,
    data: { readonly [key: string]: Json },
    how: (tracing: Tracing) => Tracing,
  ): Promise<Outcome<void>> {
    return world.locks.run([`tracing/${id}`], async () => {
      const tracing = await load(id)
      return tracing.ok ? keep(actor, how(tracing.value), type, data) : tracing
    })
  }

  function specOf(tracing: Tracing): CaseSpec {
    return {
      tracing: tracing.id,
      version: tracing.version,
      files: tracing.files.map((file) => ({
        role: file.role,
        name: file.name,
        digest: file.digest,
        key: fileKey(folder, file, world.keys.kek),
      })),
      ...(tracing.base === null ? {} : { base: tracing.base }),
      ...(tracing.map === null ? {} : { map: tracing.map }),
      claims: tracing.claims,
      skipBadRows: tracing.skipBadRows,
    }
  }

  async function ask(id: string, what: Ask): Promise<Outcome<unknown>> {
    const tracing = await load(id)
    if (!tracing.ok) return tracing
    if (tracing.value.state !== 'imported') return refuse(notImported)
    return thread.ask(specOf(tracing.value), what)
  }

  async function askRun(
    id: string,
    runId: string,
    what: (run: Run, tracing: Tracing) => Ask,
  ): Promise<Outcome<unknown>> {
    const tracing = await load(id)
    if (!tracing.ok) return tracing
    const run = tracing.value.runs.find((r) => r.id === runId)
    if (run === undefined) return refuse(unknownRun(runId))
    return thread.ask(specOf(tracing.value), what(run, tracing.value))
  }

  async function importNow(actor: string, draft: Tracing): Promise<Outcome<{ job: string }>> {
    if (!draft.files.some((f) => f.role === 'ledger')) return refuse(noLedger)
    const next: Tracing = { ...draft, version: draft.version + 1 }
    const job = jobs.start(async (onProgress, cancel) => {
      const read = await thread.ask(specOf(next), { what: 'import' }, { onProgress, cancel })
      if (!read.ok) return read
      const { summary, counts } = read.value as {
        summary: Json
        counts: NonNullable<Tracing['counts']>
      }
      const blob = await putJson(summary)
      const imported = (tracing: Tracing): Tracing => ({
        ...next,
        files: tracing.files,
        state: 'imported',
        counts,
        summary: blob,
        runs: [],
      })
      const kept = await change(
        actor,
        next.id,
        'tracing.imported',
        {
          files: next.files.map((f) => ({ role: f.role, digest: f.digest, bytes: f.bytes })),
          counts: { ...counts },
          summary: blob,
        },
        imported,
      )
      return kept.ok ? done({ id: next.id }) : kept
    })
    return done({ job })
  }

  async function putJson(value: unknown): Promise<Digest> {
    return store.blobs.put(Buffer.from(JSON.stringify(value)), { kind: 'desk' })
  }

  async function getJson(place: string): Promise<Outcome<object>> {
    const blob = await store.blobs.get(place as Digest)
    return blob === undefined
      ? refuse(erasedContent)
      : done(JSON.parse(Buffer.from(blob.bytes).toString('utf8')) as object)
  }

  return {
    rules: () =>
      rules.map(({ id, name, sentence, citations, ...rule }) => ({
        id,
        name,
        text: sentence,
        citations,
        order: rule.order,
        classes: rule.measure,
        rule: { ...rule },
      })),

    async list() {
      const page = await store.rows({ kind: 'tracing', order: 'key', descending: true, limit: 500 })
      return page.rows.map((row) => listed(row.data as unknown as Tracing))
    },

    async create(actor, name) {
      const tracing: Tracing = {
        id: world.ids.next(),
        name,
        createdAt: world.clock.now(),
        createdBy: actor,
        state: 'draft',
        version: 0,
        files: [],
        base: null,
        map: null,
        claims: [],
        skipBadRows: false,
        counts: null,
        summary: null,
        runs: [],
      }
      const kept = await keep(actor, tracing, 'tracing.created', {})
      return kept.ok ? done({ id: tracing.id }) : kept
    },

    async erase(actor, id) {
      return world.locks.run([`tracing/${id}`], async () => {
        const tracing = await load(id)
        if (!tracing.ok) return tracing
        const kept = await keep(actor, { id, gone: true }, 'tracing.erased', {})
        if (!kept.ok) return kept
        for (const file of tracing.value.files) await removeFile(folder, file)
        const places = [tracing.value.summary, ...tracing.value.runs.map((r) => r.result)]
        for (const place of places) if (place !== null) await store.blobs.remove(place as Digest)
        return done(undefined)
      })
    },

    async putFile(actor, id, role, name, input) {
      if (!isRole(role)) return refuse(unknownRole(role))
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const kept = await keepFile(folder, world.ids.next(), world.keys.kek, world.random, input)
      if (!kept.ok) return kept
      const { file, head } = kept.value
      const old = tracing.value.files.find((f) => f.role === role)
      const changed = await change(
        actor,
        id,
        'tracing.file',
        { role, digest: file.digest, bytes: file.bytes },
        (t) => ({
          ...t,
          files: [...t.files.filter((f) => f.role !== role), { ...file, role, name }],
        }),
      )
      if (!changed.ok) return changed
      if (old !== undefined) await removeFile(folder, old)
      return done({
        name,
        bytes: file.bytes,
        digest: file.digest,
        preview: role === 'map' ? null : await previewOf(head),
      })
    },

    async dropFile(actor, id, role) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.state !== 'draft') return refuse(alreadyImported)
      const old = tracing.value.files.find((f) => f.role === role)
      if (old === undefined) return refuse(isRole(role) ? noSuchFile(role) : unknownRole(role))
      const changed = await change(actor, id, 'tracing.file.removed', { role }, (t) => ({
        ...t,
        files: t.files.filter((f) => f.role !== role),
      }))
      if (changed.ok) await removeFile(folder, old)
      return changed
    },

    async import(actor, id, options) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      return importNow(actor, {
        ...tracing.value,
        base: options.base ?? null,
        map: options.map ?? null,
        skipBadRows: options.skipBadRows === true,
      })
    },

    async nameClaims(actor, id, claims) {
      const tracing = await load(id)
      return tracing.ok ? importNow(actor, { ...tracing.value, claims }) : tracing
    },

    job: (id) => {
      const view = jobs.view(id)
      return view === undefined ? unknownJob : done(view)
    },
    cancel: (id) => (jobs.cancel(id) ? done(undefined) : unknownJob),

    async view(id) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const { files, runs, summary } = tracing.value
      const read = summary === null ? done({}) : await getJson(summary)
      if (!read.ok) return read
      return done({
        ...listed(tracing.value),
        files: files.map(({ role, name, bytes, digest: d }) => ({ role, name, bytes, digest: d })),
        base: tracing.value.base,
        namedClaims: tracing.value.claims,
        ...notYetRead,
        ...read.value,
        runs: runs.map(runView),
        exhibits: await exhibitsOf(id),
      })
    },

    accounts: (id, q) => ask(id, { what: 'accounts', q }),
    flow: (id, query) => ask(id, { what: 'flow', query }),

    async run(actor, id, options) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.state !== 'imported') return refuse(notImported)
      const wanted = options.rule === 'all' ? [...everyRule] : [options.rule]
      const spec = specOf(tracing.value)
      const job = jobs.start(async (onProgress, cancel) => {
        const ids: string[] = []
        for (const rule of wanted) {
          const one: RunOptions = { ...options, rule }
          const traced = await thread.ask(spec, { what: 'run', run: one }, { onProgress, cancel })
          if (!traced.ok) return traced
          const kept = await keepRun(actor, tracing.value, one, traced.value as TraceDocument)
          if (!kept.ok) return kept
          ids.push(kept.value)
        }
        return done({ id: ids[0] as string, ids })
      })
      return done({ job })
    },

    async result(id, runId) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const run = tracing.value.runs.find((r) => r.id === runId)
      if (run === undefined) return refuse(unknownRun(runId))
      const document = await getJson(run.result)
      return document.ok
        ? done({ ...document.value, id: run.id, at: run.at, by: run.by })
        : document
    },

    graph: (id, run, query) => askRun(id, run, (r) => ({ what: 'graph', run: r.options, query })),
    steps: (id, run, query) => askRun(id, run, (r) => ({ what: 'steps', run: r.options, query })),
    behind: (id, run, query) => askRun(id, run, (r) => ({ what: 'behind', run: r.options, query })),

    async compare(id) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.runs.length === 0) return done({ rules: [], untraceable: {}, rows: [] })
      const compared = await ask(id, { what: 'compare', runs: latestRuns(tracing.value) })
      if (!compared.ok) return compared
      const runs = Object.fromEntries(tracing.value.runs.map((run) => [run.rule, run.id]))
      return done({ ...(compared.value as object), runs })
    },

    async makeExhibit(actor, id, runId, words) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const at = world.clock.now()
      const hand = handOf(world, actor)
      const made = await askRun(id, runId, (run, t) => ({
        what: 'exhibit',
        run: run.options,
        others: latestRuns(t).filter((o) => o.arrival === run.options.arrival),
        head: {
          title: words.title,
          caseReference: words.caseReference,
          authority: `${world.id}, ${authorityName(world, world.id)}`,
          preparedBy: `${hand?.role ?? 'officer'} ${actor}`,
          ...(words.preparedFor === undefined ? {} : { preparedFor: words.preparedFor }),
          preparedAt: at,
          question: `Where does the ledger "${t.name}" show the claimed money at its end, under the rule named below?`,
        },
      }))
      if (!made.ok) return made
      const {
        html,
        pdf,
        json,
        digest: of,
      } = made.value as {
        html: string
        pdf: Uint8Array
        json: Uint8Array
        digest: Digest
      }
      const exhibitId = world.ids.next()
      const put = (bytes: Uint8Array) => store.blobs.put(bytes, { kind: 'exhibit' })
      const places = {
        html: await put(Buffer.from(html)),
        pdf: await put(pdf),
        json: await put(json),
      }
      const kept = await keepExhibit(actor, exhibitId, id, runId, words.title, of, places)
      if (!kept.ok) return kept
      const url = (form: string) => `/api/exhibits/${exhibitId}.${form}`
      return done({
        id: exhibitId,
        digest: of,
        html: url('html'),
        pdf: url('pdf'),
        json: url('json'),
      })
    },

    async exhibit(id, form) {
      const row = await store.row('exhibit', id)
      const places = row?.data as { places?: Record<string, string> } | undefined
      const place = places?.places?.[form]
      const blob = place === undefined ? undefined : await store.blobs.get(place as Digest)
      return blob === undefined
        ? refuse({
            kind: 'unknown',
            name: 'exhibit-unknown',
            ground: `there is no exhibit ${id.slice(0, 60)} here`,
            remedy: 'open it from the tracing it was made of',
          })
        : done(blob.bytes)
    },

    close: () => thread.close(),
  }

  async function keepRun(
    actor: string,
    tracing: Tracing,
    options: RunOptions,
    document: TraceDocument,
  ): Promise<Outcome<string>> {
    const place = await putJson(document)
    const run: Run = {
      id: world.ids.next(),
      rule: document.rule,
      order: document.order,
      arrival: document.arrival,
      arithmetic: document.arithmetic,
      base: document.base,
      at: world.clock.now(),
      by: actor,
      options,
      total: document.total as unknown as Json,
      warnings: document.warnings.length,
      result: place,
    }
    const kept = await change(
      actor,
      tracing.id,
      'tracing.run',
      {
        run: run.id,
        rule: run.rule,
        order: run.order,
        arrival: run.arrival,
        arithmetic: run.arithmetic,
        result: place,
      },
      (t) => ({ ...t, runs: [...t.runs, run] }),
    )
    return kept.ok ? done(run.id) : kept
  }

  /** Exhibits made of the tracing, oldest first. */
  async function exhibitsOf(tracing: string): Promise<readonly object[]> {
    const page = await store.rows({
      kind: 'exhibit',
      order: 'key',
      descending: true,
      limit: 500,
    })
    return page.rows
      .toReversed()
      .map((row) => ({ id: row.key, ...(row.data as unknown as KeptExhibit) }))
      .filter((exhibit) => exhibit.tracing === tracing)
      .map(({ id, run, title, at, digest }) => ({
        id,
        run,
        title,
        at,
        digest,
        html: `/api/exhibits/${id}.html`,
        pdf: `/api/exhibits/${id}.pdf`,
      }))
  }

  async function keepExhibit(
    actor: string,
    id: string,
    tracing: string,
    run: string,
    title: string,
    of: Digest,
    places: Readonly<Record<string, string>>,
  ): Promise<Outcome<void>> {
    const hand = handOf(world, actor)
    if (hand === undefined) return refuse(notHere(actor))
    const written = write(
      world,
      hand,
      note(`tracing/${tracing}`, 'exhibit.made', world.clock.now(), {
        exhibit: id,
        run,
        digest: of,
        ...places,
      }),
    )
    const committed = await store.commit({
      events: [written.event],
      rows: [
        {
          kind: 'exhibit',
          key: id,
          data: { tracing, run, title, at: world.clock.now(), digest: of, places },
        },
      ],
    })
    return committed.ok ? done(undefined) : committed
  }
}

interface KeptExhibit {
  readonly tracing: string
  readonly run: string
  readonly title: string
  readonly at: string
  readonly digest: string
}

function listed(t: Tracing) {
  return {
    id: t.id,
    name: t.name,
    createdAt: t.createdAt,
    createdBy: t.createdBy,
    state: t.state,
    payments: t.counts?.payments ?? 0,
    accounts: t.counts?.accounts ?? 0,
    claims: t.counts?.claims ?? 0,
    runs: t.runs.length,
  }
}

function runView({ options, result, ...run }: Run) {
  return { ...run, elected: options.elected ?? [], digest: result }
}

/** The last run of each rule. */
function latestRuns(tracing: Tracing): RunOptions[] {
  return [...new Map(tracing.runs.map((run) => [run.rule, run.options])).values()]
}

async function previewOf(head: Uint8Array): Promise<object> {
  const seen = await detect(head)
  if (!seen.ok)
    return {
      delimiter: null,
      encoding: null,
      header: [],
      rows: [],
      guess: { columns: {} },
      notes: [{ text: seen.refusal.ground, remedy: seen.refusal.remedy }],
    }
  const { delimiter, encoding, header, rows, guess, missing } = seen.value
  return {
    delimiter,
    encoding,
    header,
    rows: rows.slice(0, 20).map((row) => row.cells),
    guess: { columns: guess },
    notes: missing.map((column) => ({
      text: `no column looks like "${column}"`,
      remedy: 'choose the column that holds it',
    })),
  }
}

function isRole(role: string): role is FileRole {
  return (fileRoles as readonly string[]).includes(role)
}

function unknownTracing(id: string) {
  return {
    kind: 'unknown',
    name: 'tracing-unknown',
    ground: `there is no tracing ${id.slice(0, 60)} at this node`,
    remedy: 'open it from the list of tracings',
  } as const
}

function unknownRun(id: string) {
  return {
    kind: 'unknown',
    name: 'run-unknown',
    ground: `this tracing has no run ${id.slice(0, 60)}`,
    remedy: 'choose one of its runs; a new import removes the runs of the old one',
  } as const
}

function unknownRole(role: string) {
  return {
    kind: 'malformed',
    name: 'file-role-unknown',
    ground: `a file is ${fileRoles.join(', ')}, not ${role.slice(0, 40)}`,
    remedy: `send it as one of ${fileRoles.join(', ')}`,
  } as const
}

function notHere(actor: string) {
  return {
    kind: 'unauthenticated',
    name: 'actor-unknown',
    ground: `${actor} has no key at this node, or no longer works here`,
    remedy: 'sign in as an officer of this authority',
  } as const
}

const notImported = {
  kind: 'conflict',
  name: 'not-imported',
  ground: 'the ledger of this tracing has not been imported yet',
  remedy: 'import it first',
} as const

/** What a tracing shows before its ledger was read. */
const notYetRead = {
  source: null,
  counts: { payments: 0, accounts: 0, claims: 0, currencies: 0 },
  period: { from: null, to: null },
  currencies: [],
  claims: [],
  accounts: [],
  findings: [],
  leftOut: null,
} as const

const alreadyImported = {
  kind: 'conflict',
  name: 'tracing-imported',
  ground: 'the files of this tracing have been imported and its figures rest on them',
  remedy: 'open a new tracing for other files',
} as const

function noSuchFile(role: string) {
  return {
    kind: 'unknown',
    name: 'file-unknown',
    ground: `the tracing has no file in the place of the ${role}`,
    remedy: 'nothing has to be removed',
  } as const
}

const noLedger = {
  kind: 'conflict',
  name: 'ledger-missing',
  ground: 'the tracing has no ledger file yet',
  remedy: 'drop a ledger first',
} as const

const erasedContent = {
  kind: 'unknown',
  name: 'content-erased',
  ground: 'the content of this tracing is not here any more',
  remedy: 'import the ledger again',
} as const
