import type { Instant } from '#base'

/** A passkey of an officer (W3C WebAuthn Level 3). The private part never reaches the node. */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string
  readonly officer: string
  /** COSE_Key (RFC 9052), base64url. */
  readonly publicKey: string
  /** Signature counter as last seen; many authenticators leave it at 0. */
  readonly counter: number
  readonly registeredAt: Instant
  /** Somebody else of the authority has confirmed that it is this officer's. */
  readonly confirmed?: { readonly by: string; readonly at: Instant }
  readonly revoked?: { readonly by: string; readonly at: Instant }
}
