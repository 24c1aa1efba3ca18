import { type Outcome, refuse } from '#base'
import { roomFor } from '#rights'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
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

async function filed(): Promise<{ node: ReturnType<TestFederation['node']>; id: string }> {
  const node = (await shared()).node('XN-FIU')
  const handed = await node.rights.operate(registrar, petra, 'phone')
  if (!handed.ok) throw new Error(handed.refusal.name)
  return { node, id: handed.value.id }
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
      return node.rights.takeUp(registrar, id, 'shown')
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
  'wish-not-open': {
    situation: 'a person asks for the check while the authority can still answer',
    example: async () => {
      const node = (await shared()).node('XN-FIU')
      const handed = await node.rights.operate(registrar, petra, 'phone')
      if (!handed.ok) return handed
      const { id, receipt } = handed.value
      await node.rights.takeUp(registrar, id, 'shown')
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
