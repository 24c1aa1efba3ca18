import { z } from 'zod'
import { done, type Outcome, type Refusal, systemRandom } from '#base'
import {
  additionForm,
  at,
  type Html,
  html,
  type PublicLanguage,
  page,
  preferred,
  puzzleName,
  puzzleScript,
  receiptForm,
  receiptShown,
  retaliationForm,
  type TipValues,
  tipForm,
  tipRefusalNote,
  tipStatusPage,
  tipsFront,
  tipsWords,
} from '#public'
import { evenly } from './even-pace.ts'
import { statusOf } from './problem.ts'
import { htmlType, inLanguage, pageAnswer, siteOf } from './public-page.ts'
import { type Answer, type Call, type Route, route } from './route.ts'

const short = z.string().max(600)
const long = z.string().max(100_000)
/** Numbers of the ten questions, as a form without scripts sends them: once, several times, or not at all. */
const ticks = z
  .union([z.string().max(3), z.array(z.string().max(3)).max(40)])
  .default([])
  .transform((value) => [value].flat().map(Number))
const uploaded = z.strictObject({
  fields: z.strictObject({
    ticket: short,
    answer: short,
    text: long.optional(),
    facts: long.optional(),
    happened: long.optional(),
    place: long.optional(),
    identity: long.optional(),
    receipt: short.optional(),
    kind: z.enum(['addition', 'retaliation']).optional(),
    retaliation: z.enum(['dismissal', 'demotion', 'threat', 'proceedings', 'other']).optional(),
  }),
  files: z.array(z.custom<Uint8Array>((value) => value instanceof Uint8Array)),
})

type Sent = z.output<typeof uploaded>
type PageCall = Pick<Call, 'node' | 'headers'>

/** The box for those who know something. No cookie is set or read, and no call of it leaves an address anywhere. */
export const publicTipsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/tips',
    who: 'anybody',
    limit: 'read',
    quiet: true,
    what: 'the short address of the tip box, in the language that the browser asks for',
    run: async ({ headers }) =>
      done({
        status: 302,
        bytes: '',
        type: htmlType,
        headers: {
          location: at(preferred(String(headers['accept-language'] ?? '')), '/tips'),
          vary: 'accept-language',
        },
      }),
  }),
  route({
    method: 'GET',
    path: `/public/${puzzleName}`,
    who: 'anybody',
    limit: 'read',
    what: 'the one script of the tip box, which works without it',
    run: async () =>
      done({
        type: 'text/javascript; charset=utf-8',
        bytes: puzzleScript,
        cacheSeconds: 31_536_000,
      }),
  }),
  route({
    method: 'GET',
    path: '/public/:language/tips',
    who: 'anybody',
    limit: 'read',
    quiet: true,
    what: 'how to tell what one knows without saying who one is',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      const { isOpen, keeper } = await call.node.tips.form()
      return pageAnswer(call, {
        language,
        path: '/tips',
        section: 'tips',
        title: tipsWords.title[language],
        lead: tipsWords.lead[language],
        body: tipsFront(language, isOpen, keeper),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/tips/new',
    who: 'anybody',
    limit: 'read',
    quiet: true,
    what: 'form for a tip; whoever comes from the ten questions finds what they ticked written in',
    params: inLanguage,
    query: z.object({ words: z.string().max(5).default('en'), flag: ticks }),
    run: async (call) => {
      const { words, flag } = call.query
      const text = call.node.knowledge.checkerReport(words, flag)
      return newForm(call, call.params.language, text === '' ? {} : { text }, '')
    },
  }),
  route({
    method: 'POST',
    path: '/public/:language/tips/new',
    who: 'anybody',
    limit: 'write',
    form: true,
    upload: true,
    quiet: true,
    what: 'hands a tip in; answers with its receipt, once',
    params: inLanguage,
    body: uploaded,
    run: (call) => evenly(() => handIn(call, call.params.language, call.body)),
  }),
  route({
    method: 'GET',
    path: '/public/:language/tips/receipt',
    who: 'anybody',
    limit: 'read',
    quiet: true,
    what: 'where a receipt is typed in',
    params: inLanguage,
    run: async (call) => receiptPage(call, call.params.language, ''),
  }),
  route({
    method: 'POST',
    path: '/public/:language/tips/receipt',
    who: 'anybody',
    limit: 'sign-in',
    form: true,
    quiet: true,
    what: 'what the unit wrote and did, for whoever has the receipt',
    params: inLanguage,
    body: z.strictObject({ receipt: short }),
    run: (call) =>
      evenly(async () => {
        const { language } = call.params
        const { receipt } = call.body
        const status = await call.node.tips.status(receipt)
        if (!status.ok)
          return receiptPage(call, language, refusalNote(language, status.refusal, false))
        const { ticket } = await call.node.tips.form()
        const body = tipStatusPage(language, receipt, status.value, ticket)
        return alone(call, language, '/tips/receipt', tipsWords.statusTitle[language], body)
      }),
  }),
  route({
    method: 'POST',
    path: '/public/:language/tips/add',
    who: 'anybody',
    limit: 'write',
    form: true,
    upload: true,
    quiet: true,
    what: 'adds to a tip, or reports retaliation, with its receipt',
    params: inLanguage,
    body: uploaded,
    run: (call) => evenly(() => addTo(call, call.params.language, call.body)),
  }),
]

async function newForm(
  call: PageCall,
  language: PublicLanguage,
  values: TipValues,
  note: Html | '',
  status?: number,
): Promise<Outcome<Answer>> {
  const { isOpen, ticket, keeper } = await call.node.tips.form()
  const body = isOpen
    ? html`${note}${tipForm(language, ticket, values)}`
    : tipsFront(language, false, keeper)
  return alone(call, language, '/tips/new', tipsWords.write[language], body, status)
}

function receiptPage(call: PageCall, language: PublicLanguage, note: Html | '') {
  const body = html`${note}${receiptForm(language)}`
  return alone(call, language, '/tips/receipt', tipsWords.again[language], body)
}

async function handIn(call: PageCall, language: PublicLanguage, { fields, files }: Sent) {
  const { ticket, answer, text = '', happened = '', place = '', identity = '' } = fields
  const handed = { kind: 'tip', text, happened, place, identity, files } as const
  const taken = await call.node.tips.submit({ ticket, answer }, handed)
  if (!taken.ok) {
    const note = refusalNote(language, taken.refusal, true)
    const values = { text, happened, place, identity }
    return newForm(call, language, values, note, statusOf[taken.refusal.kind])
  }
  const body = receiptShown(language, taken.value.receipt, taken.value.files)
  const title = tipsWords.receipt[language]
  return alone(call, language, '/tips/new', title, body, 200, tipsWords.receiptLead[language])
}

async function addTo(call: PageCall, language: PublicLanguage, { fields, files }: Sent) {
  const { ticket, answer, receipt = '', identity = '', kind = 'addition', retaliation } = fields
  const text = fields.text ?? fields.facts ?? ''
  const added = await call.node.tips.add({ ticket, answer }, receipt, {
    kind,
    text,
    identity,
    files,
    ...(retaliation === undefined ? {} : { retaliation }),
  })
  if (added.ok) {
    const body = html`<p>${tipsWords.goesOnRecord[language]}</p><p>${tipsWords.leave[language]}</p>`
    return alone(call, language, '/tips/receipt', tipsWords.added[language], body)
  }
  const { ticket: price } = await call.node.tips.form()
  const values = { text, identity, ...(retaliation === undefined ? {} : { retaliation }) }
  const form =
    kind === 'retaliation'
      ? retaliationForm(language, receipt, price, false, values)
      : additionForm(language, receipt, price, values)
  const body = html`${refusalNote(language, added.refusal, true)}${form}<script src="/public/${puzzleName}" defer></script>`
  const title = tipsWords.refused[language]
  return alone(call, language, '/tips/receipt', title, body, statusOf[added.refusal.kind])
}

function refusalNote(language: PublicLanguage, refusal: Refusal, hadWords: boolean): Html {
  return tipRefusalNote(language, refusal, hadWords)
}

/** Pages of the box may run its one script; everything else is as on the other public pages, without any referrer. */
const boxPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const classBytes = 32 * 1024

/**
 * A page of one person: kept by nobody on the way, told to nobody, and as long as every other page of the box. What
 * fills it up is chance, so that packing it on the way does not make it short again.
 */
async function alone(
  call: PageCall,
  language: PublicLanguage,
  path: string,
  title: string,
  body: Html,
  status = 200,
  lead?: string,
): Promise<Outcome<Answer>> {
  const text = page({
    site: await siteOf(call.node),
    language,
    path,
    title,
    ...(lead === undefined ? {} : { lead }),
    section: 'tips',
    above: [['/tips', tipsWords.title[language]]],
    alone: true,
    body,
  })
  const room = Math.ceil((Buffer.byteLength(text) + 9) / classBytes) * classBytes
  const missing = room - Buffer.byteLength(text) - 8
  const filling = Buffer.from(systemRandom.bytes(missing)).toString('base64url').slice(0, missing)
  return done({
    status,
    type: htmlType,
    bytes: `${text}<!--${filling.replaceAll('--', '-0')}-->\n`,
    headers: {
      'content-security-policy': boxPolicy,
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'interest-cohort=()',
    },
  })
}
