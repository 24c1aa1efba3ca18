import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeApp } from '#api'
import { must, systemRandom } from '#base'
import { typologyText } from '#knowledge'
import { samples } from '#procedure'
import { type Clone, cloneFederation } from '../src/exercise/engine/clone.ts'

const editor = 'NET-SEC/editor'
let clone: Clone

/** A pattern on its way through P13 up to its release at a level. */
async function publish(reference: string, cases: number, level: 'public' | 'partnership') {
  const node = clone.nodeOf('NET-SEC')
  const { pattern, redFlags, text } = typologyText(reference)
  const { id } = must(
    await node.handle('XN-FIU/analyst', {
      do: 'open',
      procedure: 'P13',
      step: 'submit',
      to: 'NET-SEC',
      document: { ...samples.typology, reference, pattern, redFlags },
    }),
  )
  const act = (actor: string, action: string, document: Readonly<Record<string, unknown>>) =>
    node.handle(actor, { do: 'act', id, action, document })
  const table = (samples['sanitised-text']!.table as readonly string[]).slice(0, cases)
  const sanitised = { ...samples['sanitised-text'], text, table, cases, jurisdictions: 3 }
  const typed = await act(editor, 'sanitise', { ...sanitised, cases: 40 })
  expect(!typed.ok && typed.refusal.name).toBe('cases-miscounted')
  must(await act(editor, 'sanitise', sanitised))
  must(await act('NET-SEC/editor-2', 'test', samples['re-identification-test']!))
  must(await act(editor, 'review', samples['peer-review']!))
  return { id, act, released: await act(editor, 'release', { ...samples.release, level }) }
}

beforeAll(async () => {
  clone = await cloneFederation('EX-09', Date.parse('2025-12-01T09:00:00Z'), systemRandom)
}, 60_000)
afterAll(() => clone.close())

it('tells the public what rests on enough cases, and the partnership what does not', async () => {
  const node = clone.nodeOf('NET-SEC')
  const app = await makeApp({ node })
  const get = async (url: string) =>
    (await app.inject({ method: 'GET', url, headers: { host: '127.0.0.1' } })).body
  expect(await get('/public/en/patterns')).toContain('No pattern has been released yet')
  const open = await publish('TY-01', 5, 'public')
  expect(open.released.ok).toBe(true)
  const held = await publish('TY-02', 3, 'public')
  expect(!held.released.ok && held.released.refusal.name).toBe('too-few-cases')
  must(await held.act(editor, 'release', { ...samples.release, level: 'partnership' }))
  for (const url of ['/public/en/patterns', '/public/patterns.json', '/public/patterns.atom']) {
    const body = await get(url)
    expect(body, url).toContain('TY-01')
    expect(body, url).not.toContain('TY-02')
    expect(body, url).not.toContain('client account')
    // The table of cases stays with the editors.
    expect(body, url).not.toContain('sha256:000')
  }
  expect(await get('/public/patterns.atom')).toMatch(/rel="self"[^>]*\/public\/patterns\.atom"/)
  const circle = node.knowledge.circleOf('PPP-1/analyst')
  expect(circle).toBe('partnership')
  expect((await node.knowledge.publications(circle)).map((p) => p.reference).sort()).toEqual([
    'TY-01',
    'TY-02',
  ])
  must(await open.act(editor, 'withdraw', samples['withdrawal-notice']!))
  expect(await get('/public/patterns.json')).toContain('"revoked": true')
  expect(await get('/public/ar/patterns')).toContain('سُحب')
})

it('shows an officer what came of an alert in time, and who has not signed a statement yet', async () => {
  const node = clone.nodeOf('NET-SEC')
  const open = async (actor: string, procedure: string, to: string, document: object) =>
    must(
      await node.handle(actor, {
        do: 'open',
        procedure,
        to,
        document: document as Readonly<Record<string, unknown>>,
      }),
    ).id
  const act = async (actor: string, id: string, action: string, document: object) =>
    must(
      await node.handle(actor, {
        do: 'act',
        id,
        action,
        document: document as Readonly<Record<string, unknown>>,
      }),
    )
  const first = await open('XN-FIU/analyst', 'P19', 'PPP-1', samples['partnership-alert']!)
  const second = await open('XN-FIU/analyst', 'P19', 'PPP-1', {
    ...samples['partnership-alert'],
    reference: 'AL-02',
  })
  clone.setClock(clone.now() + 4 * 86_400_000)
  await act('PPP-1/analyst', first, 'give-alert-feedback', samples['alert-feedback']!)
  await act('PPP-1/editor', first, 'propose-rule', samples['rule-proposal']!)
  clone.setClock(clone.now() + 20 * 86_400_000)
  await clone.settle()
  const { circle, alerts } = await node.knowledge.library('PPP-1/analyst')
  expect(circle).toBe('partnership')
  const of = (matter: string) => alerts.find((a) => a.matter === matter)
  expect(of(first)).toMatchObject({
    result: samples['alert-feedback']!.result,
    isInTime: true,
    proposals: [{ rule: samples['rule-proposal']!.rule }],
  })
  expect(of(second)).toMatchObject({ result: null, isInTime: false })
  expect((await node.knowledge.library('XN-DC/judge')).alerts).toEqual([])

  const { others: _, ...paper } = samples['joint-statement']!
  const statement = await open('XN-EPP/prosecutor', 'P18', 'XN-CA', paper)
  await act('XN-EPP/prosecutor', statement, 'sign', { digest: samples['joint-statement']!.digest })
  const { statements } = await node.knowledge.library('XN-EPP/prosecutor')
  expect(statements).toMatchObject([
    {
      matter: statement,
      digest: samples['joint-statement']!.digest,
      releasedAt: null,
      signatures: [
        { authority: 'XN-EPP', signed: true, isSame: true },
        { authority: 'XN-CA', signed: false, isSame: false },
      ],
    },
  ])
})

it('counts a table the way the guard does, and says why it may not be public', () => {
  const { knowledge } = clone.nodeOf('NET-SEC')
  const table = samples['sanitised-text']!.table as readonly string[]
  expect(must(knowledge.ruleCheck(table, ['pay-out']))).toEqual({
    cases: 6,
    jurisdictions: 3,
    unique: [],
    why: null,
  })
  const one = table.map((line, i) => (i === 0 ? line.replace('gold', 'yacht') : line))
  expect(must(knowledge.ruleCheck(one, ['pay-out'])).why).toBe('one case alone has pay-out yacht')
  const few = must(knowledge.ruleCheck(table.slice(0, 3), ['pay-out']))
  expect(few).toMatchObject({ cases: 3, why: expect.stringMatching(/^3 cases/) })
})
