import { type Day, digest, done, type Json, type Outcome, refuse } from '#base'
import { allowed, meetAll, type RecordHeader, type Use } from '#exchange'
import { type Element, type Law, requiredElements } from '#law'
import {
  composeDocument,
  type DocumentNotice,
  documentAsPage,
  documentAsPdf,
  documentJson,
  languageOf,
} from '#paper'
import { fieldsOf, type Procedure, procedureOf, type Transition } from '#procedure'
import { openMatter } from './access.ts'
import { readDocument } from './bodies.ts'
import { completenessOf } from './completeness.ts'
import { notAllowed, verdictOnItem } from './conditions.ts'
import { translationOf } from './document-translation.ts'
import { conditionsFor, type Item, itemsOf } from './items.ts'
import { warningsFor } from './items-view.ts'
import type { Matter } from './matter.ts'
import { putCopyOnRecord } from './oversight-copies.ts'
import { headerOf } from './request-view.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

export interface DocumentQuery {
  readonly as: 'html' | 'pdf' | 'json'
  /** A second language beside English, `fr`. */
  readonly second?: string | undefined
  /** What it is taken out for: the own file, a court, or another authority by its id. */
  readonly for?: string | undefined
  /** It speaks for an accused. */
  readonly exculpatory?: boolean | undefined
}

export interface DocumentBytes {
  readonly bytes: Uint8Array | string
  readonly digest: string
}

/** One document of a matter as it was filed: page, PDF or data, the same digest in all three. */
export async function documentOf(
  world: World,
  actor: string,
  id: string,
  record: string,
  query: DocumentQuery,
): Promise<Outcome<DocumentBytes>> {
  const look = query.as === 'html' ? 'read' : query.as === 'pdf' ? 'print' : 'export'
  const second = query.second === undefined ? null : languageOf(query.second)
  if (second === undefined)
    return refuse({
      kind: 'unknown',
      name: 'language-unknown',
      ground: `documents are not written in ${query.second?.slice(0, 20)}`,
      remedy: 'choose fr, or leave the second language out',
    })
  const opened = await openMatter(world, actor, id, look, { what: record })
  if (!opened.ok) return opened
  const { matter } = opened.value
  const filed = await filedIn(world, matter, record)
  if (filed === undefined)
    return refuse({
      kind: 'unknown',
      name: 'document-unknown',
      ground: 'the matter has no such document, or its words were erased',
      remedy: 'open it from the list of documents of the matter',
    })
  const item = (await itemsOf(world, matter.stream)).find((i) => i.id === record)
  const use = useFor(query.for, query.exculpatory)
  const verdict = item === undefined ? undefined : await verdictOnItem(world, item, '', use)
  if (item !== undefined && verdict !== undefined && !allowed(verdict))
    return refuse(notAllowed(world, item, '', use, verdict))
  const data = dataOf(world, matter, {
    ...filed,
    notices: item === undefined ? [] : await noticesOn(world, item),
  })
  const json = documentJson(data)
  const bytes =
    query.as === 'html'
      ? documentAsPage(data, second)
      : query.as === 'pdf'
        ? documentAsPdf(data, second)
        : json.json
  if (look !== 'read') await putCopyOnRecord(world, actor, matter.stream, record, bytes)
  return done({ bytes, digest: json.digest })
}

/** A step with the words that were filed in it. */
interface Filed {
  readonly record: { readonly id: string; readonly digest: string }
  readonly header: RecordHeader
  readonly document: Readonly<Record<string, Json>>
  readonly procedure: Procedure
  readonly row: Transition | undefined
  readonly translation: Awaited<ReturnType<typeof translationOf>>
  readonly notices?: readonly DocumentNotice[]
}

/** For the own file it is read; a court gets evidence; everybody else gets it passed on. */
export function useFor(end = 'file', exculpatory?: boolean): Use {
  const fair = exculpatory === true ? { exculpatory: true as const } : {}
  if (end === 'file') return { do: 'read' }
  if (end === 'court') return { do: 'evidence', ...fair }
  return { do: 'onward', to: end, ...fair }
}

/** What a reader must know of the item: what was corrected, that it is disputed, what its sources have become. */
async function noticesOn(world: World, item: Item): Promise<readonly DocumentNotice[]> {
  const disputed = meetAll(conditionsFor(item, '')).disputed
  const from = authorityName(world, item.from)
  return [
    ...item.corrections.map((c) => ({
      kind: c.what,
      at: c.at,
      by: authorityName(world, c.by),
      struck: [c.part, c.wrong].filter((t) => t !== '').join(': '),
      right: c.right,
      text: c.reasons,
    })),
    ...(disputed
      ? [
          {
            kind: 'disputed' as const,
            at: null,
            by: from,
            struck: '',
            right: '',
            text: disputedText,
          },
        ]
      : []),
    ...(await warningsFor(world, item)).map((text) => ({
      kind: 'source' as const,
      at: null,
      by: '',
      struck: '',
      right: '',
      text,
    })),
  ]
}

const disputedText = 'Whoever uses it says so.'

async function filedIn(world: World, matter: Matter, record: string): Promise<Filed | undefined> {
  const events = await world.store.events({ stream: matter.state.stream, limit: 500 })
  const event = events.find((e) => e.id === record)
  const header = event === undefined ? undefined : headerOf(event)
  const document = header?.body == null ? undefined : await readDocument(world, record)
  const found = procedureOf(matter.state.procedure)
  if (event?.record == null || header === undefined || document === undefined || !found.ok)
    return undefined
  const procedure = found.value
  const row = procedure.transitions.find((t) => t.id === header.transition)
  return {
    record: { id: record, digest: digest(event.record) },
    header,
    document,
    procedure,
    row,
    translation: await translationOf(
      world,
      events,
      row?.form ?? procedure.form,
      digest(event.record),
    ),
  }
}

/** What the paper shows of it: who to whom, on which basis, under which law, and what the law asked of it. */
function dataOf(world: World, matter: Matter, filed: Filed): ReturnType<typeof composeDocument> {
  const { record, header, document, procedure, row, translation, notices = [] } = filed
  const { requesting, requested } = matter.state.parties
  const place = ({ authority, country }: typeof requesting) => ({
    id: authority,
    name: authorityName(world, authority),
    country,
  })
  const [from, to] =
    header.data.side === 'requested' ? [requested, requesting] : [requesting, requested]
  const form = row?.form ?? procedure.form
  // A partner's record names the partner's law, which need not be at hand: the elements are then counted by ours.
  const law = world.laws.version(String(header.data.law ?? header.pack)) ?? world.laws.now()
  const { basis } = matter.state
  const on = header.at.slice(0, 10) as Day
  return composeDocument({
    form,
    step: row?.name ?? header.type,
    procedure: {
      id: procedure.id,
      name: procedure.name,
      citation: row?.citation ?? procedure.citation,
    },
    matter: matter.state.stream,
    reference: matter.words.reference,
    record,
    at: header.at,
    by: `${header.actor.split('/')[0]}, ${String(header.data.role ?? '')}`,
    from: place(from),
    to: from.authority === to.authority ? null : place(to),
    basis: basis === undefined ? null : { name: basis.instrument, citation: basis.citation },
    law: String(header.data.law ?? header.pack),
    language: 'en',
    fields: fieldsOf(form).filter((f) => f.beside !== true || document[f.name] !== undefined),
    elements: elementsOf(form, procedure.form, on, law),
    document,
    missing: completenessOf(form, document, on, law).missing.map(({ name, citation }) => ({
      label: name,
      citation,
    })),
    ...(translation === undefined ? {} : { translation }),
    ...(notices.length === 0 ? {} : { notices }),
    ...(world.federation.own.exercise === undefined
      ? {}
      : { exercise: world.federation.own.exercise }),
  })
}

/**
 * What the law asks of a form. A draft that is shared and a request that goes ahead carry the elements of the request
 * itself, which is the form of the procedure.
 */
function elementsOf(form: string, main: string, on: Day, law: Law): readonly Element[] {
  const own = requiredElements(form, on, law)
  if (own.length > 0) return own
  const names = new Set(fieldsOf(form).map((f) => f.name))
  const elements = requiredElements(main, on, law)
  return elements.every((e) => (e.fields ?? [e.field]).every((f) => names.has(f))) ? elements : []
}
