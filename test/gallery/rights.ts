import { type Day, type Outcome, refuse } from '#base'
import { roomFor } from '#rights'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import { samples } from '../../src/procedure/samples.ts'
import type { Gallery } from './gallery.ts'

let opened: Promise<TestFederation> | undefined
function shared(): Promise<TestFederation> {
  opened ??= testFederation(['XN-FIU', 'XC-FIU'], '2025-05-05T08:00:00.000Z', {}, { served: true })
  return opened
}

export async function closeRights(): Promise<void> {
  await (await opened)?.close()
}

const petra = {
  ask: 'access',
  to: 'XN-FIU',
  language: 'en',
  name: 'Petra Lindqvar',
  born: '1979-03-02',
  words: 'which data are held about me?',
}
const registrar = 'XN-DPA/registrar'
const shown = { proof: 'shown', shownOn: '2025-05-05' as Day } as const

async function filed(): Promise<{ node: ReturnType<TestFederation['node']>; id: string }> {
  const node = (await shared()).node('XN-FIU')
  const handed = await node.rights.operate(registrar, petra, 'phone')
  if (!handed.ok) throw new Error(handed.refusal.name)
  return { node, id: handed.value.id }
}

/** A list of the unit names a person whom it then deletes elsewhere: the list waits to be looked at again. */
async function marked() {
  const { clock, node: at } = await shared()
  const node = at('XN-FIU')
  await node.hit.keepList('XN-FIU/analyst', 'watched', 'name:Petra Lindqvar|1979-03-02')
  const persons = [{ name: petra.name, kind: 'person', born: petra.born }]
  const document = { ...samples['dsr-request'], persons }
  const opened = await node.handle(registrar, {
    ...{ do: 'open', procedure: 'P10', to: 'XN-FIU' },
    document,
  })
  if (!opened.ok) throw new Error(opened.refusal.name)
  const { id } = opened.value
  const copies = { copies: ['XN-FIU'] }
  for (const [who, action, more] of [
    ['analyst', 'acknowledge', samples['dsr-acknowledgement']],
    ['analyst', 'locate', samples['dsr-located']],
    ['head', 'delete-data', { ...samples['dsr-correction'], ...copies }],
  ] as const) {
    const step = { do: 'act', id, action, document: { ...more } } as const
    const done = await node.handle(`XN-FIU/${who}`, step)
    if (!done.ok) throw new Error(done.refusal.name)
  }
  clock.forward(1)
  await node.tick()
  return node.rights.marks('XN-FIU/analyst')
}

/** Every "no" about what persons hand in. */
export const rightsGallery: Gallery = {
  'filing-unknown': {
    situation:
      'an analyst of the unit looks for what a person handed in at the data protection authority',
    example: async () => {
      const { node, id } = await filed()
      return node.rights.open('XN-FIU/analyst', id)
    },
  },
  'filing-settled': {
    situation: 'a registrar takes a request up that was given back',
    example: async () => {
      const { node, id } = await filed()
      await node.rights.giveBack(registrar, id, 'asked-back')
      return node.rights.takeUp(registrar, id, shown)
    },
  },
  'filing-faulty': {
    situation: 'an operator hands in what a caller said and leaves the day of birth out',
    example: async () => {
      const node = (await shared()).node('XN-FIU')
      return node.rights.operate(registrar, { ...petra, born: '' }, 'phone')
    },
  },
  'filing-full': {
    situation: 'a script hands in thousands of requests',
    example: () => roomFor(5000),
  },
  'identity-unchecked': {
    situation: 'a registrar takes a request up before anybody has looked at a paper',
    example: async () => {
      const { node, id } = await filed()
      return node.rights.takeUp(registrar, id)
    },
  },
  'mark-unknown': {
    situation: 'an auditor says what came of looking at something again',
    example: async () => {
      const node = (await shared()).node('XN-FIU')
      const [mark] = await marked()
      return node.rights.settleMark('XN-FIU/auditor', mark!.id, 'corrected')
    },
  },
  'mark-settled': {
    situation: 'a second officer says what came of it, after the first has',
    example: async () => {
      const node = (await shared()).node('XN-FIU')
      const [mark] = await marked()
      await node.rights.settleMark('XN-FIU/analyst', mark!.id, 'taken-out')
      return node.rights.settleMark('XN-FIU/head', mark!.id, 'own-source')
    },
  },
  'wish-not-open': {
    situation: 'a person asks for the check while the authority can still answer',
    example: async () => {
      const node = (await shared()).node('XN-FIU')
      const handed = await node.rights.operate(registrar, petra, 'phone')
      if (!handed.ok) return handed
      const { id, receipt } = handed.value
      await node.rights.takeUp(registrar, id, shown)
      return (await node.rights.wish(receipt, 'check')) ?? refuse(notHanded)
    },
  },
  'desk-missing': {
    situation:
      'somebody posts a complaint to a node whose country has no oversight body in the network',
    example: async () => {
      const node = (await shared()).node('XC-FIU')
      const handed = await node.rights.hand({ ...petra, ask: 'complaint', against: 'delay' })
      return 'faults' in handed ? refuse(notHanded) : (handed as Outcome<unknown>)
    },
  },
}

const notHanded = {
  kind: 'malformed',
  name: 'not-handed-in',
  ground: 'the example itself is wrong',
  remedy: 'correct the example',
} as const
