import type { Digest } from '#base'
import type {
  DocumentData,
  DocumentElement,
  DocumentField,
  Notice,
  Place,
} from './document-data.ts'
import { type Sheet, sheetOf } from './document-sheet.ts'
import {
  capital,
  leftUntranslated,
  translationNote,
  type Voice,
  voicesOf,
} from './document-words.ts'
import type { Language } from './languages/language.ts'
import { type Said, saidBy } from './said.ts'
import { instantShown } from './words.ts'

/** Everything that page and PDF show, as ready text; they differ in how they set it, not in what they say. */
export interface Layout {
  readonly tags: readonly string[]
  /** `EXERCISE EX-01`, empty on what is real. */
  readonly watermark: string
  readonly reference: string
  readonly digest: Digest
  readonly title: string
  readonly titles: readonly Said[]
  readonly procedure: readonly Said[]
  readonly lead: readonly Said[]
  readonly head: readonly HeadRow[]
  readonly groups: readonly Group[]
  /** What was said of the document since it was filed; what does not hold any more is struck out. */
  readonly notices: readonly {
    readonly title: readonly Said[]
    readonly head: string
    readonly struck: string
    readonly right: string
    readonly text: string
  }[]
  /** One list for each language; empty where nothing is missing. */
  readonly missing: readonly {
    readonly tag: string
    readonly title: string
    readonly items: readonly { readonly text: string; readonly citation: string }[]
  }[]
  readonly signature: { readonly title: readonly Said[]; readonly rows: readonly HeadRow[] }
  readonly check: readonly {
    readonly tag: string
    readonly title: string
    readonly texts: readonly string[]
  }[]
}

export interface HeadRow {
  readonly label: readonly Said[]
  readonly value: readonly Said[]
  /** A digest or an identifier that no one reads as words. */
  readonly code: boolean
}

/** One section of the form with its letter or number, or fields that belong to none. */
export interface Group {
  readonly mark: string
  /** Empty for fields that need no heading. */
  readonly titles: readonly Said[]
  readonly citation: string
  readonly missing: readonly Said[]
  readonly fields: readonly FieldShown[]
}

export interface FieldShown {
  /** Empty where the section is headed by the same words. */
  readonly labels: readonly Said[]
  readonly citation: string
  readonly empty: boolean
  readonly code: boolean
  /** For each language its lines; empty where a table holds them. */
  readonly lines: readonly { readonly tag: string; readonly lines: readonly string[] }[]
  readonly sheet: Sheet | null
}

export function layoutOf(data: DocumentData, digest: Digest, second: Language | null): Layout {
  const voices = voicesOf(data, second)
  return {
    tags: voices.map((v) => v.tag),
    reference: data.reference,
    digest,
    title: capital(data.title),
    titles: saidBy(voices, (v) => capital(v.label(data.title))),
    procedure: saidBy(voices, (v) => capital(v.label(data.procedure.name))),
    lead: data.lead === undefined ? [] : saidBy(voices, (v) => v.label(data.lead!)),
    head: headOf(data, voices),
    groups: groupsOf(data, voices),
    watermark: data.exercise === undefined ? '' : `EXERCISE ${data.exercise}`,
    notices: (data.notices ?? []).map(({ kind, at, by, struck, right, text }) => ({
      title: saidBy(voices, (v) => v.word(noticeTitles[kind])),
      head: [by, at === null ? '' : instantShown(at)].filter((t) => t !== '').join(', '),
      struck,
      right,
      text,
    })),
    missing: data.missing.length === 0 ? [] : voices.map((v) => missingOf(data, v)),
    signature: {
      title: saidBy(voices, (v) => v.word('Signature')),
      rows: signatureOf(data, digest, voices),
    },
    check: voices.map((v, i) => ({
      tag: v.tag,
      title: v.word('How to check this document'),
      texts: [
        v.word(checkText),
        translationNote(data, v),
        ...(leftUntranslated(data, i === 0 ? null : second) ? [v.word(untranslated)] : []),
      ].filter((text) => text !== ''),
    })),
  }
}

const noticeTitles = {
  corrected: 'Corrected since',
  retracted: 'Taken back since',
  disputed: 'Somebody disputes this',
  source: 'What it was made from has changed',
} as const satisfies Record<Notice['kind'], string>

const checkText =
  'The digest is SHA-256 over the canonical data (RFC 8785), which is inside the page and attached to the PDF. It is the same in every language and every shape of this document.'
const untranslated =
  'What is in free text stands in its original language: no translation has been filed.'

/** Names the source itself; a row of our own register, `DL-32`, says nothing to who reads the paper. */
function cited(citation: string): string {
  const source = citation.replace(/(^|[,;]\s*)(?:DL-\d+|CP-[A-Z-]+)\b/g, '').replace(/^[,;\s]+/, '')
  return source === '' ? citation : source
}

const placeShown = ({ id, name, country }: Place) => `${name} (${id}, ${country})`

function row(
  voices: readonly Voice[],
  label: (v: Voice) => string,
  value: (v: Voice) => string,
  code = false,
): HeadRow {
  return { label: saidBy(voices, label), value: saidBy(voices, value), code }
}

function headOf(data: DocumentData, voices: readonly Voice[]): readonly HeadRow[] {
  const { procedure, to, addressee, basis, elements } = data
  return [
    row(
      voices,
      (v) => v.word('Reference'),
      () => data.reference,
    ),
    row(
      voices,
      (v) => v.word('Procedure'),
      (v) => `${procedure.id} ${v.label(procedure.name)}, ${cited(procedure.citation)}`,
    ),
    row(
      voices,
      (v) => v.word('From'),
      () => placeShown(data.from),
    ),
    ...(addressee === undefined
      ? []
      : [
          row(
            voices,
            (v) => v.word('To'),
            (v) => v.label(addressee),
          ),
        ]),
    ...(to === null
      ? []
      : [
          row(
            voices,
            (v) => v.word(addressee === undefined ? 'To' : 'Copy to'),
            () => placeShown(to),
          ),
        ]),
    ...(basis === null
      ? []
      : [
          row(
            voices,
            (v) => v.word('Legal basis'),
            () => `${basis.name}, ${cited(basis.citation)}`,
          ),
        ]),
    ...(elements === undefined || elements.length === 0
      ? []
      : [
          row(
            voices,
            (v) => v.word('Elements that the law asks for'),
            () => `${elements.filter((e) => e.there).length} / ${elements.length}`,
          ),
        ]),
    ...(data.law === null
      ? []
      : [
          row(
            voices,
            (v) => v.word('Law version'),
            () => data.law!,
            true,
          ),
        ]),
  ]
}

/** Function, never a name; the digest of the signed record ties the paper to the log. */
function signatureOf(
  data: DocumentData,
  digest: Digest,
  voices: readonly Voice[],
): readonly HeadRow[] {
  const { record } = data
  const role = data.by.split(', ').at(-1)!
  return [
    row(
      voices,
      (v) => v.word('Authority'),
      () => placeShown(data.from),
    ),
    row(
      voices,
      (v) => v.word('Function'),
      (v) => capital(v.label(role)),
    ),
    row(
      voices,
      (v) => v.word('Signed at'),
      () => instantShown(data.at),
    ),
    row(
      voices,
      (v) => v.word('Signed record'),
      (v) => (record === null ? v.word('not signed: a draft') : `${record.id} ${record.digest}`),
      record !== null,
    ),
    row(
      voices,
      (v) => v.word('Digest of this document'),
      () => digest,
      true,
    ),
  ]
}

function groupsOf(data: DocumentData, voices: readonly Voice[]): readonly Group[] {
  const elements = data.elements ?? lettered(data.fields)
  const own = new Set(elements.flatMap((e) => e.fields))
  const first = data.fields.findIndex((f) => own.has(f.name))
  const loose = (
    fields: readonly DocumentField[],
    title: 'Particulars of the letter' | 'Further particulars',
  ) =>
    fields.length === 0
      ? []
      : [
          {
            mark: '',
            titles: elements.length === 0 ? [] : saidBy(voices, (v) => v.word(title)),
            citation: '',
            missing: [],
            fields: fields.map((f) => fieldShown(f, voices, '')),
          },
        ]
  return [
    ...loose(
      data.fields.slice(0, first === -1 ? data.fields.length : first),
      'Particulars of the letter',
    ),
    ...elements.map((e) => groupOf(e, data, voices)),
    ...loose(
      data.fields.filter((f, i) => first !== -1 && i > first && !own.has(f.name)),
      'Further particulars',
    ),
  ]
}

/** Where the law counts no elements, the letters of the form head its sections. */
function lettered(fields: readonly DocumentField[]): readonly DocumentElement[] {
  return fields.flatMap((f) =>
    f.section === undefined
      ? []
      : [
          {
            mark: f.section,
            label: f.label,
            citation: f.citation ?? '',
            fields: [f.name],
            there: f.value !== null,
          },
        ],
  )
}

function groupOf(element: DocumentElement, data: DocumentData, voices: readonly Voice[]): Group {
  const fields = data.fields.filter((f) => element.fields.includes(f.name))
  return {
    mark: element.mark,
    titles: saidBy(voices, (v) => capital(v.label(element.label))),
    citation: cited(element.citation),
    missing: element.there ? [] : saidBy(voices, (v) => v.word('missing')),
    fields: fields.map((f) => fieldShown(f, voices, element.label, element.citation)),
  }
}

function fieldShown(
  field: DocumentField,
  voices: readonly Voice[],
  heading: string,
  above = '',
): FieldShown {
  const sheet = sheetOf(field, voices) ?? null
  const said = voices.map((v) => ({ tag: v.tag, lines: v.lines(field) }))
  const citation = cited(field.citation ?? '')
  return {
    labels: field.label === heading ? [] : saidBy(voices, (v) => capital(v.label(field.label))),
    citation: cited(above).toLowerCase().includes(citation.toLowerCase()) ? '' : citation,
    empty: field.value === null,
    code: field.kind === 'digest',
    lines: sheet === null ? said : [],
    sheet,
  }
}

function missingOf(data: DocumentData, v: Voice): Layout['missing'][number] {
  return {
    tag: v.tag,
    title: v.word('Missing elements'),
    items: data.missing.map((m) => ({ text: v.label(m.label), citation: cited(m.citation) })),
  }
}
