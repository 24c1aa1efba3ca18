import { randomBytes } from 'node:crypto'
import { type ApprovalStatement, challengeOf, verifyApproval, verifyAssertion } from '#access'
import { type Digest, must } from '#base'
import { readFiling, readReceipt } from '#rights'
import { testAuthenticator } from '../../src/access/testing.ts'
import { formBody } from '../../src/api/form-body.ts'
import { timestampRequest, tokenIn, verifyToken } from '../../src/node/timestamp-token.ts'
import { startTsa } from '../tsa.ts'
import { jsonOr } from './parsers-exchange.ts'
import { type Parser, said, text, utf8 } from './row.ts'

const site = { rpId: 'node.xv-fiu.example', origin: 'https://node.xv-fiu.example' }
const statement: ApprovalStatement = {
  v: 1,
  does: 'approve',
  node: 'XV-FIU',
  actor: 'XV-FIU/head',
  matter: 'matter/1',
  procedure: 'P1',
  previous: `sha256:${'1'.repeat(64)}` as Digest,
  text: `sha256:${'2'.repeat(64)}` as Digest,
  document: null,
}
const challenge = challengeOf(statement)
const passkey = testAuthenticator('P-256')
const edPasskey = testAuthenticator('Ed25519')

function assertionParser(name: string, key: typeof passkey): Parser {
  return {
    name,
    covers: ['access/verifyAssertion'],
    sample: utf8(JSON.stringify(key.assert(challenge, site))),
    async read(bytes) {
      const assertion = jsonOr(bytes) as ReturnType<typeof key.assert>
      // The shape is what the door asks for; everything behind it is the browser's.
      const fields = ['id', 'authenticatorData', 'clientDataJSON', 'signature'] as const
      if (!fields.every((f) => typeof assertion?.[f] === 'string')) return undefined
      const answer = await verifyAssertion(assertion, { challenge, site, key, counter: 0 })
      return 'wrong' in answer ? undefined : JSON.stringify(fields.map((f) => assertion[f]))
    },
    holds: 'signed',
    runs: 150,
  }
}

const about = utf8('comity.invalid/xv-fiu\n5\nroot\n\n— signature\n')
const tsa = await startTsa(() => new Date('2026-11-22T08:00:00Z'))
const roots = tsa.root.split(/(?<=-----END CERTIFICATE-----\n)/)
const nonce = randomBytes(16)
const stamped = new Uint8Array(
  await (
    await fetch(tsa.address, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: timestampRequest(about, nonce) as Uint8Array<ArrayBuffer>,
    })
  ).arrayBuffer(),
)
await tsa.close()
const { token } = must(await tokenIn(stamped, { bytes: about, nonce, roots }))

/** What people and services vouch for: passkeys, the evidence that stays of them, timestamps. */
export const peopleParsers: readonly Parser[] = [
  assertionParser('the answer of a passkey on P-256', passkey),
  assertionParser('the answer of a passkey on Ed25519', edPasskey),
  {
    name: 'the evidence of an approval',
    covers: ['access/verifyApproval'],
    sample: utf8(
      JSON.stringify({ statement, assertion: edPasskey.assert(challenge, site), ...site }),
    ),
    async read(bytes) {
      const evidence = jsonOr(bytes) as Parameters<typeof verifyApproval>[0]
      if (typeof evidence !== 'object' || evidence === null) return undefined
      const wrong = await verifyApproval(evidence, edPasskey)
      return wrong === undefined
        ? JSON.stringify(Object.entries(evidence.statement).sort())
        : undefined
    },
    holds: 'signed',
    runs: 150,
  },
  {
    name: 'the answer of a timestamp authority (RFC 3161)',
    covers: [],
    sample: stamped,
    read: async (bytes) =>
      said(await tokenIn(bytes, { bytes: about, nonce, roots }), ({ timestamp }) => timestamp),
    holds: 'signed',
    runs: 150,
  },
  {
    name: 'a timestamp that is checked again',
    covers: ['node/verifyToken'],
    sample: token,
    read: async (bytes) => said(await verifyToken(bytes, { bytes: about, roots })),
    holds: 'signed',
    runs: 150,
  },
  {
    name: 'a form of the pages for persons',
    covers: ['rights/readFiling'],
    sample: utf8(
      'ask=access&to=XN-FIU&language=en&name=Petra&born=1979-03-02&words=what+is+held%3F&paperEnds=7741',
    ),
    read(bytes) {
      const fields = formBody(bytes)
      if (!fields.ok) return undefined
      const read = readFiling(fields.value, (id) => id === 'XN-FIU')
      return 'filing' in read ? JSON.stringify(read.filing) : undefined
    },
    holds: 'any',
  },
  {
    name: 'the receipt of a person',
    covers: ['rights/readReceipt'],
    sample: utf8('0582 4788 4819 7855'),
    read: (bytes) => readReceipt(text(bytes)),
    holds: 'any',
  },
]
