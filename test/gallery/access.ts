import {
  type AccessQuestion,
  accessRefusal,
  breakGlass,
  type Glass,
  layPolicies,
  makeDecider,
  plainQuestion,
  reviewGlass,
  shippedPolicies,
} from '#access'
import { type Instant, must, type Outcome } from '#base'
import { makeNode, type Node, openNode } from '#node'
import { testAuthenticator } from '../../src/access/testing.ts'
import {
  type OpenIdService,
  openIdRedirect,
  openIdSecret,
  openIdService,
} from '../../src/node/openid-testing.ts'
import type { Gallery } from './gallery.ts'
import { folder, shared } from './node.ts'

const worker = { relation: 'party', works: true, purpose: 'matter' } as const

/** What the shipped policies say to a question. */
function said(question: Partial<AccessQuestion>) {
  return accessRefusal(
    makeDecider(must(layPolicies())).decide({ ...plainQuestion, ...worker, ...question }),
  )
}

const glass: Glass = {
  id: '1',
  officer: 'XV-TAX/case-officer',
  authority: 'XV-TAX',
  subject: 'matter/1',
  at: '2025-02-14T09:00:00.000Z' as Instant,
  until: '2025-02-14T13:00:00.000Z' as Instant,
  reviewBy: '2025-02-15T09:00:00.000Z' as Instant,
  told: ['XV-TAX/inspector'],
}

const { officer } = plainQuestion

/** What the policies inside one authority say no to. */
export const accessGallery: Gallery = {
  'not-active': {
    situation: 'an officer whose term ended last month opens a matter',
    example: () => said({ officer: { ...officer, active: false } }),
  },
  'ethics-credential-expired': {
    situation: 'a head of desk whose course on ethics ran out last month approves a request',
    example: () =>
      said({ officer: { ...officer, role: 'head-of-desk' }, action: 'approve', ethics: 'expired' }),
  },
  'closed-circle': {
    situation: 'a tip is opened by an officer who does not work on it',
    example: () =>
      said({ subject: { ...plainQuestion.subject, circle: true }, relation: 'none', works: false }),
  },
  'not-put-yet': {
    situation: 'the addressee opens a request that is still a draft of the other side',
    example: () => said({ relation: 'not-yet', works: false }),
  },
  'purpose-missing': {
    situation:
      'an officer of the authority who has no step in a matter opens it and says no purpose',
    example: () => said({ works: false, purpose: '' }),
  },
  'purpose-not-open': {
    situation: 'an analyst opens a matter of others under the purpose of oversight',
    example: () => said({ works: false, purpose: 'oversight' }),
  },
  'reason-missing': {
    situation: 'a supervisor opens a matter and does not say why',
    example: () => said({ works: false, purpose: 'supervision' }),
  },
  'other-use': {
    situation: 'what was given for analysis alone is taken out for a prosecution',
    example: () =>
      said({
        action: 'export',
        subject: { ...plainQuestion.subject, uses: ['analysis'] },
        use: 'prosecution',
      }),
  },
  'recipients-only': {
    situation: 'a supervisor prints a document that is marked for its named recipients',
    example: () =>
      said({
        action: 'print',
        subject: { ...plainQuestion.subject, handling: 'TLP:RED' },
        works: false,
        purpose: 'supervision',
        reasoned: true,
      }),
  },
  'self-approval': {
    situation: 'an officer approves what the same officer wrote',
    example: () => said({ action: 'approve', selfMade: true }),
  },
  'same-key': {
    situation: 'the second account of a person approves with the passkey of the first',
    example: () => said({ action: 'approve', sameKey: true }),
  },
  'passkey-not-used': {
    situation: 'an officer who has a passkey approves without it',
    example: () => said({ action: 'approve', officer: { ...officer, hasPasskey: true } }),
  },
  'not-approved': {
    situation: 'a text that nobody approved is sent',
    example: () => said({ action: 'release', approved: false }),
  },
  'no-basis': {
    situation: 'a step that needs a legal basis is sent without one',
    example: () => said({ action: 'release', based: false }),
  },
  'outside-recipients': {
    situation: 'a letter of a matter is addressed to an authority that takes no part in it',
    example: () => said({ action: 'release', inside: false }),
  },
  'glass-only-reads': {
    situation: 'an officer who broke the glass takes a copy out',
    example: () =>
      said({
        action: 'export',
        relation: 'none',
        works: false,
        glass: true,
        purpose: 'emergency',
        reasoned: true,
      }),
  },
  recused: {
    situation: 'an officer opens a matter that names a company of the own declaration of interests',
    example: () => said({ action: 'read', recused: true }),
  },
  'declaration-missing': {
    situation: 'a head of desk approves a text without having declared interests this year',
    example: () => said({ action: 'approve', undeclared: true }),
  },
  'auditor-traces-nothing': {
    situation: 'an auditor erases a tracing of the own authority',
    example: () =>
      said({
        action: 'decide',
        relation: 'own',
        officer: { ...officer, role: 'auditor' },
        subject: { ...plainQuestion.subject, kind: 'tracing' },
      }),
  },
  'not-permitted': {
    situation: 'an analyst reads who looked at a matter',
    example: () =>
      said({ action: 'read-audit', subject: { ...plainQuestion.subject, kind: 'access-log' } }),
  },
  'policy-below-floor': {
    situation: 'a set of policies lacks the row that forbids to approve the own draft',
    example: () => layPolicies(shippedPolicies.filter((p) => p.id !== 'self-approval')),
  },
  'policy-unusable': {
    situation: 'a policy of the authority asks for a field that no question has',
    example: () =>
      layPolicies([
        ...shippedPolicies,
        { ...shippedPolicies[0]!, id: 'own', when: 'resource.colour == "red"' },
      ]),
  },
  'glass-without-reason': {
    situation: 'the glass is broken with the word "urgent" for a reason',
    example: () => breakGlass({ ...glass, reasoned: false }),
  },
  'glass-without-witness': {
    situation: 'the only head of a node without inspector or auditor breaks the glass',
    example: () => breakGlass({ ...glass, told: [], reasoned: true }),
  },
  'glass-own-review': {
    situation: 'an officer finds that the own breaking of the glass was justified',
    example: () => reviewGlass(glass, glass.officer, 'justified', glass.reviewBy),
  },
  'glass-reviewed': {
    situation: 'a second inspector lays another finding over the first',
    example: () => {
      const first = must(reviewGlass(glass, 'XV-TAX/inspector', 'justified', glass.at))
      return reviewGlass(first, 'XV-OMB/inspector', 'not-justified', glass.reviewBy)
    },
  },
}

const site = { rpId: 'localhost', origin: 'http://localhost:4799' }
const head = 'XV-FIU/head'
let opened: Promise<Node> | undefined
let agency: OpenIdService | undefined

/** A node under a name that passkeys can be bound to, and with the sign-in service of its agency. */
function named(): Promise<Node> {
  opened ??= (async () => {
    const dir = folder()
    must(
      await makeNode({
        dir,
        id: 'XV-FIU',
        name: 'unit',
        country: 'XV',
        kind: 'FIU',
        address: 'http://127.0.0.1:4799',
        officers: [
          { id: 'analyst', name: 'Ana Lyst', role: 'analyst' },
          { id: 'head', name: 'Hedda Desk', role: 'head-of-desk' },
        ],
      }),
    )
    agency = await openIdService()
    const openid = {
      issuer: agency.issuer,
      clientId: 'comity',
      clientSecret: openIdSecret,
      name: 'Sign-in',
      officers: {},
      redirect: openIdRedirect,
    }
    return openNode({ dir, storage: 'memory', openid })
  })()
  return opened
}

export async function closeSignIn(): Promise<void> {
  await (await opened)?.close()
  await agency?.close()
}

async function given(node: Node, actor: string, key = testAuthenticator()) {
  const { challenge } = must(await node.access.registrationOptions(actor)) as { challenge: string }
  const { id, response } = key.register(challenge, site)
  const { clientDataJSON, attestationObject } = response
  return node.access.register(actor, { id, clientDataJSON, attestationObject })
}

/** How one comes in, by passkey or by the agency's own service, and broken glasses of a running node. */
export const signInGallery: Gallery = {
  'passkeys-without-name': {
    situation: 'a passkey is made at a node whose card names no host',
    example: async () => (await shared()).xv.access.registrationOptions(head),
  },
  'passkey-taken': {
    situation: 'a passkey is offered for a second account',
    example: async () => {
      const node = await named()
      const key = testAuthenticator()
      must(await given(node, 'XV-FIU/analyst', key))
      return given(node, head, key)
    },
  },
  'passkey-too-late': {
    situation: 'the answer of a passkey comes six minutes after the question',
    example: async () => {
      const { id, response } = testAuthenticator().register('bm90LW91cnM', site)
      const { clientDataJSON, attestationObject } = response
      return (await named()).access.register(head, { id, clientDataJSON, attestationObject })
    },
  },
  'passkey-refused': {
    situation: 'a passkey was made for the page of somebody else',
    example: async () => {
      const node = await named()
      const options = must(await node.access.registrationOptions(head))
      const elsewhere = { rpId: 'evil.example', origin: 'https://evil.example' }
      const { id, response } = testAuthenticator().register(String(options.challenge), elsewhere)
      const { clientDataJSON, attestationObject } = response
      return node.access.register(head, { id, clientDataJSON, attestationObject })
    },
  },
  'passkey-unknown': {
    situation: 'somebody signs in with a passkey that no officer has registered',
    example: async () => {
      const node = await named()
      const { challenge } = must(node.access.signInOptions()) as { challenge: string }
      return node.signIn({ passkey: testAuthenticator().assert(challenge, site) })
    },
  },
  'passkey-not-waiting': {
    situation: 'a passkey is confirmed a second time',
    example: async () => {
      const node = await named()
      const key = testAuthenticator()
      must(await given(node, 'XV-FIU/analyst', key))
      must(await node.access.confirm(head, key.id))
      return node.access.confirm(head, key.id)
    },
  },
  'openid-not-set-up': {
    situation: 'a browser begins a sign-in at a service that the node does not know',
    example: async () => (await shared()).xv.beginOpenId(),
  },
  'openid-unreachable': {
    situation: 'the sign-in service of the agency is down',
    example: async () => {
      const { federation } = await shared()
      const openid = {
        issuer: 'http://127.0.0.1:9',
        clientId: 'comity',
        clientSecret: 'x',
        name: 'Sign-in',
        officers: {},
        redirect: openIdRedirect,
      }
      const dir = federation.dir('XN-FIU')
      const node = await openNode({ dir, storage: 'memory', openid })
      const begun = await node.beginOpenId()
      await node.close()
      return begun
    },
  },
  'openid-refused': {
    situation: 'the answer of the sign-in service was changed on its way',
    example: async () => {
      const node = await named()
      const { url, ticket } = must(await node.beginOpenId())
      const { search } = await agency!.browse(url)
      return node.signIn({ openid: { search: search.replace('code=', 'code=x'), ticket } })
    },
  },
  'openid-not-an-officer': {
    situation: 'the sign-in service vouches for somebody who is no officer of this node',
    example: async () => {
      const node = await named()
      const { url, ticket } = must(await node.beginOpenId())
      const { search } = await agency!.browse(url)
      return node.signIn({ openid: { search, ticket } })
    },
  },
  'openid-too-late': {
    situation: 'the answer of the sign-in service comes to a browser that did not begin',
    example: async () =>
      (await named()).signIn({ openid: { search: '?code=1&state=2', ticket: 'nobody' } }),
  },
  'glass-unknown': {
    situation: 'an officer of another authority reviews a broken glass',
    example: async (): Promise<Outcome<unknown>> =>
      (await shared()).xv.access.review('XV-TAX/registrar', 'no-such-glass', 'justified', ''),
  },
}
