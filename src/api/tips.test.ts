import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from '#node'
import { puzzleScript } from '#public'
import { solves } from '#tips'
import { type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'
import { multipartBody, multipartLimits } from './multipart-body.ts'

let federation: TestFederation
let app: FastifyInstance
let node: Node

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:10:00.000Z',
    {},
    { served: true, inspectors: 2 },
  )
  node = federation.node('XV-FIU')
  const { keys } = node.tips
  const passphrase = 'seven grey herons by the weir'
  for (const actor of ['XV-OMB/inspector', 'XV-OMB/inspector-2'])
    must(await keys.make(actor, passphrase))
  must(await keys.unlock('XV-OMB/inspector', 's', passphrase))
  must(await keys.letIn('XV-OMB/inspector', 's', 'XV-OMB/inspector-2'))
  app = await makeApp({ node })
}, 60_000)
afterAll(async () => {
  await app.close()
  await federation.close()
})

const boundary = 'xxBoundaryxx'
const type = `multipart/form-data; boundary=${boundary}`

function upload(fields: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`)
}

function post(path: string, payload: Buffer, contentType = type, more = {}) {
  return app.inject({
    method: 'POST',
    url: `/public/en/tips/${path}`,
    headers: { host: 'localhost', 'content-type': contentType, ...more },
    payload,
  })
}

async function form(): Promise<{ ticket: string; bits: number; text: string }> {
  const { body } = await app.inject({ url: '/public/en/tips/new', headers: { host: 'localhost' } })
  const ticket = /name="ticket" value="([^"]+)"/.exec(body)![1]!
  return { ticket, bits: Number(/data-bits="(\d+)"/.exec(body)![1]), text: body }
}

function looked(receipt: string) {
  const body = Buffer.from(`receipt=${receipt.replaceAll(' ', '+')}`)
  return post('receipt', body, 'application/x-www-form-urlencoded')
}

/** Hands a tip in without any script: by waiting. */
async function byWaiting(text = 'the units carry labels'): Promise<string> {
  const { ticket } = await form()
  federation.clock.forward(1)
  const answer = await post('new', upload({ ticket, answer: '', text }))
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200)
  return /class="receipt" dir="ltr">([\d ]{19})</.exec(answer.body)![1]!
}

describe('the box in a browser', () => {
  it('takes a tip without scripts, sets no cookie, and shows what was typed again where it says no', async () => {
    const { ticket } = await form()
    const early = await post('new', upload({ ticket, answer: '', text: 'words <b>of mine</b>' }))
    expect(early.statusCode).toBe(425)
    expect(early.body).toContain('words &lt;b&gt;of mine&lt;/b&gt;')
    expect(early.body).toContain('Please wait for the time that the form names')
    const receipt = await byWaiting()
    const status = await looked(receipt)
    expect(status.body).toContain('received; it goes on record at the next full hour')
    for (const answer of [early, status]) {
      expect(answer.cookies).toEqual([])
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers['referrer-policy']).toBe('no-referrer')
      expect(answer.headers.etag).toBeUndefined()
    }
  }, 60_000)

  it('is not sent from a page of somebody else', async () => {
    const { ticket } = await form()
    const body = upload({ ticket, answer: '', text: 'x' })
    const foreign = await post('new', body, type, { origin: 'https://employer.example' })
    expect(foreign.statusCode).toBe(403)
  })

  it('runs one script of its own, which finds what the box takes, and no other', async () => {
    const page = await app.inject({ url: '/public/en/tips/new', headers: { host: 'localhost' } })
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    const elements = { ticket: { value: '' }, answer: { value: '' } }
    const { ticket, bits } = await form()
    elements.ticket.value = ticket
    const document = {
      querySelectorAll: () => [
        { dataset: { bits: String(bits) }, elements, querySelector: () => null },
      ],
    }
    new Function('document', 'setTimeout', puzzleScript)(document, setTimeout)
    while (elements.answer.value === '') await new Promise((resolve) => setTimeout(resolve, 20))
    expect(solves(ticket, elements.answer.value, bits)).toBe(true)
    const { value: answer } = elements.answer
    const taken = await post('new', upload({ ticket, answer, text: 'at once' }))
    expect(taken.statusCode).toBe(200)
  }, 60_000)
})

describe('the answers to a receipt', () => {
  it('are as long as each other and take as long, whether the digits are right or wrong', async () => {
    const receipt = await byWaiting()
    const beats = new Set<number>()
    const lengths = new Set<number>()
    for (const digits of [receipt, '0000 0000 0000 0000', receipt, '7777 7777 7777 7777', 'x']) {
      const begun = performance.now()
      const answer = await looked(digits)
      // Reckoned from the end of the beat before; a busy machine is late, never early.
      beats.add((performance.now() - begun + 20) % 1200)
      lengths.add(Buffer.byteLength(answer.body))
      expect(answer.statusCode).toBe(200)
    }
    expect(lengths).toEqual(new Set([32 * 1024]))
    for (const late of beats) expect(late).toBeLessThan(600)
  }, 60_000)

  it('are padded with chance, which nothing on the way can pack', async () => {
    const answer = await looked('0000 0000 0000 0000')
    const filling = /<!--([\w-]{1000,})-->/.exec(answer.body)![1]!
    const again = /<!--([\w-]{1000,})-->/.exec((await looked('0000 0000 0000 0000')).body)![1]!
    expect(filling).not.toContain('--')
    expect(filling.slice(0, 200)).not.toBe(again.slice(0, 200))
  }, 60_000)
})

describe('a form with files', () => {
  const sample = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="text"\r\n\r\nwords\r\n--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="ada.jpg"\r\nContent-Type: image/jpeg\r\n\r\nbytes\r\n--${boundary}--\r\n`,
  )

  it('gives its fields and the bytes of its files, and neither names nor types of them', () => {
    const read = must(multipartBody(sample, type))
    expect(read.fields).toEqual({ text: 'words' })
    expect(read.files.map((file) => Buffer.from(file).toString())).toEqual(['bytes'])
    expect(JSON.stringify(read)).not.toContain('ada')
  })

  it('is read strictly, and no byte of it changed breaks anything', () => {
    fc.assert(
      fc.property(fc.nat(sample.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Uint8Array.from(sample)
        changed[at]! ^= by
        const read = multipartBody(changed, type)
        return read.ok || ['upload-malformed', 'upload-too-large'].includes(read.refusal.name)
      }),
      { numRuns: 2000 },
    )
    for (let at = 0; at < sample.length - 3; at++)
      expect(multipartBody(sample.subarray(0, at), type).ok, `cut at ${at}`).toBe(false)
    const twice = upload({ text: 'one' }).toString().replace(`--${boundary}--`, '')
    const refused = [
      [Buffer.from(`${twice}${upload({ text: 'two' })}`), type],
      [upload({ constructor: 'x' }), type],
      [upload({ Text: 'x' }), type],
      [sample, 'multipart/form-data'],
      [sample, `multipart/form-data; boundary=${'x'.repeat(80)}`],
      [Buffer.alloc(multipartLimits.maxBytes + 1), type],
      [upload(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, '']))), type],
    ] as const
    for (const [bytes, contentType] of refused)
      expect(multipartBody(bytes, contentType).ok).toBe(false)
  })

  it('is taken by the box alone, and no other form by it', async () => {
    const elsewhere = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { host: 'localhost', 'x-comity': '1', 'content-type': type },
      payload: sample,
    })
    expect(elsewhere.json()).toMatchObject({ status: 400, name: 'call-unreadable' })
    const plain = await post('new', Buffer.from('text=x'), 'application/x-www-form-urlencoded')
    expect(plain.statusCode).toBe(400)
  })
})
