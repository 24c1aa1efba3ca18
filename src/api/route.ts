import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { done, type Outcome } from '#base'
import type { ActorView, Node } from '#node'
import type { CallClass } from './limits.ts'

/** Who may call: anybody; anybody while this is a demonstration; a signed-in officer; another node by its letter. */
export type Who = 'anybody' | 'demo' | 'officer' | 'peer'

/** What a route's function is given. Everything was checked against the row's shapes before. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly node: Node
  /** Present where `who` is `officer`. */
  readonly actor: ActorView
  /** Session token, or empty. */
  readonly session: string
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Raw body of a route with `stream`. */
  readonly stream: Readable
}

/** What a route answers besides plain JSON. */
export interface Answer {
  readonly status?: number
  readonly type?: string
  readonly bytes?: Uint8Array | string
  /** Content that leaves as it is read; what breaks off in the middle breaks off the connection. */
  readonly stream?: AsyncIterable<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly filename?: string
  /** A self-contained page of its own: its inline styles count, scripts do not. */
  readonly page?: boolean
  /** Sets the session cookie, or clears it with an empty text. */
  readonly cookie?: string
  /** Immutable content that a client may keep. */
  readonly cacheSeconds?: number
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly who: Who
  /** One line for the reader of the OpenAPI document. */
  readonly what: string
  readonly limit: CallClass
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is handed on as a stream. */
  readonly stream?: true
  /** Posted by a page without scripts, by anybody: fields as text, no header of its own, no session behind it. */
  readonly form?: true
  /** The form comes with files (`multipart/form-data`), as `MultipartBody`; only beside `form`. */
  readonly upload?: true
  /** A fault in it is told by its name alone: no word of who called, nor of what was sent, goes into the log. */
  readonly quiet?: true
  /** Shape of a plain JSON answer. */
  readonly answer?: z.ZodType
  /** The answer may be long: its shape is told in OpenAPI and held by tests, and it leaves without being checked again. */
  readonly long?: true
  readonly status?: number
  readonly run: (call: Call) => Promise<Outcome<Answer>>
}

/** Types `params`, `query` and `body` of the function after the shapes that stand beside it. */
export function route<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
>(
  row: Omit<Route, 'run' | 'params' | 'query' | 'body'> & {
    readonly params?: P
    readonly query?: Q
    readonly body?: B
    readonly run: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Outcome<Answer>>
  },
): Route {
  return row as unknown as Route
}

/** A value of the node as the JSON of an answer; its refusal as it is. */
export function outcomeJson(outcome: Outcome<unknown>): Outcome<Answer> {
  return outcome.ok ? done({ json: outcome.value }) : outcome
}
