import { z } from 'zod'
import { done, type Json, refuse } from '#base'
import { conditionView, useFor } from '#node'
import { type Answer, type Route, route } from './route.ts'

const id = z.object({ id: z.string().min(1).max(100) })
const file = id.extend({ file: z.uuid() })

const attachmentView = z.object({
  id: z.string(),
  title: z.string(),
  type: z.string(),
  bytes: z.number(),
  digest: z.string(),
  strip: z.array(conditionView),
  sources: z.array(z.string()),
  retracted: z.boolean(),
  direction: z.enum(['ours', 'theirs']),
  state: z.enum(['kept', 'released', 'sent', 'wanted', 'verified', 'refused', 'erased']),
  by: z.string(),
  at: z.string(),
  releasedBy: z.string().nullable(),
  arrived: z.number().nullable(),
  to: z.array(
    z.object({
      node: z.string(),
      verifiedAt: z.string().nullable(),
      erasedAt: z.string().nullable(),
      sent: z.number(),
    }),
  ),
  verifiedAt: z.string().nullable(),
  reason: z.string().nullable(),
})

/** Several codes in one value of a query, with commas. */
const list = z.string().max(2000)

function codesIn(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '')
}

/** The conditions of a file as its officer sets them; the node says which of them cannot be. */
const conditionsInQuery = z.object({
  handling: z.string().max(40).optional(),
  evidence: z.string().max(40).optional(),
  onward: z.string().max(40).optional(),
  purposes: list.optional(),
  onwardTo: list.optional(),
  siena: list.optional(),
  pap: z.string().max(40).optional(),
  speciality: z.stringbool().optional(),
  retainUntil: z.string().max(40).optional(),
  confidentialUntil: z.string().max(40).optional(),
})

const lists = new Set(['purposes', 'onwardTo', 'siena'])

/** What was said of them; undefined where nothing was, so that those of the matter hold. */
function stated(
  said: z.infer<typeof conditionsInQuery>,
): Readonly<Record<string, Json>> | undefined {
  const given = Object.entries(said).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name, typeof value === 'string' && lists.has(name) ? codesIn(value) : value] as const],
  )
  return given.length === 0 ? undefined : Object.fromEntries<Json>(given)
}

/** Files of a matter: taken in and given out as streams, in memory that does not grow with them. */
export const attachmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/requests/:id/attachments',
    who: 'officer',
    limit: 'read',
    what: 'the files of a matter: what each is, where it is, how far it is on its way',
    params: id,
    answer: z.object({ attachments: z.array(attachmentView) }),
    run: async ({ node, actor, params }) => {
      const list = await node.attachments.list(actor.id, params.id)
      return list.ok ? done({ json: { attachments: list.value } }) : list
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/attachments',
    who: 'officer',
    limit: 'write',
    stream: true,
    what: 'takes a file of a matter as a stream, up to 64 GiB, under conditions of its own or those of the matter; it stays here until a second officer releases it',
    params: id,
    query: z
      .object({
        title: z.string().trim().min(1).max(200),
        type: z.string().max(200).default('application/octet-stream'),
        sources: list.optional(),
      })
      .extend(conditionsInQuery.shape),
    answer: z.object({ id: z.string(), digest: z.string(), bytes: z.number() }),
    status: 201,
    run: async ({ node, actor, params, query: { title, type, sources, ...said }, stream }) => {
      const about = { title, type, sources: codesIn(sources ?? ''), conditions: stated(said) }
      const added = await node.attachments.add(actor.id, params.id, about, stream)
      return added.ok ? done({ json: added.value }) : added
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/attachments/:file/copy',
    who: 'officer',
    limit: 'write',
    what: 'puts a file to another matter too, with the conditions that it has, where they allow it',
    params: file,
    body: z.strictObject({ matter: z.string().min(1).max(100) }),
    answer: z.object({ id: z.string(), digest: z.string(), bytes: z.number() }),
    status: 201,
    run: async ({ node, actor, params, body }) => {
      const copied = await node.attachments.copy(actor.id, params.id, params.file, body)
      return copied.ok ? done({ json: copied.value }) : copied
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/attachments/:file/release',
    who: 'officer',
    limit: 'write',
    what: 'lets a file of another officer go with the next step that crosses',
    params: file,
    status: 204,
    run: async ({ node, actor, params }) => {
      const released = await node.attachments.release(actor.id, params.id, params.file)
      return released.ok ? done({ status: 204 }) : released
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/attachments/:file',
    who: 'officer',
    limit: 'read',
    what: 'the content of a file of a matter, for the own file, a court or another authority as its conditions allow; each time it is taken out is on record',
    params: file,
    query: z.object({
      for: z.string().min(1).max(40).optional(),
      exculpatory: z.stringbool().optional(),
    }),
    run: async ({ node, actor, params, query, headers }) => {
      const from = rangeStart(headers.range)
      const use = useFor(query.for, query.exculpatory)
      const read = await node.attachments.read(actor.id, params.id, params.file, { from }, use)
      if (!read.ok) return read
      const { row, content } = read.value
      if (from > 0 && from >= row.bytes)
        return refuse({
          kind: 'conflict',
          name: 'attachment-range',
          ground: `the file has ${row.bytes} bytes, asked for from byte ${from}`,
          citation: 'RFC 9110, 15.5.17',
          remedy: 'ask from a byte that the file has',
        })
      return done({
        ...partOf(content, from, row.bytes),
        // Whatever it says of itself, a browser keeps it as a file and opens nothing.
        type: 'application/octet-stream',
        filename: fileName(row.title, row.type),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/exchange/attachments/:file',
    who: 'peer',
    limit: 'letter',
    what: 'the sealed bytes of a file that a letter announced, for the node that the letter named (RFC 9421)',
    params: z.object({ file: z.uuid() }),
    run: async ({ node, params, headers }) => {
      const served = await node.attachments.serve(params.file, headers)
      if (!served.ok) return served
      const { from, length, body } = served.value
      return done({ ...partOf(body, from, length), status: 206 })
    },
  }),
]

function partOf(content: AsyncIterable<Uint8Array>, from: number, length: number): Answer {
  return {
    stream: content,
    status: from === 0 ? 200 : 206,
    headers: {
      'content-length': String(length - from),
      'accept-ranges': 'bytes',
      ...(length === 0 ? {} : { 'content-range': `bytes ${from}-${length - 1}/${length}` }),
    },
  }
}

/** Only ranges to the end: whoever goes on where it was cut asks for nothing else. */
function rangeStart(range: string | readonly string[] | undefined): number {
  const match = typeof range === 'string' ? /^bytes=(\d{1,15})-$/.exec(range) : null
  return match === null ? 0 : Number(match[1])
}

/** The title as a file name: letters, digits and a few signs, so that no header and no path is broken by it. */
function fileName(title: string, type: string): string {
  const name = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._ -]+/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .slice(0, 80)
  const ending = type === 'application/pdf' && !name.endsWith('.pdf') ? '.pdf' : ''
  return `${name === '' ? 'attachment' : name}${ending}`
}
