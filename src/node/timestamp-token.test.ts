import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { type Fault, startTsa, type Tsa } from '../../test/tsa.ts'
import { timestampRequest, tokenIn, verifyToken } from './timestamp-token.ts'

const bytes = Buffer.from('comity.invalid/xv-fiu\n5\nroot\n\n— signature\n')
let tsa: Tsa
beforeAll(async () => {
  tsa = await startTsa(() => new Date('2026-11-22T08:00:00Z'))
})
afterAll(() => tsa.close())

const rootsOf = (pem: string) => pem.split(/(?<=-----END CERTIFICATE-----\n)/)

async function ask(fault?: Fault) {
  tsa.fault = fault
  const nonce = randomBytes(16)
  const answer = await fetch(tsa.address, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: timestampRequest(bytes, nonce) as Uint8Array<ArrayBuffer>,
  })
  return tokenIn(new Uint8Array(await answer.arrayBuffer()), {
    bytes,
    nonce,
    roots: rootsOf(tsa.root),
  })
}

describe('a timestamp of RFC 3161', () => {
  it('holds for the bytes that were sent, and is checked again without the authority', async () => {
    const { token, timestamp } = must(await ask())
    expect(timestamp).toMatchObject({ time: '2026-11-22T08:00:00.000Z', signer: 'good authority' })
    const roots = rootsOf(tsa.root)
    expect(must(await verifyToken(token, { bytes, roots }))).toEqual(timestamp)
    const other = await verifyToken(token, { bytes: Buffer.from('other'), roots })
    expect(other).toMatchObject({
      refusal: { name: 'timestamp-not-valid', ground: 'the token is about other bytes' },
    })
    expect((await verifyToken(token, { bytes, roots: [roots[1]!] })).ok).toBe(false)
    expect((await verifyToken(token, { bytes, roots: [] })).ok).toBe(false)
  })

  it.each([
    ['refuses', /refused with status 2/],
    ['not-asn1', /not a timestamp response/],
    ['other-imprint', /about other bytes/],
    ['other-nonce', /nonce/],
    ['no-purpose', /not for timestamps alone/],
    ['expired', /does not hold/],
    ['other-root', /does not hold/],
    ['no-certificate-named', /does not name the certificate/],
    ['changed-signature', /does not hold/],
  ] as const)('is refused from an authority that does this: %s', async (fault, why) => {
    const answered = await ask(fault)
    expect(answered).toMatchObject({ ok: false, refusal: { name: 'timestamp-not-valid' } })
    if (!answered.ok) expect(answered.refusal.ground).toMatch(why)
  })

  it('does not hold with any bit of its signature changed', async () => {
    const { token } = must(await ask())
    const roots = rootsOf(tsa.root)
    // The signature is the last thing in a token without unsigned attributes.
    for (let at = token.length - 60; at < token.length; at++) {
      const changed = Uint8Array.from(token)
      changed[at]! ^= 1
      expect((await verifyToken(changed, { bytes, roots })).ok).toBe(false)
    }
  })

  it('with one byte changed never holds for another time or other bytes, and never throws', async () => {
    const { token, timestamp } = must(await ask())
    const roots = rootsOf(tsa.root)
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: token.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Uint8Array.from(token)
          changed[at]! ^= flip
          const checked = await verifyToken(changed, { bytes, roots })
          if (checked.ok) expect(checked.value).toEqual(timestamp)
        },
      ),
      { numRuns: 150 },
    )
  })
})

const openssl = spawnSync('openssl', ['version']).status === 0
describe.skipIf(!openssl)('and openssl agrees (skipped where there is no openssl)', () => {
  const dir = mkdtempSync(join(tmpdir(), 'comity-tsa-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  const file = (name: string) => join(dir, name)
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })

  it('reads our question and our token', async () => {
    const { token } = must(await ask())
    writeFileSync(file('data'), bytes)
    writeFileSync(file('token'), token)
    writeFileSync(file('root.pem'), rootsOf(tsa.root)[0]!)
    writeFileSync(file('query'), timestampRequest(bytes, randomBytes(16)))
    expect(run('ts', '-query', '-in', 'query', '-text').toString()).toContain('sha256')
    const said = run(
      'ts',
      '-verify',
      '-data',
      'data',
      '-in',
      'token',
      '-token_in',
      '-CAfile',
      'root.pem',
    )
    expect(said.toString()).toContain('OK')
  })

  it('is an authority whose token holds here', async () => {
    writeFileSync(
      file('tsa.cnf'),
      `[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\n[tsa]\nextendedKeyUsage=critical,timeStamping\n[tsa_config]\ndefault_tsa=t\n[t]\nserial=${file('serial')}\nsigner_cert=${file('tsa.pem')}\nsigner_key=${file('tsa.key')}\ncerts=${file('ca.pem')}\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\nordering=no\ntsa_name=no\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n`,
    )
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=CA',
      '-days',
      '30',
      '-config',
      'tsa.cnf',
      '-extensions',
      'ca',
    )
    run(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.csr',
      '-subj',
      '/CN=TSA',
      '-config',
      'tsa.cnf',
    )
    run(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'tsa.pem',
      '-days',
      '30',
      '-extfile',
      'tsa.cnf',
      '-extensions',
      'tsa',
    )
    writeFileSync(file('serial'), '01\n')
    const nonce = randomBytes(16)
    writeFileSync(file('query'), timestampRequest(bytes, nonce))
    run(
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-section',
      't',
      '-queryfile',
      'query',
      '-out',
      'reply',
    )
    const roots = [readFileSync(file('ca.pem'), 'utf8')]
    const { timestamp } = must(await tokenIn(readFileSync(file('reply')), { bytes, nonce, roots }))
    expect(timestamp.signer).toBe('TSA')
  })
})
