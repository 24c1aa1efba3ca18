import { z } from 'zod'
import type { Node, RightsFaults } from '#node'
import {
  at,
  filingForm,
  html,
  type PublicLanguage,
  paperForm,
  preferred,
  type RightsDoor,
  receiptPage,
  rightsStart,
  rightsWords,
  statusForm,
  toldPage,
} from '#public'
import { htmlType, inLanguage, pageAnswer } from './public-page.ts'
import { type Call, type Route, route } from './route.ts'

const fields = z.record(z.string().max(40), z.string().max(64 * 1024))

/** Pages for persons: what they can ask, the forms, and where a request stands. Nobody signs in. */
export const publicRightsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/rights',
    who: 'anybody',
    limit: 'read',
    what: 'the short address of the pages for persons, in the language that the browser asks for',
    run: async ({ headers }) => ({
      ok: true,
      value: {
        status: 302,
        bytes: '',
        type: htmlType,
        headers: {
          location: at(preferred(String(headers['accept-language'] ?? '')), '/rights'),
          vary: 'accept-language',
        },
      },
    }),
  }),
  route({
    method: 'GET',
    path: '/public/:language/rights',
    who: 'anybody',
    limit: 'read',
    what: 'what a person can ask of an authority, how, and how long it takes',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        ...frame(language, ''),
        title: rightsWords.title[language],
        lead: rightsWords.lead[language],
        body: rightsStart(language, await doorOf(call.node)),
      })
    },
  }),
  ...(['ask', 'complain'] as const).flatMap((path) => [
    route({
      method: 'GET',
      path: `/public/:language/rights/${path}`,
      who: 'anybody',
      limit: 'read',
      what: path === 'ask' ? 'form for a request about data' : 'form for a complaint',
      params: inLanguage,
      run: async (call) => formPage(call, call.params.language, path, {}, {}),
    }),
    route({
      method: 'POST',
      path: `/public/:language/rights/${path}`,
      who: 'anybody',
      limit: 'sign-in',
      form: true,
      what:
        path === 'ask' ? 'hands a request in; answers with the receipt' : 'hands a complaint in',
      params: inLanguage,
      body: fields,
      run: async (call) => handIn(call, call.params.language, path, call.body),
    }),
  ]),
  route({
    method: 'GET',
    path: '/public/:language/rights/status',
    who: 'anybody',
    limit: 'read',
    what: 'asks for the receipt',
    params: inLanguage,
    run: async (call) => statusPage(call, call.params.language, false),
  }),
  route({
    method: 'POST',
    path: '/public/:language/rights/status',
    who: 'anybody',
    limit: 'sign-in',
    form: true,
    what: 'where a request stands, by its receipt',
    params: inLanguage,
    body: fields,
    run: async (call) => {
      const { language } = call.params
      const told = await call.node.rights.told(call.body.receipt ?? '')
      if (told === undefined) return statusPage(call, language, true)
      return pageAnswer(call, {
        ...frame(language, '/status'),
        alone: true,
        title: rightsWords.statusFor[language],
        body: toldPage(language, told, call.body.receipt ?? ''),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/public/:language/rights/wish',
    who: 'anybody',
    limit: 'sign-in',
    form: true,
    what: 'asks, with the receipt, for the check of the supervisory authority, or for the request back',
    params: inLanguage,
    body: fields,
    run: async (call) => {
      const { language } = call.params
      const { receipt = '', wish } = call.body
      const told = await call.node.rights.wish(receipt, wish === 'withdraw' ? 'withdraw' : 'check')
      if (told === undefined) return statusPage(call, language, true)
      if (!told.ok) return told
      return pageAnswer(call, {
        ...frame(language, '/status'),
        alone: true,
        title: rightsWords.statusFor[language],
        body: toldPage(language, told.value, receipt),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/rights/paper',
    who: 'anybody',
    limit: 'read',
    what: 'the forms on paper',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      const { desk } = call.node.rights.doors()
      return pageAnswer(call, {
        ...frame(language, '/paper'),
        title: rightsWords.paper[language],
        lead: rightsWords.paperLead[language],
        body: paperForm(language, desk?.name ?? null),
      })
    },
  }),
]

function frame(language: PublicLanguage, path: string) {
  return {
    language,
    path: `/rights${path}`,
    section: 'rights' as const,
    ...(path === '' ? {} : { above: [['/rights', rightsWords.title[language]] as const] }),
  }
}

async function doorOf(node: Node): Promise<RightsDoor> {
  const { desk, asks, courts, terms } = node.rights.doors()
  return { desk, complaints: asks.includes('complaint'), courts, terms }
}

type Coming = Pick<Call, 'node' | 'headers'>

async function formPage(
  call: Coming,
  language: PublicLanguage,
  path: 'ask' | 'complain',
  values: Readonly<Record<string, string>>,
  faults: RightsFaults,
) {
  const { authorities, desk, asks } = call.node.rights.doors()
  const closed = desk === null ? 'noDesk' : 'noComplaints'
  const open = desk !== null && (path === 'ask' || asks.includes('complaint'))
  const wrong = Object.keys(faults).length > 0
  return pageAnswer(
    call,
    {
      ...frame(language, `/${path}`),
      ...(wrong ? { alone: true } : {}),
      title: rightsWords[path][language],
      lead: rightsWords[`${path}Lead`][language],
      body: open
        ? filingForm(language, path === 'complain', authorities, { values, faults })
        : html`<p class="box warn">${rightsWords[closed][language]}</p>`,
    },
    wrong ? 400 : undefined,
  )
}

async function handIn(
  call: Coming,
  language: PublicLanguage,
  path: 'ask' | 'complain',
  values: Readonly<Record<string, string>>,
) {
  const asked = path === 'complain' ? { ...values, ask: 'complaint' } : values
  const handed = await call.node.rights.hand({ ...asked, language })
  if ('faults' in handed) return formPage(call, language, path, values, handed.faults)
  if (!handed.ok) return handed
  return pageAnswer(call, {
    ...frame(language, `/${path}`),
    alone: true,
    title: rightsWords.receiptTitle[language],
    body: receiptPage(language, handed.value, path === 'complain'),
  })
}

async function statusPage(call: Coming, language: PublicLanguage, wrong: boolean) {
  return pageAnswer(
    call,
    {
      ...frame(language, '/status'),
      ...(wrong ? { alone: true } : {}),
      title: rightsWords.status[language],
      lead: rightsWords.statusLead[language],
      body: statusForm(language, wrong),
    },
    wrong ? 404 : undefined,
  )
}
