import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { samples } from '#procedure'
import type { Node } from './open-node.ts'
import {
  fullRequest,
  goodApproval,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'
import type { ItemsView } from './views-items.ts'

let federation: TestFederation
let xv: Node
let xn: Node
let xs: Node
let asked: string

beforeEach(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], '2025-01-20T09:10:00.000Z')
  xv = federation.node('XV-FIU')
  xn = federation.node('XN-FIU')
  xs = federation.node('XS-FIU')
  asked = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  must(await act(xn, asked, 'acknowledge', { class: 'normal' }))
  must(await act(xn, asked, 'reply', { ...goodReply, purposes: ['analysis', 'investigation'] }))
})
afterEach(() => federation.close())

async function act(
  node: Node,
  id: string,
  action: string,
  document: Record<string, unknown> = {},
  who = 'analyst',
) {
  const done = await node.handle(`${node.id}/${who}`, { do: 'act', id, action, document })
  await federation.settle()
  return done
}

async function items(node: Node, id = asked): Promise<ItemsView> {
  return must(await node.read.items(`${node.id}/analyst`, id))
}

async function answer(node: Node) {
  return (await items(node)).items.find((i) => i.type === 'FINAL_RESULT')!
}

function refusal(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('nothing was refused')
  return outcome.refusal
}

/** XV asks XS with what XN gave. Answers the outcome of sending, and the new matter. */
async function askOnward(sources: readonly string[], change: Record<string, unknown> = {}) {
  const document = { ...fullRequest, reference: 'RQ-02', sources, ...change }
  const open = { do: 'open', kind: 'request', to: 'XS-FIU', document } as const
  const { id } = must(await xv.handle('XV-FIU/analyst', open))
  must(await act(xv, id, 'approve', goodApproval, 'head'))
  return { id, sent: await act(xv, id, 'send') }
}

async function consent(use: Record<string, unknown>, answerDocument: Record<string, unknown>) {
  const question = { useCase: 'a request to XS', recipient: 'the unit of XS', ...use }
  must(await act(xv, asked, 'ask-consent', question))
  must(await act(xn, asked, 'give-consent', answerDocument, 'head'))
}

describe('an answer that may be passed on only with consent', () => {
  it('is listed at both nodes under one id, with its conditions', async () => {
    const [here, there] = [await answer(xv), await answer(xn)]
    expect(here.id).toBe(there.id)
    expect(here.digest).toBe(there.digest)
    expect(here.ours).toBe(false)
    expect(there.ours).toBe(true)
    expect(here.strip.map((c) => c.short)).toEqual([
      'TLP:AMBER',
      'passing on: ask',
      'evidence: ask',
      'analysis, investigation',
      'A1',
    ])
    const onward = here.uses.find((u) => u.use === 'onward')!
    expect(onward).toMatchObject({
      allowed: false,
      barriers: [{ condition: 'onward', consent: true }],
    })
  })

  it('stays here: a request that is made from it is refused, and says whose condition stands against it', async () => {
    const item = await answer(xv)
    const no = refusal((await askOnward([item.id])).sent)
    expect(no.name).toBe('use-not-allowed')
    expect(no.ground).toBe(
      '"answer" of XN-FIU, 2025-01-20, cannot be passed on to XS-FIU: it may be passed on only with prior consent',
    )
    expect(no.remedy).toContain('ask unit XN-FIU for consent')
    expect((await xs.read.inbox({ show: 'all', q: '' })).length).toBe(0)
  })

  it('goes on once consent is given, and to nobody else', async () => {
    const item = await answer(xv)
    await consent({ use: 'onward', recipients: ['XS-FIU'], items: [item.id] }, { scope: 'for XS' })
    expect((await askOnward([item.id])).sent.ok).toBe(true)
    expect((await xs.read.inbox({ show: 'all', q: '' })).length).toBe(1)
    const line = (await items(xv)).consents[0]!
    expect(line).toMatchObject({ state: 'given', use: 'onward', recipients: ['XS-FIU'] })
    expect((await xn.read.consents('XN-FIU/head'))[0]).toMatchObject({ state: 'given', ours: true })
  })

  it('is not covered by a consent in words alone, one for evidence, one that ended or was withdrawn', async () => {
    const item = await answer(xv)
    await consent({}, { scope: 'whatever you need' })
    await consent({ use: 'evidence', items: [item.id] }, { scope: 'in court' })
    expect(refusal((await askOnward([item.id])).sent).name).toBe('use-not-allowed')
    await consent(
      { use: 'onward', recipients: ['XS-FIU'], items: [item.id] },
      { scope: 'for a week', until: '2025-01-27' },
    )
    federation.clock.set('2025-01-28T09:00:00.000Z')
    expect(refusal((await askOnward([item.id])).sent).name).toBe('use-not-allowed')
    await consent({ use: 'onward', recipients: ['XS-FIU'] }, { scope: 'again' })
    must(await act(xn, asked, 'withdraw-consent', { reasons: 'an arrest is planned' }, 'head'))
    expect(refusal((await askOnward([item.id])).sent).name).toBe('use-not-allowed')
    expect((await items(xv)).consents.map((c) => c.state)).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ])
  })

  it('given for some proceedings alone is not used in another matter without consent', async () => {
    const id = await sendRequest(xv, 'XN-FIU', { ...fullRequest, reference: 'RQ-05' })
    await federation.settle()
    must(await act(xn, id, 'acknowledge', { class: 'normal' }))
    must(await act(xn, id, 'reply', { ...goodReply, onward: 'yes', speciality: true }))
    const item = (await items(xv, id)).items.find((i) => i.type === 'FINAL_RESULT')!
    const change = { onward: 'yes', speciality: true }
    expect(refusal((await askOnward([item.id], change)).sent).ground).toContain(
      'it is for the proceedings it was given for, and no others',
    )
  })

  it('gives its conditions to what is made from it', async () => {
    const item = await answer(xv)
    await consent({ use: 'onward', recipients: ['XS-FIU'], items: [item.id] }, { scope: 'for XS' })
    const loose = await askOnward([item.id], { onward: 'yes', purposes: ['analysis', 'tax'] })
    const no = refusal(loose.sent)
    expect(no.name).toBe('looser-than-sources')
    expect(no.ground).toContain('purposes, passing on')
  })

  it('is refused to a court, and shown to one for an accused with the duty to tell first', async () => {
    const item = await answer(xv)
    const take = (query: object) =>
      xv.read.document('XV-FIU/analyst', asked, item.id, { as: 'json', ...query })
    expect(refusal(await take({ for: 'court' })).name).toBe('use-not-allowed')
    expect(refusal(await take({ for: 'XS-FIU' })).name).toBe('use-not-allowed')
    expect((await take({})).ok).toBe(true)
    expect((await take({ for: 'court', exculpatory: true })).ok).toBe(true)
  })

  it('names what is not there, or was taken back, by name', async () => {
    const item = await answer(xv)
    expect(refusal((await askOnward(['0195f3a0-0000-7000-8000-000000000009'])).sent).name).toBe(
      'item-unknown',
    )
    must(
      await act(xn, asked, 'retract-item', {
        item: item.id,
        corrects: item.digest,
        reasons: 'a namesake',
      }),
    )
    expect(refusal((await askOnward([item.id])).sent).name).toBe('item-taken-back')
  })
})

describe('whatever the terms of an answer are', () => {
  const pick = <T>(from: readonly T[], at: number) => from[at % from.length]!
  /** Terms by number, so that a failing one can be looked at again. */
  const terms = (n: number) => ({
    handling: pick(['TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'], n),
    onward: pick(['yes', 'with-consent', 'no'], Math.floor(n / 4)),
    purposes: pick([['analysis'], ['tax'], ['investigation', 'tax']], Math.floor(n / 12)),
    ...pick([{}, { siena: ['H2'] }, { pap: 'PAP:RED' }, { onwardTo: ['XS-FIU'] }], n * 7),
  })
  /** Told apart by hand, and not by the code under test. */
  const free = (t: ReturnType<typeof terms>) =>
    t.purposes.includes('analysis') &&
    !('pap' in t) &&
    !/STRICT|RED/.test(t.handling) &&
    !('siena' in t) &&
    (t.onward === 'yes' || (t.onward === 'with-consent' && 'onwardTo' in t))

  it('no request that is made from it leaves without consent where they need one, and each that may, does', async () => {
    let refused = 0
    for (let n = 0; n < 36; n++) {
      const id = await sendRequest(xv, 'XN-FIU', { ...fullRequest, reference: `RQ-1${n}` })
      await federation.settle()
      must(await act(xn, id, 'acknowledge', { class: 'normal' }))
      must(await act(xn, id, 'reply', { ...goodReply, ...terms(n) }))
      const item = (await items(xv, id)).items.find((i) => i.type === 'FINAL_RESULT')!
      const { purposes, ...set } = terms(n)
      const { sent } = await askOnward([item.id], {
        ...set,
        purposes: purposes.includes('analysis') ? ['analysis'] : purposes,
        reference: `RQ-2${n}`,
      })
      expect(sent.ok, JSON.stringify(terms(n))).toBe(free(terms(n)))
      if (sent.ok) continue
      refused++
      expect(refusal(sent).name).toBe('use-not-allowed')
    }
    expect(refused).toBeGreaterThan(20)
  }, 120_000)
})

describe('a text that is copied and not named', () => {
  it('is found in the matter that the document refers to, and held to its conditions', async () => {
    const note = { ...(samples['hotline-note'] as object), calledAt: '2025-01-20T09:00:00Z' }
    const open = { do: 'open', procedure: 'P17', to: 'XS-FIU', document: note } as const
    const { id } = must(await xv.handle('XV-FIU/analyst', open))
    const confirm = (differs: string) =>
      act(xv, id, 'confirm-in-writing', { matter: asked, differs })
    const no = refusal(await confirm(`They said: Two accounts,  ${goodReply.answer.slice(14)}.`))
    expect(no.name).toBe('use-not-allowed')
    expect((await confirm('the amount was higher than we said')).ok).toBe(true)
  })
})

describe('a correction', () => {
  const wrong = {
    corrected: 'one account, not two',
    wrong: 'two accounts',
    reasons: 'counted twice',
  }

  it('reaches the holder, is shown struck out, and ends its chain', async () => {
    const item = await answer(xn)
    must(
      await act(xn, asked, 'correct-item', {
        item: `${item.id}#answer`,
        corrects: item.digest,
        ...wrong,
      }),
    )
    const held = await answer(xv)
    expect(held.corrections).toMatchObject([
      {
        what: 'corrected',
        part: 'answer',
        wrong: 'two accounts',
        right: 'one account, not two',
        confirmed: null,
      },
    ])
    expect(held.endOfChain).toBe(held.corrections[0]!.digest)
    const page = must(await xv.read.document('XV-FIU/analyst', asked, item.id, { as: 'html' }))
    expect(String(page.bytes)).toContain('<del>answer: two accounts</del>')
    const pdf = await xv.read.document('XV-FIU/analyst', asked, item.id, {
      as: 'pdf',
      second: 'fr',
    })
    expect(
      Buffer.from(must(pdf).bytes as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    must(
      await act(xv, asked, 'confirm-correction', {
        correction: held.corrections[0]!.digest,
        done: 'corrected',
      }),
    )
    expect((await answer(xn)).corrections[0]!.holders).toMatchObject([
      { id: 'XV-FIU', by: 'direct', confirmed: '2025-01-20T09:10:00.000Z' },
    ])
  })

  it.each([
    ['of an item that is not there', { item: 'x' }, 'correction-of-unknown', '80002'],
    [
      'of another record',
      { corrects: `sha256:${'0'.repeat(64)}` },
      'correction-of-unknown',
      '80002',
    ],
  ])('%s is refused', async (_, change, name, code) => {
    const item = await answer(xn)
    const no = refusal(
      await act(xn, asked, 'correct-item', {
        item: item.id,
        corrects: item.digest,
        ...wrong,
        ...change,
      }),
    )
    expect(no.name).toBe(name)
    expect(no.citation).toContain(code)
  })

  it('of a record that was corrected before is refused, and the remedy names the end of the chain', async () => {
    const item = await answer(xn)
    const document = { item: item.id, corrects: item.digest, ...wrong }
    must(await act(xn, asked, 'correct-item', document))
    const no = refusal(await act(xn, asked, 'correct-item', document))
    expect(no.name).toBe('corrected-already')
    expect(no.citation).toContain('80003')
    expect(no.remedy).toContain((await answer(xn)).endOfChain)
  })

  it('follows the item to whom it was passed on, even if that node was down for a week', async () => {
    const item = await answer(xv)
    await consent({ use: 'onward', recipients: ['XS-FIU'], items: [item.id] }, { scope: 'for XS' })
    const { id, sent } = await askOnward([item.id])
    expect(sent.ok).toBe(true)
    const { wire } = federation
    const { post } = wire
    wire.post = async (url, bytes, signal) => {
      if (url.startsWith('test://XS-FIU/')) throw new Error('down')
      return post(url, bytes, signal)
    }
    must(await act(xn, asked, 'correct-item', { item: item.id, corrects: item.digest, ...wrong }))
    expect((await items(xs, id)).items[0]!.corrections).toEqual([])
    wire.post = post
    federation.clock.forward(7 * 24 * 60)
    await federation.settle()
    const copy = (await items(xs, id)).items[0]!
    expect(copy.corrections).toMatchObject([{ what: 'corrected', right: 'one account, not two' }])
    expect(copy.corrections[0]!.reasons).toContain('XN-FIU, answer')
    must(
      await act(xs, id, 'confirm-correction-back', {
        correction: copy.corrections[0]!.digest,
        done: 'corrected',
      }),
    )
    const held = await answer(xv)
    expect(held.derived).toMatchObject([{ matter: id, to: 'XS-FIU' }])
    expect(held.corrections[0]!.holders.map((h) => [h.id, h.by, h.confirmed !== null])).toEqual([
      ['XV-FIU', 'direct', false],
      ['XS-FIU', 'RQ-02', true],
    ])
    expect((await items(xv, id)).items[0]!.warnings[0]).toContain('which was corrected on')
    for (const node of [xv, xn, xs]) expect((await node.audit()).findings).toEqual([])
  })

  it('is passed on once, however often the clock looks', async () => {
    const item = await answer(xv)
    await consent({ use: 'onward', recipients: ['XS-FIU'], items: [item.id] }, { scope: 'for XS' })
    const { id } = await askOnward([item.id])
    must(await act(xn, asked, 'correct-item', { item: item.id, corrects: item.digest, ...wrong }))
    for (let i = 0; i < 5; i++) await federation.settle()
    expect((await items(xs, id)).items[0]!.corrections).toHaveLength(1)
  })
})

it('what may be held until a day is not shown after it, at whoever received it', async () => {
  const id = await sendRequest(xv, 'XN-FIU', { ...fullRequest, retainUntil: '2025-03-01' })
  await federation.settle()
  const words = async (node: Node) =>
    must(await node.read.request(`${node.id}/analyst`, id)).document
  expect(await words(xn)).toMatchObject({ retainUntil: '2025-03-01' })
  federation.clock.set('2025-03-02T09:00:00.000Z')
  expect(await words(xn)).toEqual({})
  expect(await words(xv)).toMatchObject({ retainUntil: '2025-03-01' })
  const item = (await items(xn, id)).items[0]!
  const page = await xn.read.document('XN-FIU/analyst', id, item.id, { as: 'html' })
  expect(refusal(page).ground).toContain('it may be held until 2025-03-01 and no longer')
})

it('a mark of a dispute and a new day of confidentiality follow the item', async () => {
  const item = await answer(xn)
  must(
    await act(xn, asked, 'mark-disputed', { item: item.id, by: 'person', reasons: 'never signed' }),
  )
  must(
    await act(xn, asked, 'change-confidentiality', {
      confidentialUntil: '2025-06-30',
      reasons: 'a search is planned',
    }),
  )
  const held = await answer(xv)
  expect(held.disputed).toBe(true)
  expect(held.strip.map((c) => c.short)).toContain('confidential until 2025-06-30')
  expect(held.uses.find((u) => u.use === 'tell')).toMatchObject({ allowed: false })
  must(await act(xn, asked, 'clear-dispute', { item: item.id, by: 'person', reasons: 'settled' }))
  expect((await answer(xv)).disputed).toBe(false)
})
