import { connect } from 'node:net'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Refusal } from '#base'
import { makeApp } from '../../src/api/app.ts'
import { formBody } from '../../src/api/form-body.ts'
import { multipartBody } from '../../src/api/multipart-body.ts'
import type { Problem } from '../../src/api/problem.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'
import { shared } from './node.ts'

interface Doors {
  readonly federation: TestFederation
  /** Of a demonstration. */
  readonly app: FastifyInstance
  /** Of a node in service, which takes letters of ten bytes. */
  readonly real: FastifyInstance
  readonly cookie: string
}

const mine = { 'x-comity': '1' }
let opened: Promise<Doors> | undefined
function doors(): Promise<Doors> {
  opened ??= open()
  return opened
}

async function open(): Promise<Doors> {
  const federation = await testFederation(['XV-FIU'], '2025-02-03T09:00:00.000Z', { demo: true })
  const app = await makeApp({ node: federation.node('XV-FIU') })
  const real = await makeApp({ node: { ...(await shared()).xv, letterLimit: 10 } })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: mine,
    payload: { actor: 'XV-FIU/analyst' },
  })
  const [cookie] = answer.cookies
  return { federation, app, real, cookie: `${cookie!.name}=${cookie!.value}` }
}

export async function closeDoors(): Promise<void> {
  const at = await opened
  await at?.app.close()
  await at?.real.close()
  await at?.federation.close()
}

/** A problem document as the refusal that it tells. */
function refusal({ kind, name, detail, citation, remedy }: Problem): Refusal {
  return {
    kind: kind as Refusal['kind'],
    name,
    ground: detail,
    remedy,
    ...(citation === undefined ? {} : { citation }),
  }
}

async function asked(options: InjectOptions): Promise<Refusal> {
  const { app, cookie } = await doors()
  return refusal(
    (await app.inject({ ...options, headers: { cookie, ...mine, ...options.headers } })).json(),
  )
}

const post = (url: string, payload: InjectOptions['payload'], headers = {}) =>
  asked({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) })

/** Bytes that are no HTTP, sent to a listening node. */
async function unreadable(bytes: string): Promise<Refusal> {
  const { real } = await doors()
  const address = await real.listen({ host: '127.0.0.1', port: 0 })
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    let all = ''
    socket.on('data', (part) => {
      all += part.toString('utf8')
    })
    socket.on('close', () => resolve(all))
    socket.write(bytes)
  })
  return refusal(JSON.parse(text.split('\r\n\r\n')[1]!))
}

export const apiGallery: Gallery = {
  'not-signed-in': {
    situation: 'the inbox is opened before anybody has signed in',
    example: () => asked({ method: 'GET', url: '/api/inbox', headers: { cookie: '' } }),
  },
  'demo-only': {
    situation: 'roles are offered to choose from, and this is no demonstration',
    example: async () => {
      const { real } = await doors()
      return refusal((await real.inject({ method: 'GET', url: '/api/roles' })).json())
    },
  },
  'foreign-page': {
    situation: 'a page of another site writes to the node with the cookie of an officer',
    example: () => post('/api/requests', {}, { origin: 'https://elsewhere.example' }),
  },
  'foreign-name': {
    situation: 'another name points to the machine of a demonstration',
    example: () =>
      asked({ method: 'GET', url: '/api/inbox', headers: { host: 'elsewhere.example' } }),
  },
  'call-malformed': {
    situation: 'a program sends a field of another shape than the route takes',
    example: () => post('/api/requests', { kind: 'letter', to: 'XN-FIU', document: {} }),
  },
  'call-unreadable': {
    situation: 'something arrives at the port that is no HTTP',
    example: () => unreadable('hello\r\n\r\n'),
  },
  'call-too-large': {
    situation: 'the body of a call is larger than the route takes',
    example: () => post('/api/requests', { document: { facts: 'x'.repeat(2_000_000) } }),
  },
  'too-many-calls': {
    situation: 'a script tries sign-in links one after the other',
    example: async () => {
      for (let i = 0; i < 60; i++) await post('/api/session', { link: 'none' }, { cookie: '' })
      return post('/api/session', { link: 'none' }, { cookie: '' })
    },
  },
  'form-malformed': {
    situation: 'a program posts a form in which one field comes twice',
    example: () => formBody(Buffer.from('name=one&name=two')),
  },
  'form-too-large': {
    situation: 'somebody pastes a whole file into a form of the public pages',
    example: () => formBody(Buffer.alloc(70_000, 'x')),
  },
  'upload-malformed': {
    situation: 'the line breaks off in the middle of a form with files',
    example: () => multipartBody(Buffer.from('--x\r\ncontent-'), 'multipart/form-data; boundary=x'),
  },
  'upload-too-large': {
    situation: 'somebody sends a film to the tip box',
    example: () => multipartBody(Buffer.alloc(10 * 1024 * 1024), 'multipart/form-data; boundary=x'),
  },
  'letter-too-large': {
    situation: 'a letter is larger than the node takes',
    example: async () => {
      const { real } = await doors()
      const answer = await real.inject({
        method: 'POST',
        url: '/exchange/envelopes',
        headers: { 'content-type': 'application/octet-stream' },
        payload: Buffer.alloc(11),
      })
      return refusal(answer.json())
    },
  },
  'no-such-address': {
    situation: 'a program asks for an address that the node does not have',
    example: () => asked({ method: 'GET', url: '/api/nothing' }),
  },
  'no-such-tile': {
    situation: 'a monitor asks for a piece of the log by another name than the format has',
    example: () => asked({ method: 'GET', url: '/log/tile/0/first' }),
  },
  'no-exercise': {
    situation: 'an officer looks for an exercise at a node of real work',
    example: () => asked({ method: 'GET', url: '/api/exercise' }),
  },
  'set-unknown': {
    situation: 'somebody asks the repository of incidents for a set that it does not have',
    example: () => asked({ method: 'GET', url: '/public/incidents/IR-99.jsonl' }),
  },
  'exhibit-form-unknown': {
    situation: 'an exhibit is asked for as a word processor file',
    example: () => asked({ method: 'GET', url: '/api/exhibits/x.docx' }),
  },
}
