import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { openStore, type Store } from '#store'
import { samples } from '../procedure/samples.ts'
import { type TestFederation, testFederation } from './testing.ts'
import {
  act,
  addition,
  first,
  handIn,
  named,
  type Officer,
  onlyTip,
  paid,
  passphrases,
  retaliation,
  second,
  sessionOf,
  tip,
  tipBox,
  words,
} from './tips-testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

async function box() {
  const made = await tipBox()
  federation = made.federation
  return made
}

describe('a tip', () => {
  it('goes on record at the full hour, is read by the unit alone, and is answered by receipt', async () => {
    const { node, tips, round } = await box()
    const receipt = await handIn(tips)
    expect(receipt).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/)
    expect(must(await tips.status(receipt))).toMatchObject({ state: 'WAITING', waiting: 1 })
    await node.tick()
    expect(must(await tips.desk(first, sessionOf(first))).tips).toEqual([])
    await round()
    const id = await onlyTip(tips)
    const view = must(await tips.view(first, sessionOf(first), id))
    expect(view).toMatchObject({ state: 'SUBMITTED', pieces: [{ kind: 'tip', text: words }] })
    expect(must(await tips.status(receipt))).toMatchObject({ state: 'SUBMITTED', messages: [] })

    const said = { step: 'acknowledge', message: 'thank you; which month was it?' }
    must(await tips.say(first, id, said))
    must(await tips.say(first, id, { step: 'ask-source', message: 'which site?' }))
    expect(must(await tips.status(receipt))).toMatchObject({
      state: 'DIALOGUE',
      messages: [
        { day: '2025-02-14', text: 'thank you; which month was it?' },
        { day: '2025-02-14', text: 'which site?' },
      ],
    })
    must(await tips.add(await paid(tips), receipt, addition('in October, at the harbour')))
    await round()
    const answered = must(await tips.view(second, sessionOf(second), id))
    expect(answered.state).toBe('ACKNOWLEDGED')
    expect(answered.pieces.map((p) => p.text)).toEqual([
      words,
      'thank you; which month was it?',
      'which site?',
      'in October, at the harbour',
    ])
    must(await act(node, first, id, 'triage', 'tip-triage'))
    const done = { step: 'give-feedback', message: 'passed on as a lead', harmless: true }
    must(await tips.say(first, id, done))
    expect(must(await tips.status(receipt)).messages.at(-1)?.text).toBe('passed on as a lead')
    const audit = await node.audit()
    expect(audit.findings).toEqual([])
  })

  it('has no time on record but that of the hour, and its words lie nowhere unsealed', async () => {
    const { node, tips, round } = await box()
    federation.clock.forward(7)
    await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    const view = must(await node.read.request(first, id))
    expect(JSON.stringify(view)).not.toContain('price labels')
    const events = (await node.read.signedEvents()).filter((e) => e.stream === `matter/${id}`)
    expect(events.map((e) => e.at)).toEqual(['2025-02-14T10:00:03.000Z'])
  })

  it('is neither read nor listed by anybody outside of the unit, nor with a key that is closed', async () => {
    const { node, tips, round } = await box()
    await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    for (const other of ['XV-OMB/head-of-desk', 'XV-FIU/head', 'XV-CA/inspector', 'nobody']) {
      expect(await tips.desk(other, 's'), other).toMatchObject({
        refusal: { name: 'not-of-the-unit' },
      })
      expect((await tips.view(other, sessionOf(first), id)).ok).toBe(false)
      expect((await tips.say(other, id, { step: 'acknowledge', message: 'x' })).ok).toBe(false)
    }
    const other = await tips.view(first, 'another session', id)
    expect(other).toMatchObject({ refusal: { name: 'desk-locked' } })
    federation.clock.forward(16)
    const late = await tips.view(first, sessionOf(first), id)
    expect(late).toMatchObject({ refusal: { name: 'desk-locked' } })
    const log = await node.read.log({ after: -1, limit: 500 }, 'XV-FIU/head')
    expect(log.entries.some((e) => e.stream.includes(id) || e.type.startsWith('tip.'))).toBe(false)
  })

  it('is closed to an officer who declared a conflict of interest, and to words outside of the tip desk', async () => {
    const { node, tips, round } = await box()
    await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    expect(await act(node, first, id, 'acknowledge', 'tip-message')).toMatchObject({
      refusal: { name: 'tip-desk-only' },
    })
    must(await act(node, first, id, 'recuse'))
    expect(await tips.view(first, sessionOf(first), id)).toMatchObject({
      refusal: { name: 'tip-recused' },
    })
    expect((await tips.say(first, id, { step: 'acknowledge', message: 'thanks' })).ok).toBe(false)
    expect(must(await tips.view(second, sessionOf(second), id)).pieces[0]?.text).toBe(words)
  })

  it('is opened and taken out on record, each time', async () => {
    const { node, tips, round } = await box()
    await handIn(tips, { ...tip, files: [Buffer.from('a list of prices')] } as never)
    await round()
    const id = await onlyTip(tips)
    must(await tips.view(first, sessionOf(first), id))
    const file = { id, piece: 0, name: 'file-1.txt' }
    expect(Buffer.from(must(await tips.file(first, sessionOf(first), file)).bytes).toString()).toBe(
      'a list of prices',
    )
    const log = await node.read.log({ after: -1, limit: 500 }, first)
    const looks = log.entries.filter((e) => e.stream === `access/matter/${id}`)
    expect(looks.map((e) => [e.type, e.actor])).toEqual([
      ['access.viewed', first],
      ['access.exported', first],
    ])
  })

  it('of eight megabytes waits in many rows, goes on record in one piece, and leaves none of them', async () => {
    let store: Store | undefined
    const made = await tipBox({
      storage: async (options) => {
        const one = await openStore(options)
        store ??= one
        return one
      },
    })
    federation = made.federation
    const { tips, round } = made
    const large = Buffer.alloc(8 * 1024 * 1024 - 100, 'unit;label;invoice\n')
    await handIn(tips, { ...tip, files: [large] } as never)
    const rows = async (kind: string) =>
      (await store!.rows({ kind, order: 'key', limit: 100 })).rows.length
    expect(await rows('tip-waiting')).toBe(1)
    expect(await rows('tip-waiting-part')).toBeGreaterThan(20)
    await round()
    expect(await rows('tip-waiting')).toBe(0)
    expect(await rows('tip-waiting-part')).toBe(0)
    const id = await onlyTip(tips)
    const file = { id, piece: 0, name: 'file-1.txt' }
    expect(large.equals(must(await tips.file(first, sessionOf(first), file)).bytes)).toBe(true)
  })

  it('is not taken before two officers of the unit hold keys', async () => {
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-02-14T09:10:00.000Z',
      {},
      {
        served: true,
      },
    )
    const { tips } = federation.node('XV-FIU')
    const no = await tips.submit(await paid(tips), tip)
    expect(no).toMatchObject({ refusal: { name: 'box-closed' } })
  })

  it('answers no other digits, and a form is good once', async () => {
    const { tips } = await box()
    await handIn(tips)
    expect(await tips.status('0000 0000 0000 0000')).toMatchObject({
      refusal: { name: 'receipt-unknown' },
    })
    const price = await paid(tips)
    must(await tips.submit(price, tip))
    expect(await tips.submit(price, tip)).toMatchObject({ refusal: { name: 'ticket-used' } })
  })

  it('is deleted by its clock, and then its receipt is void and nothing of it can be read', async () => {
    const { node, tips, round } = await box()
    const receipt = await handIn(tips, named)
    await round()
    const id = await onlyTip(tips)
    must(await tips.say(first, id, { step: 'acknowledge', message: 'thank you' }))
    must(await act(node, first, id, 'triage', 'tip-triage'))
    must(await tips.say(first, id, { step: 'give-feedback', message: 'done', harmless: true }))
    must(await act(node, first, id, 'close'))
    const late = await tips.add(await paid(tips), receipt, addition('one more thing'))
    expect(late).toMatchObject({ refusal: { name: 'tip-not-open' } })
    federation.clock.forward(366 * 24 * 60)
    await node.tick()
    await round()
    expect(await tips.status(receipt)).toMatchObject({ refusal: { name: 'receipt-unknown' } })
    expect(must(await tips.desk(first, sessionOf(first))).tips).toEqual([])
    expect((await node.audit()).findings).toEqual([])
  })
})

describe('a lead', () => {
  it('is passed on in words of the unit, and a file of it becomes an exhibit whose source is sealed', async () => {
    const { node, tips, round } = await box()
    const file = Buffer.from('unit;label;invoice')
    await handIn(tips, { ...tip, files: [file, file] } as never)
    await round()
    const id = await onlyTip(tips)
    const lead = {
      to: 'XV-SACP',
      words: 'a list of prices on labels, to be held against the invoices',
      files: [{ piece: 0, name: 'file-2.txt' }],
    }
    const give = () => tips.giveLead(first, sessionOf(first), id, lead)
    must(await tips.say(first, id, { step: 'acknowledge', message: 'thank you' }))
    expect(await give()).toMatchObject({ refusal: { name: 'tip-no-lead' } })
    must(await act(node, first, id, 'triage', 'tip-triage', { outcome: 'lead' }))
    const given = must(await give())
    expect(await tips.leads('XV-FIU/analyst')).toEqual({ ok: true, value: [] })
    const [got] = must(await tips.leads('XV-SACP/prosecutor'))
    expect(got).toMatchObject({ from: 'XV-OMB', words: lead.words, files: ['file-1.txt'] })
    const { class: _, ...document } = samples['suspension-request']!
    const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
    const matter = must(await node.handle('XV-SACP/prosecutor', open)).id
    const into = { file: 'file-1.txt', matter, exhibit: 'EV-08' }
    must(await tips.leadIntoMatter('XV-SACP/prosecutor', given.lead, into))
    const [exhibit] = must(await node.attachments.list('XV-SACP/prosecutor', matter))
    expect(exhibit).toMatchObject({ title: 'EV-08, source sealed (XV-OMB)' })
    // Nothing that the office can read leads back to the tip.
    const log = await node.read.log({ after: -1, limit: 500 }, 'XV-SACP/prosecutor')
    const readable = JSON.stringify([log.entries.filter((e) => e.type !== 'sealed'), got, exhibit])
    expect(readable).toContain('lead.opened')
    expect(readable).not.toContain(id)
    expect(readable).not.toContain('tip.')
    const others = await node.read.log({ after: -1, limit: 500 }, 'XV-TAX/case-officer')
    expect(others.entries.some((e) => e.type.startsWith('lead.'))).toBe(false)
    expect((await node.audit()).findings).toEqual([])
  })
})

describe('the sealed envelope of a source', () => {
  it('is opened by two officers in a report of retaliation, each turn on record before a word is read', async () => {
    const { node, tips, round } = await box()
    const receipt = await handIn(tips, named)
    await round()
    const id = await onlyTip(tips)
    const reasons = 'the employer must be named in the order'
    const by = (actor: Officer) => ({ passphrase: passphrases[actor], reasons })
    expect((await tips.turnFirst(first, id, by(first))).ok).toBe(false)
    must(await tips.add(await paid(tips), receipt, retaliation))
    await round()
    expect(await tips.turnSecond(second, id, by(second))).toMatchObject({
      refusal: { name: 'identity-first-key' },
    })
    const guessed = await tips.turnFirst(first, id, { passphrase: passphrases[second], reasons })
    expect(guessed).toMatchObject({ refusal: { name: 'passphrase-wrong' } })
    must(await tips.turnFirst(first, id, by(first)))
    expect(await tips.turnSecond(first, id, by(first))).toMatchObject({
      refusal: { name: 'identity-first-key' },
    })
    const opened = must(await tips.turnSecond(second, id, by(second)))
    expect(opened.identity).toBe('Ada Marker, +00 000 000')
    const log = await node.read.log({ after: -1, limit: 500 }, first)
    const turns = log.entries.filter((e) => /identity_|key_turned/.test(e.type))
    expect(turns.map((e) => [e.type, e.actor])).toEqual([
      ['tip.identity_first_key', first],
      ['protection.key_turned', first],
      ['tip.identity_opened', second],
    ])
    must(await act(node, second, id, 'protect', 'protection-order'))
    expect(must(await tips.status(receipt)).protection).toBe('PROTECTED')
    expect((await node.audit()).findings).toEqual([])
  })

  it('is asked for where somebody asks for protection without one', async () => {
    const { tips, round } = await box()
    const receipt = await handIn(tips)
    await round()
    expect(await tips.add(await paid(tips), receipt, retaliation)).toMatchObject({
      refusal: { name: 'retaliation-unnamed' },
    })
    const with_ = { ...retaliation, identity: 'Ada Marker' }
    must(await tips.add(await paid(tips), receipt, with_))
    await round()
    expect(must(await tips.status(receipt))).toMatchObject({
      protection: 'REPORTED',
      mayReport: false,
      hasIdentity: true,
    })
  })
})
