import type { Instant, Json } from '#base'

/** Name and version of the format; a reader refuses what it does not know. */
export const documentFormat = 'comity-document/1'

/**
 * One document of a procedure as it was filed: a request, a certificate, a notice, a decision. Page and PDF are made from
 * this and nothing else, in one language or two; the digest is over its canonical bytes (RFC 8785), so it is the same
 * whatever languages it is shown in.
 */
export interface DocumentData {
  readonly format: typeof documentFormat
  /** Form of the procedure, `freezing-certificate`. */
  readonly form: string
  /** What the document is: `Freezing certificate`; where it has no name of its own, what the step is called. */
  readonly title: string
  /** One plain sentence on what it is and what can be done. */
  readonly lead?: string
  /** Persons to whom it speaks; `to` then has a copy. */
  readonly addressee?: string
  readonly procedure: { readonly id: string; readonly name: string; readonly citation: string }
  readonly matter: string
  readonly reference: string
  /** The signed record that carries it, and the digest of that record's header. */
  readonly record: { readonly id: string; readonly digest: string } | null
  readonly at: Instant
  /** Function of who acted, never a name: `XV-CA, registrar`. */
  readonly by: string
  readonly from: Place
  readonly to: Place | null
  readonly basis: { readonly name: string; readonly citation: string } | null
  /** Version of the law under which it was decided. */
  readonly law: string | null
  /** Language in which the free texts were written, BCP 47. */
  readonly language: string
  readonly fields: readonly DocumentField[]
  /** Elements that the law asks for in their order, `undefined` where it counts none for this form. */
  readonly elements?: readonly DocumentElement[]
  /** Required elements that it does not have. */
  readonly missing: readonly { readonly label: string; readonly citation: string }[]
  readonly translation?: Translation
  /** The exercise in which it was written; stands as a watermark on every page. */
  readonly exercise?: string
  /** What was said of it since: corrections, disputes, sources that changed. Absent where there is nothing. */
  readonly notices?: readonly Notice[]
}

/** One thing that a reader must know before relying on the document. */
export interface Notice {
  readonly kind: 'corrected' | 'retracted' | 'disputed' | 'source'
  readonly at: string | null
  /** Authority that said it. */
  readonly by: string
  /** What was written and does not hold; empty where the whole is meant. */
  readonly struck: string
  /** What holds in its place. */
  readonly right: string
  readonly text: string
}

export interface Place {
  readonly id: string
  readonly name: string
  readonly country: string
}

export interface DocumentField {
  readonly name: string
  readonly label: string
  readonly kind: string
  /** Letter or number of the section in the official form. */
  readonly section?: string
  readonly citation?: string
  /** As filed. `null`: left empty. */
  readonly value: Json
  /** Labels of the options that were chosen, where the field is a choice. */
  readonly chosen?: readonly string[]
}

/** One element that the law asks for: a section of a certificate, one of the fourteen of a request. */
export interface DocumentElement {
  /** Letter of the official form, or number. */
  readonly mark: string
  readonly label: string
  readonly citation: string
  /** Fields that say it. */
  readonly fields: readonly string[]
  readonly there: boolean
}

/** A translation of the free texts, field by field; a layer of its own that changes nothing of what was filed. */
export interface Translation {
  readonly language: string
  readonly by: 'sworn' | 'office' | 'machine'
  /** Which text counts where the two differ. */
  readonly binding: 'original' | 'translation'
  readonly texts: Readonly<Record<string, string>>
  /** Function of who made it, oath or licence, and day; in the words of the translation. */
  readonly vouchedBy?: string
}
