import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from '#node'
import { verifyRelease } from '../cli/verify-release.ts'
import { sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'

let federation: TestFederation
let app: FastifyInstance
let node: Node
const [analyst, head] = ['XV-FIU/analyst', 'XV-FIU/head']

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], '2025-02-14T09:00:00.000Z')
  node = federation.node('XV-FIU')
  for (const to of ['XN-FIU', 'XN-FIU', 'XN-FIU', 'XS-FIU']) await sendRequest(node, to)
  await federation.settle()
  federation.clock.set('2026-05-02T09:00:00.000Z')
  const { waiting } = must(await node.releases.prepare(analyst, '2025-Q1'))
  must(await node.releases.release(head, '2025-Q1', waiting[0]!.digest))
  app = await makeApp({ node })
})
afterAll(async () => {
  await app.close()
  await federation.close()
})

const get = async (path: string) => app.inject({ method: 'GET', url: path })
const at = (name: string) => `/open/2025-Q1/1/${name}`
const sha = (bytes: string | Uint8Array) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

describe('open data', () => {
  it('lists every version with the addresses of its files, for pages of other sites too', async () => {
    const answer = await get('/open')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    const [release] = answer.json().releases
    expect(release).toMatchObject({ id: '2025-Q1/1', state: 'current' })
    for (const path of Object.values<string>(release.files))
      expect((await get(path)).statusCode, path).toBe(200)
  })

  it('carries in its data package the digests of the files beside it', async () => {
    const { resources } = (await get(at('datapackage.json'))).json()
    for (const { path, hash } of resources as { path: string; hash: string }[])
      expect(sha((await get(at(path))).rawPayload), path).toBe(hash)
  })

  it('is the same in the table and in the release, with a stable id for each cell', async () => {
    const release = (await get(at('release.json'))).json()
    const [header, ...lines] = (await get(at('figures.csv'))).body.trimEnd().split('\r\n')
    const dictionary = (await get('/open/dictionary.json')).json()
    expect(header).toBe(dictionary.columns.map((c: { name: string }) => c.name).join(','))
    const cells = lines.map((line) => /^(?:"([^"]*)"|([^,]*)),/.exec(line)!.slice(1).join(''))
    expect(cells).toEqual(
      release.tables.flatMap((t: { id: string; parts: { id: string }[] }) => [
        t.id,
        ...t.parts.map((part) => part.id),
      ]),
    )
    expect(new Set(cells).size).toBe(cells.length)
    const metadata = (await get(at('csv-metadata.json'))).json()
    expect(metadata.tableSchema.columns.map((c: { name: string }) => c.name).join(',')).toBe(header)
  })

  it('holds nothing that the small-count rule holds back', async () => {
    const figures = (await get(at('figures.csv'))).body
    const held = figures.split('\r\n').filter((line) => line.includes(',false,'))
    expect(held.length).toBeGreaterThan(2)
    for (const line of held) expect(line).toMatch(/,false,,/)
    const release = (await get(at('release.json'))).json()
    for (const table of release.tables)
      for (const cell of [table, ...table.parts]) if (!cell.shown) expect(cell.value).toBeNull()
  })

  it('answers with a refusal where there is nothing, and with 304 where the reader has it', async () => {
    expect((await get('/open/2025-Q2/1/figures.csv')).json()).toMatchObject({
      title: expect.any(String),
    })
    expect((await get('/open/2025-Q1/0/figures.csv')).statusCode).toBe(400)
    const { etag } = (await get(at('figures.csv'))).headers
    const again = await app.inject({
      method: 'GET',
      url: at('figures.csv'),
      headers: { 'if-none-match': String(etag) },
    })
    expect(again.statusCode).toBe(304)
  })
})

describe('whoever verifies a release', () => {
  const files = async () => ({
    release: (await get(at('release.json'))).rawPayload,
    proof: (await get(at('proof.json'))).rawPayload,
  })

  it('finds its digest in a signed record of the log, and two persons', async () => {
    const { release, proof } = await files()
    const verdicts = must(await verifyRelease(release, proof, {}))
    expect(verdicts.flatMap((v) => v.findings)).toEqual([])
    expect(verdicts[0]).toMatchObject({ checked: { digest: sha(release), released_by: head } })
  })

  it('finds a figure that was changed by one', async () => {
    const { release, proof } = await files()
    const changed = Buffer.from(
      Buffer.from(release).toString('utf8').replace('"value":"4"', '"value":"5"'),
    )
    expect(changed.equals(release)).toBe(false)
    const verdicts = must(await verifyRelease(changed, proof, {}))
    expect(verdicts[0]!.findings[0]).toContain('one of them was changed')
  })

  it('finds a changed byte of the proof, wherever it is, and never stumbles', async () => {
    const { release, proof } = await files()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(proof.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (place, by) => {
          const changed = Buffer.from(proof)
          changed[place] = (changed[place]! + by) % 256
          const found = await verifyRelease(release, changed, {})
          if (!found.ok) return
          const sound = found.value.every(({ findings }) => findings.length === 0)
          // What stands beside the signed parts may change: when the file was made, and whose it says it is.
          if (sound)
            expect(JSON.parse(changed.toString('utf8')).records).toEqual(
              JSON.parse(Buffer.from(proof).toString('utf8')).records,
            )
        },
      ),
      { numRuns: 60 },
    )
  })
})
