import type { Digest, Instant } from '#base'
import { makeApp } from '../../src/api/app.ts'
import { standsBefore, whyNotReleased } from '../../src/node/case-gates.ts'
import { caseRestrictionUnknown } from '../../src/node/case-refusals.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'

let opened: Promise<TestFederation> | undefined
async function node() {
  opened ??= testFederation(['XV-FIU', 'XN-FIU'], '2025-05-05T08:00:00.000Z')
  return (await opened).node('XV-FIU')
}

export async function closePublic(): Promise<void> {
  await (await opened)?.close()
  opened = undefined
}

/** What the public pages answer to a program. */
async function asked(path: string) {
  const app = await makeApp({ node: await node() })
  try {
    const { name, kind, detail, citation, remedy } = (await app.inject(path)).json()
    return { name, kind, ground: detail, citation, remedy }
  } finally {
    await app.close()
  }
}

const it = { id: 'harbour', title: 'Harbour', summary: 'x', matters: ['none'] }
const head = 'XV-FIU/head'
const now = '2026-03-01T08:00:00.000Z' as Instant
const gates = { restriction: undefined, finalOn: '2026-02-23', events: [], now }
const draft = {
  id: 'harbour',
  version: 1,
  digest: `sha256:${'1'.repeat(64)}` as Digest,
  at: now,
  by: head,
  record: '1',
  index: 1,
  reason: null,
  matters: [],
}
const order = { court: 'XV-HC', decision: 'HC 12/2026', until: null }

export const publicGallery: Gallery = {
  'authority-not-listed': {
    situation: 'somebody asks for the page of an authority that is no member',
    example: async () => (await node()).read.public.authority('XX-NONE'),
  },
  'indicator-unknown': {
    situation: 'somebody asks for an indicator that nobody defined',
    example: () => asked('/public/en/method/IN-99'),
  },
  'country-not-listed': {
    situation: 'somebody asks for the page of a country that has no authority in the network',
    example: () => asked('/public/en/countries/QQ'),
  },
  'model-law-unknown': {
    situation: 'somebody asks for a model law that nobody wrote',
    example: () => asked('/public/en/laws/none'),
  },
  'statement-unknown': {
    situation: 'somebody asks for the proof of a joint statement that is not out',
    example: () => asked('/public/statements/PR-99/proof.json'),
  },
  'report-year-not-over': {
    situation: 'somebody asks for the transparency report of the running year',
    example: () => asked('/public/en/transparency?year=2025'),
  },
  'case-desk-only': {
    situation: 'an analyst prepares the page of a case',
    example: async () => (await node()).cases.prepare('XV-FIU/analyst', it),
  },
  'case-matter-unknown': {
    situation: 'a page is prepared from a matter that is not at this node',
    example: async () => (await node()).cases.prepare(head, it),
  },
  'case-restricted': {
    situation: 'a court has restricted what may be told of the case',
    example: () => standsBefore({ ...gates, restriction: order })[0]!,
  },
  'case-court-only': {
    situation: 'a head of desk restricts what may be told',
    example: async () =>
      (await node()).cases.restrict(head, { matters: ['none'], decision: 'HC 12/2026' }),
  },
  'case-restriction-unknown': {
    situation: 'a judge lifts a restriction that another court made',
    example: () => caseRestrictionUnknown,
  },
  'case-not-final': {
    situation: 'the order of confiscation becomes final next week',
    example: () => standsBefore({ ...gates, finalOn: '2026-03-08' })[0]!,
  },
  'victims-not-told': {
    situation: 'no notice to the victims has been published',
    example: () => standsBefore(gates)[0]!,
  },
  'case-releaser-is-preparer': {
    situation: 'the officer who prepared the page releases it too',
    example: () => whyNotReleased(draft, head, draft.digest)!,
  },
  'case-not-prepared': {
    situation: 'a page is released that nobody prepared',
    example: async () => (await node()).cases.release(head, 'harbour', draft.digest),
  },
  'case-reason-missing': {
    situation: 'a page is withdrawn without a reason',
    example: async () => (await node()).cases.withdraw(head, 'harbour', ''),
  },
  'case-page-unknown': {
    situation: 'somebody asks for a case that was never published, or is none',
    example: async () => (await node()).read.public.case('harbour'),
  },
}
