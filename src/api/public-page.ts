import { z } from 'zod'
import { digest, done, type Outcome } from '#base'
import type { Node } from '#node'
import { type Page, page, publicLanguages, type Site } from '#public'
import type { Answer, Call } from './route.ts'

/** What a page of the public site may do in a browser: show itself, its own style sheet, and send its own forms. */
export const publicPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/**
 * Pages and downloads for anybody. A copy in between may keep them and asks each time whether they are still the same: what
 * was withdrawn is gone at once.
 */
export function publicAnswer(
  { headers }: Pick<Call, 'headers'>,
  it: {
    readonly type: string
    readonly text: string
    readonly filename?: string
    readonly status?: number
    /** Of one person alone, or an answer to a form: kept nowhere (no ETag, no copy). */
    readonly alone?: boolean
    /** The address answers in several languages. */
    readonly negotiated?: boolean
  },
): Outcome<Answer> {
  const common = {
    'content-security-policy': publicPolicy,
    // A form without scripts is known by its origin, which `no-referrer` would leave out (Fetch, 3.1).
    'referrer-policy': 'same-origin',
    'permissions-policy': 'interest-cohort=()',
    ...(it.negotiated === true ? { vary: 'accept-language' } : {}),
  }
  if (it.alone === true)
    return done({
      type: it.type,
      bytes: it.text,
      headers: common,
      ...(it.status === undefined ? {} : { status: it.status }),
    })
  const tag = `"${digest(Buffer.from(it.text)).slice(7, 39)}"`
  const known = { ...common, etag: tag, 'cache-control': 'public, no-cache' }
  if (names(headers['if-none-match'], tag))
    return done({ status: 304, bytes: '', type: it.type, headers: known })
  return done({
    type: it.type,
    bytes: it.text,
    headers: known,
    ...(it.filename === undefined ? {} : { filename: it.filename }),
    ...(it.status === undefined ? {} : { status: it.status }),
  })
}

/** Whether the browser already holds what the tag names (RFC 9110, 13.1.2; a weak tag counts). */
function names(header: string | readonly string[] | undefined, tag: string): boolean {
  const tags = String(header ?? '')
    .slice(0, 4096)
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''))
  return tags.includes(tag) || tags.includes('*')
}

export const htmlType = 'text/html; charset=utf-8'

/** Language in the address of a page. */
export const inLanguage = z.object({ language: z.enum(publicLanguages) })

export async function siteOf(node: Node): Promise<Site> {
  const { id, name, countryName, demo } = await node.read.node()
  return { authority: id, authorityName: name, countryName, demo }
}

/** A page of the public site as an answer. */
export async function pageAnswer(
  call: Pick<Call, 'node' | 'headers'>,
  it: Omit<Page, 'site'>,
  status?: number,
): Promise<Outcome<Answer>> {
  return publicAnswer(call, {
    type: htmlType,
    text: page({ ...it, site: await siteOf(call.node) }),
    ...(it.alone === undefined ? {} : { alone: it.alone }),
    ...(status === undefined ? {} : { status }),
  })
}
