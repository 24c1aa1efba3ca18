import { z } from 'zod'
import { fromBase64 } from '#base'

/** Words of one line that name something: ids of authorities and officers, types, steps. */
export const shortText = z.string().min(1).max(200)
/** An instant in the one spelling that is signed: UTC, to the millisecond. */
export const instantText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
/** SHA-256 as it stands in statements and records. */
export const digestText = z.string().regex(/^sha256:[0-9a-f]{64}$/)
/** UUID version 7 (RFC 9562). */
export const idText = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
/** Bytes in base64, in the one spelling that they have. */
export const base64Text = z.string().refine((text) => fromBase64(text) !== undefined)
/** 32 bytes in base64url, whose last sign has two bits of nothing: a key, or one hash of a path. */
export const bytes32Text = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
