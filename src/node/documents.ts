import { type Day, digest, done, type Json, type Outcome, refuse } from '#base'
import { type Element, type Law, requiredElements } from '#law'
import { composeDocument, documentAsPage, documentAsPdf, documentJson, languageOf } from '#paper'
import { fieldsOf, procedureOf } from '#procedure'
import { putViewOnRecord } from './access.ts'
import { readDocument } from './bodies.ts'
import { matterOfOthers, unknownMatter } from './command.ts'
import { completenessOf } from './completeness.ts'
import { translationOf } from './document-translation.ts'
import { load } from './matter.ts'
import { maySee } from './parties.ts'
import { headerOf } from './request-view.ts'
import { authorityName } from './words.ts'
import { handOf, type World } from './world.ts'

export interface DocumentQuery {
  readonly as: 'html' | 'pdf' | 'json'
  /** A second language beside English, `fr`. */
  readonly second?: string | undefined
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
  const stream = `matter/${id}`
  const matter = await load(world, stream)
  const hand = handOf(world, actor)
  if (matter === undefined || hand === undefined) return refuse(unknownMatter(id))
  if (!maySee(world, matter, hand)) return refuse(matterOfOthers(matter, hand))
  const second = query.second === undefined ? null : languageOf(query.second)
  if (second === undefined)
    return refuse({
      kind: 'unknown',
      name: 'language-unknown',
      ground: `documents are not written in ${query.second?.slice(0, 20)}`,
      remedy: 'choose fr, or leave the second language out',
    })
  const events = await world.store.events({ stream, limit: 500 })
  const event = events.find((e) => e.id === record)
  const header = event === undefined ? undefined : headerOf(event)
  const document = header?.body == null ? undefined : await readDocument(world, record)
  const procedure = procedureOf(matter.state.procedure)
  if (event?.record == null || header === undefined || document === undefined || !procedure.ok)
    return refuse({
      kind: 'unknown',
      name: 'document-unknown',
      ground: 'the matter has no such document, or its words were erased',
      remedy: 'open it from the list of documents of the matter',
    })
  await putViewOnRecord(world, hand, stream)
  const row = procedure.value.transitions.find((t) => t.id === header.transition)
  const { requesting, requested } = matter.state.parties
  const place = ({ authority, country }: typeof requesting) => ({
    id: authority,
    name: authorityName(world, authority),
    country,
  })
  const [from, to] =
    header.data.side === 'requested' ? [requested, requesting] : [requesting, requested]
  const form = row?.form ?? procedure.value.form
  const law = world.laws.version(String(header.data.law ?? header.pack)) ?? world.laws.now()
  const { basis } = matter.state
  const on = header.at.slice(0, 10) as Day
  const translation = await translationOf(world, events, form)
  const data = composeDocument({
    form,
    step: row?.name ?? header.type,
    procedure: {
      id: procedure.value.id,
      name: procedure.value.name,
      citation: row?.citation ?? procedure.value.citation,
    },
    matter: stream,
    reference: matter.words.reference,
    record: { id: record, digest: digest(event.record) },
    at: header.at,
    by: `${header.actor.split('/')[0]}, ${String(header.data.role ?? '')}`,
    from: place(from),
    to: from.authority === to.authority ? null : place(to),
    basis: basis === undefined ? null : { name: basis.instrument, citation: basis.citation },
    law: String(header.data.law ?? header.pack),
    language: 'en',
    fields: fieldsOf(form),
    elements: elementsOf(form, procedure.value.form, on, law),
    document: document as Readonly<Record<string, Json>>,
    missing: completenessOf(form, document, on, law).missing.map(({ name, citation }) => ({
      label: name,
      citation,
    })),
    ...(translation === undefined ? {} : { translation }),
  })
  const json = documentJson(data)
  const bytes =
    query.as === 'html'
      ? documentAsPage(data, second)
      : query.as === 'pdf'
        ? documentAsPdf(data, second)
        : json.json
  return done({ bytes, digest: json.digest })
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
