/** A plain value that the type checker keeps apart from others of the same shape. Costs nothing at run time. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }

/** An instant as ISO 8601 in UTC with milliseconds, `2025-01-20T09:10:00.000Z`. */
export type Instant = Brand<string, 'Instant'>

/** A civil day, `YYYY-MM-DD`, without a time zone. */
export type Day = Brand<string, 'Day'>

/** `sha256:` and 64 lower-case hex digits. */
export type Digest = Brand<string, 'Digest'>

/** A UUID of version 7 (RFC 9562): sorts by the time it was made. */
export type Id = Brand<string, 'Id'>
