import type { Instant } from '#base'

/** A country or territory with its own law: ISO 3166-1 alpha-2, or a user-assigned code (XA-XZ) for an invented one. */
export interface Jurisdiction {
  readonly code: string
  readonly name: string
  /** IANA time zone in which its authorities keep office hours. */
  readonly timeZone: string
}

/** A natural person, a legal entity or an arrangement such as a trust, as a case knows it. */
export interface Party {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'entity' | 'arrangement'
  readonly jurisdiction?: string
}

/** Where money is booked. The institution's own reference stays as it was written. */
export interface Account {
  readonly reference: string
  readonly holder: string
  readonly institution?: string
  readonly jurisdiction?: string
  readonly openedAt?: Instant
}

/** What value turned into and can be held, valued, frozen and sold. */
export interface Asset {
  readonly id: string
  readonly kind:
    | 'balance'
    | 'land'
    | 'vessel'
    | 'vehicle'
    | 'security'
    | 'policy'
    | 'virtual-asset'
    | 'valuable'
  readonly description: string
  /** Booking account or node of the ledger that stands for it. */
  readonly ledgerNode?: string
  readonly jurisdiction?: string
}
