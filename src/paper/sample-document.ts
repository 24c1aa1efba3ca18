import type { Instant } from '#base'
import { composeDocument } from './compose-document.ts'

/** An invented document of one field: the reason for which a request is withdrawn. For tests. */
export const sampleDocument = composeDocument({
  form: 'reason',
  step: 'withdraw',
  elements: [],
  procedure: { id: 'P1', name: 'request', citation: 'Egmont Group principles' },
  matter: 'matter/rq-01',
  reference: 'RQ-01',
  record: null,
  at: '2025-01-20T09:10:00.000Z' as Instant,
  by: 'XV-FIU, analyst',
  from: { id: 'XV-FIU', name: 'Financial Intelligence Unit', country: 'XV' },
  to: null,
  basis: null,
  law: `sha256:${'b'.repeat(64)}`,
  language: 'en',
  missing: [],
  fields: [{ name: 'reasons', label: 'reasons', kind: 'long' }],
  document: { reasons: 'no longer needed' },
})
