import { type Day, digest, done, instant, type Json, millis, type Outcome } from '#base'
import { conditionsWithParts, type RecordHeader, readRecord } from '#exchange'
import { type Field as FormField, procedureOf, type Transition, warnsOf } from '#procedure'
import type { StoredEvent } from '#store'
import { openMatter } from './access.ts'
import { isApproval } from './act-access.ts'
import { provenApprovals } from './approvals-audit.ts'
import { readDocument } from './bodies.ts'
import { fits } from './command.ts'
import { completenessOf } from './completeness.ts'
import type { LetterRow } from './delivery-rows.ts'
import { tellRetrieved } from './delivery-told.ts'
import { clocksOf, stepsFor } from './facts.ts'
import { familyOf } from './families.ts'
import { kindOf, stateName } from './inbox.ts'
import type { Matter } from './matter.ts'
import { matterParts } from './matter-parts.ts'
import { sideHere } from './parties.ts'
import { isHeld } from './retention.ts'
import { rowData } from './row-data.ts'
import { standingTracks } from './standing-tracks.ts'
import type { ActionView, ClockView, Field, RequestView, TimelineEntry } from './views.ts'
import { actorName, authorityName } from './words.ts'
import type { Hand, World } from './world.ts'

const mostEvents = 500

/** One matter whole, as this officer may see it. Looking is itself put on record. */
export async function requestView(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<RequestView>> {
  const opened = await openMatter(world, actor, id, 'read')
  if (!opened.ok) return opened
  const { matter, hand } = opened.value
  const { stream } = matter
  tellRetrieved(world, matter, hand)
  const text = matter.text === null ? undefined : await readDocument(world, matter.text)
  const events = await world.store.events({ stream, limit: mostEvents })
  const timeline = await timelineOf(world, stream, events)
  // A text of the other side is not shown after its last day; the record and its digest stay.
  const kept = timeline.find((e) => e.id === matter.text)?.withheld === undefined
  const document = kept ? (text ?? {}) : {}
  const { requesting, requested } = matter.state.parties
  const party = (a: string) => ({ id: a, name: authorityName(world, a) })
  const reply = timeline.findLast((e) => e.type === 'request.final' || e.type === 'request.partial')
  const { basis } = matter.state
  const on = world.clock.now().slice(0, 10) as Day
  const procedure = procedureOf(matter.state.procedure)
  const limits = clockViews(world, matter)
  const parts = await matterParts(world, matter, events, document)
  return done({
    id,
    reference: matter.words.reference,
    kind: kindOf(matter.state.procedure),
    procedure: matter.state.procedure,
    procedureName: procedure.ok ? procedure.value.name : matter.state.procedure,
    citation: procedure.ok ? procedure.value.citation : '',
    family: familyOf(matter.state.procedure),
    subject: matter.words.subject || (procedure.ok ? procedure.value.name : ''),
    side: sideHere(world, matter, hand),
    from: party(requesting.authority),
    to: party(requested.authority),
    state: matter.state.states.main ?? '',
    stateName: stateName(matter),
    urgency: matter.state.class ?? 'normal',
    legalBasis:
      basis === undefined ? null : { id: basis.id, name: basis.citation, citation: basis.citation },
    conditions:
      matter.terms === null
        ? null
        : { ...matter.terms.conditions, purposes: [...matter.terms.purposes] },
    document,
    timeline,
    clocks: limits,
    actions: actionViews(world, matter, hand, document),
    ...(reply?.document === undefined ? {} : { reply: reply.document }),
    completeness: completenessOf(
      procedure.ok ? procedure.value.form : '',
      document,
      on,
      world.laws.now(),
    ),
    ...parts,
    path: [...parts.path, ...standingTracks(timeline, limits)],
  })
}

async function timelineOf(
  world: World,
  stream: string,
  events: readonly StoredEvent[],
): Promise<TimelineEntry[]> {
  const letters = await lettersOf(world, stream)
  const proven = await provenApprovals(world, stream)
  const entries: TimelineEntry[] = []
  for (const event of events)
    entries.push({
      ...(await entryOf(world, event, letters)),
      ...approvedWith(world, event, proven),
    })
  return entries
}

/** How an approval of this node is proven; steps that approve nothing say nothing. */
function approvedWith(
  world: World,
  event: StoredEvent,
  proven: ReadonlySet<string>,
): Pick<TimelineEntry, 'approvedWith'> {
  const header = headerOf(event)
  const row = transitionRow(header?.procedure ?? '', header?.transition ?? '')
  if (header?.node !== world.id || row === undefined || !isApproval(row)) return {}
  return { approvedWith: proven.has(event.id) ? 'passkey' : 'node-key' }
}

/** The last day on which somebody else's words may be held, where it is over. */
function heldTooLong(
  world: World,
  words: Readonly<Record<string, Json>> | undefined,
): string | undefined {
  const until = words === undefined ? null : conditionsWithParts(words, '').retainUntil
  return until !== null && world.clock.now().slice(0, 10) > until ? until : undefined
}

async function entryOf(
  world: World,
  event: StoredEvent,
  letters: ReadonlyMap<string, LetterRow>,
): Promise<TimelineEntry> {
  const header = headerOf(event)
  const ours = header === undefined || header.node === world.id
  const letter = letters.get(event.id)
  const words = header?.body == null ? undefined : await readDocument(world, event.id)
  const late = ours ? undefined : heldTooLong(world, words)
  // A hold is ordered so that the item can be read.
  const over = late !== undefined && (await isHeld(world, event.id)) ? undefined : late
  const document = over === undefined ? words : undefined
  return {
    id: event.id,
    at: event.at,
    type: event.type,
    title: titleOf(header, event.type),
    actor: {
      id: event.actor,
      name: actorName(world, event.actor),
      authority: event.actor.split('/')[0] ?? '',
    },
    node: header?.node ?? world.id,
    ours,
    crossed: !ours || letter?.receipt?.status === 'admitted',
    ...(document === undefined ? {} : { document }),
    ...(over === undefined ? {} : { withheld: over }),
    digest: event.record === null ? 'erased' : digest(event.record),
    index: event.index,
    ...(letter?.receipt === undefined
      ? letter === undefined
        ? {}
        : { receipt: { status: 'on its way', at: letter.sentAt, index: -1, size: 0 } }
      : {
          receipt: {
            status: letter.receipt.status,
            at: letter.receipt.at,
            index: letter.receipt.index,
            size: letter.receipt.size,
          },
        }),
  }
}

/** Letters of a matter by the record they carry. */
export async function lettersOf(
  world: World,
  stream: string,
): Promise<ReadonlyMap<string, LetterRow>> {
  const found = new Map<string, LetterRow>()
  const page = await world.store.rows({
    kind: 'letter',
    prefix: `${stream}/`,
    order: 'key',
    limit: mostEvents,
  })
  for (const row of page.rows) {
    const letter = rowData<LetterRow>(row)
    if (letter.record !== undefined) found.set(letter.record, letter)
  }
  return found
}

export function headerOf(event: StoredEvent): RecordHeader | undefined {
  const read = event.record === null ? undefined : readRecord(event.record)
  return read?.ok ? read.value : undefined
}

function titleOf(header: RecordHeader | undefined, type: string): string {
  const transition = transitionRow(header?.procedure ?? '', header?.transition ?? '')
  // The clock's own step is told when the node looks, and holds from the instant at which the limit ran out.
  if (transition !== undefined)
    return typeof header?.data.due === 'string'
      ? `${transition.name}, as of ${header.data.due.slice(0, 16).replace('T', ' ')} UTC`
      : transition.name
  if (type === 'clock.overdue')
    return `time limit ran out: ${clockName(header?.procedure ?? '', String(header?.data.clock))}`
  if (type === 'clock.warned')
    return `time limit is about to run out: ${clockName(header?.procedure ?? '', String(header?.data.clock))}`
  if (type === 'clock.resumed') return 'the clock runs again'
  return type
}

function transitionRow(procedure: string, id: string): Transition | undefined {
  const found = procedureOf(procedure)
  return found.ok ? found.value.transitions.find((t) => t.id === id) : undefined
}

function clockName(procedure: string, id: string): string {
  const found = procedureOf(procedure)
  return (found.ok ? found.value.clocks.find((c) => c.id === id)?.name : undefined) ?? id
}

function clockViews(world: World, matter: Matter): ClockView[] {
  const procedure = procedureOf(matter.state.procedure)
  return clocksOf(world, matter.state, world.clock.now()).map((c) => {
    const row = procedure.ok ? procedure.value.clocks.find((r) => r.id === c.id) : undefined
    return {
      id: c.id,
      name: c.name,
      rule: c.rule,
      citation: c.citation,
      start: c.start,
      due: c.due,
      status: c.status,
      remainingSeconds: c.remaining === null ? null : Math.round(c.remaining / 1000),
      steps: [...c.steps],
      owedBy: c.owedBy,
      consequence: row?.consequence ?? '',
      warnings: warnsOf(row, c.start, c.due).map(({ count, unit }) =>
        instant(millis(c.due) - count * (unit === 'hours' ? 3_600_000 : 86_400_000)),
      ),
    }
  })
}

function actionViews(
  world: World,
  matter: Matter,
  hand: Hand,
  document: Readonly<Record<string, Json>>,
): ActionView[] {
  const now = world.clock.now()
  const { open, closed } = stepsFor(world, matter, hand, now)
  const procedure = procedureOf(matter.state.procedure)
  const form = procedure.ok ? procedure.value.form : undefined
  const rowOf = (id: string) => transitionRow(matter.state.procedure, id)
  return [
    ...open.map((step) => {
      const row = rowOf(step.transition)
      const again = step.form === form && !step.crosses
      return {
        id: step.transition,
        name: step.name,
        open: true,
        citation: step.citation,
        // The approved text goes out as it is; nobody types it twice.
        form:
          step.crosses && (step.form === form || fits(step.form, document))
            ? []
            : step.fields.map(fieldView),
        coercive: row?.coercive !== undefined,
        crosses: step.crosses,
        ...(again ? { document } : {}),
        ...(step.fields.length === 0
          ? {}
          : {
              elements: completenessOf(
                step.form,
                again ? document : {},
                now.slice(0, 10) as Day,
                world.laws.now(),
              ),
            }),
      }
    }),
    ...closed.map((step) => {
      const row = rowOf(step.transition)
      return {
        id: step.transition,
        name: step.name,
        open: false,
        why: step.why.ground,
        remedy: step.why.remedy,
        citation: step.why.citation ?? step.citation,
        form: [],
        coercive: row?.coercive !== undefined,
        crosses: row?.crosses === true,
      }
    }),
  ]
}

export function fieldView(field: FormField): Field {
  return {
    name: field.name,
    label: field.label,
    kind: field.kind,
    required: field.required,
    ...(field.section === undefined ? {} : { section: field.section }),
    ...(field.least === undefined ? {} : { least: field.least }),
    ...(field.most === undefined ? {} : { most: field.most }),
    ...(field.citation === undefined ? {} : { citation: field.citation }),
    ...(field.help === undefined ? {} : { help: field.help }),
    ...(field.beside === undefined ? {} : { beside: field.beside }),
    ...(field.options === undefined
      ? {}
      : {
          options: field.options.map((o) => ({
            value: o.value,
            label: o.label,
            ...(o.citation === undefined ? {} : { citation: o.citation }),
          })),
        }),
  }
}
