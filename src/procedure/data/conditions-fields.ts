import { handlingMarks } from '#model'
import type { Field, Option } from '../fields.ts'

const dl05 = 'DL-05, Directive (EU) 2024/1640 art. 34'

export const purposes: readonly Option[] = [
  { value: 'analysis', label: 'analysis by the unit' },
  { value: 'investigation', label: 'criminal investigation' },
  { value: 'prosecution', label: 'prosecution' },
  { value: 'tax', label: 'tax proceedings' },
]

const consent: readonly Option[] = [
  { value: 'yes', label: 'yes' },
  { value: 'with-consent', label: 'with prior consent' },
  { value: 'no', label: 'no' },
]

/** The five conditions that every item has. */
const first: readonly Field[] = [
  {
    name: 'handling',
    label: 'handling',
    kind: 'choice',
    required: true,
    options: handlingMarks.map((value) => ({ value, label: value })),
  },
  { name: 'purposes', label: 'allowed purposes', kind: 'list', required: true, options: purposes },
  { name: 'evidence', label: 'use as evidence', kind: 'choice', required: true, options: consent },
  {
    name: 'onward',
    label: 'passing on',
    kind: 'choice',
    required: true,
    options: consent,
    citation: dl05,
  },
  { name: 'retainUntil', label: 'may be held until', kind: 'day', required: false },
]

/** What may be said beside, and what the document was made from. */
const said: readonly Field[] = [
  {
    name: 'onwardTo',
    label: 'passed on without asking to',
    kind: 'authorities',
    required: false,
    help: 'where passing on needs consent: authorities that need not be asked about',
  },
  {
    name: 'siena',
    label: 'handling codes',
    kind: 'list',
    required: false,
    options: [
      { value: 'H1', label: 'H1: not evidence without permission' },
      { value: 'H2', label: 'H2: not passed on without permission' },
      { value: 'H3', label: 'H3: other restrictions' },
    ],
    citation: 'Europol, SIENA handling codes',
  },
  {
    name: 'pap',
    label: 'what may be done on it',
    kind: 'choice',
    required: false,
    options: [
      { value: 'PAP:CLEAR', label: 'PAP:CLEAR' },
      { value: 'PAP:GREEN', label: 'PAP:GREEN' },
      { value: 'PAP:AMBER', label: 'PAP:AMBER' },
      { value: 'PAP:RED', label: 'PAP:RED' },
    ],
  },
  {
    name: 'speciality',
    label: 'only for the proceedings it is given for',
    kind: 'check',
    required: false,
    citation: 'UNCAC art. 46(19)',
  },
  {
    name: 'confidentialUntil',
    label: 'nobody concerned is told until',
    kind: 'day',
    required: false,
    citation: 'UNCAC art. 46(20)',
  },
  { name: 'disputed', label: 'somebody disputes it', kind: 'check', required: false },
  {
    name: 'parts',
    label: 'stricter conditions for a part',
    kind: 'list',
    required: false,
    help: 'one line for each: answer: TLP:RED; evidence no; onward no; until 2026-01-31',
  },
  {
    name: 'sources',
    label: 'items it was made from',
    kind: 'list',
    required: false,
    help: 'as the list of a matter names them; their conditions hold for this document too',
  },
]

const more: readonly Field[] = said.map((f) => ({ ...f, beside: true }))

/** How the receiver may use what it is given: all of it must be said. */
export const conditions: readonly Field[] = [...first, ...more]

/** The same where a form may leave it out; then nothing is allowed but what the law allows anyway. */
export const conditionsIfAny: readonly Field[] = [
  ...first.map((f) => ({
    ...f,
    required: false,
    beside: true as const,
    // In the papers of assistance `evidence` is what is handed over.
    name: f.name === 'evidence' ? 'asEvidence' : f.name,
  })),
  ...more,
]

const proofs: readonly Field[] = [
  {
    name: 'attestation',
    label: 'how it is attested',
    kind: 'choice',
    required: false,
    options: [
      { value: 'qualified-seal', label: 'qualified electronic seal' },
      { value: 'advanced-seal', label: 'advanced electronic seal' },
      { value: 'national-vouching', label: 'the country vouches for its own system' },
      { value: 'certified-copy', label: 'certified copy of a paper' },
    ],
    citation: 'Regulation (EU) 910/2014 art. 35; e-CODEX Trust-OK token',
  },
  { name: 'vouchedBy', label: 'who vouches for it, by function', kind: 'text', required: false },
  {
    name: 'technicalResult',
    label: 'technical result',
    kind: 'choice',
    required: false,
    options: results(),
  },
  {
    name: 'legalResult',
    label: 'legal result',
    kind: 'choice',
    required: false,
    options: results(),
  },
  { name: 'paperDigest', label: 'digest of the paper original', kind: 'digest', required: false },
  {
    name: 'apostilleNumber',
    label: 'number of the apostille',
    kind: 'text',
    required: false,
    citation: 'Convention of 5 October 1961 (Apostille), art. 3 to 5, 7',
  },
  { name: 'apostilleDay', label: 'day of the apostille', kind: 'day', required: false },
  {
    name: 'apostilleAuthority',
    label: 'authority that gave the apostille',
    kind: 'text',
    required: false,
  },
  {
    name: 'apostilleRegister',
    label: 'address in the register of apostilles',
    kind: 'text',
    required: false,
    help: 'https address at which anybody can look it up',
  },
  {
    name: 'handovers',
    label: 'from hand to hand',
    kind: 'list',
    required: false,
    help: 'one line for each: 2025-02-01T10:00Z | who gave it | who took it | what',
  },
]

/** How a paper proves itself: seal, certified copy, apostille, and every hand it went through. */
export const admissibility: readonly Field[] = proofs.map((f) => ({ ...f, beside: true }))

function results(): readonly Option[] {
  return [
    { value: 'good', label: 'good' },
    { value: 'with-remarks', label: 'good, with remarks' },
    { value: 'not-good', label: 'not good' },
  ]
}
