import type { Role } from '#directory'

/** What the tasks of a course are about; each kind has its own engine that knows the golden numbers. */
export const taskKinds = ['tracing', 'ownership', 'deadline', 'request', 'choice'] as const
export type TaskKind = (typeof taskKinds)[number]

/** One course of the catalogue. */
export interface Course {
  readonly id: string
  /** As an enrolment names it (P14). */
  readonly name: string
  readonly says: string
  readonly kinds: readonly TaskKind[]
  readonly tasks: number
  /** Of a hundred. */
  readonly passMark: number
  /** Whom it is made for; empty: anybody, also outside of an authority. */
  readonly roles: readonly Role[]
  /** Without a valid credential these functions are closed to whoever had one; see the access policies. */
  readonly gates: boolean
  readonly citation: string
}

const desk: readonly Role[] = ['analyst', 'case-officer', 'prosecutor', 'inspector']

/** The catalogue, by role. A course that is not here gates nothing and is graded by nobody. */
export const courses: readonly Course[] = [
  {
    id: 'TR-01',
    name: 'tracing money that is mixed',
    says: 'Follow a claim through an account in which clean and stolen money are mixed, under each legal rule, to the cent.',
    kinds: ['tracing'],
    tasks: 6,
    passMark: 70,
    roles: desk,
    gates: false,
    citation: 'UNCAC art. 60(1)(f)',
  },
  {
    id: 'TR-02',
    name: 'red flags of trade prices',
    says: 'For bankers and traders: which invoices and which payments should make you ask.',
    kinds: ['choice'],
    tasks: 10,
    passMark: 70,
    roles: [],
    gates: false,
    citation: 'FATF R.34: guidance and feedback',
  },
  {
    id: 'TR-03',
    name: 'ethics and management',
    says: 'Proportionate answers, conflicts of interest, red lines, and whose data one may open. Yearly.',
    kinds: ['choice'],
    tasks: 10,
    passMark: 80,
    roles: ['head-of-desk', 'prosecutor', 'judge', 'registrar', 'delegate', 'auditor', 'inspector'],
    gates: true,
    citation: 'UNCAC art. 7(1)(d) and 8(2)',
  },
  {
    id: 'TR-04',
    name: 'time limits and calendars',
    says: 'When an answer is due: days, working days, pauses, holidays of the other side.',
    kinds: ['deadline'],
    tasks: 6,
    passMark: 80,
    roles: desk,
    gates: false,
    citation: 'Comity protocol, training',
  },
  {
    id: 'TR-05',
    name: 'requests that are not sent back',
    says: 'What a request for legal assistance must say; find what is missing before the other side does.',
    kinds: ['request'],
    tasks: 4,
    passMark: 80,
    roles: desk,
    gates: false,
    citation: 'UNCAC art. 46(15)',
  },
  {
    id: 'TR-06',
    name: 'who owns and who controls',
    says: 'Effective shares through chains of companies and nominees, and who is over the line of 25 per cent.',
    kinds: ['ownership'],
    tasks: 5,
    passMark: 80,
    roles: desk,
    gates: false,
    citation: 'FATF R.24; UNCAC art. 60(1)(d)',
  },
]

/** The course whose credential privileged acts need not to have run out. */
export const ethicsCourse = 'TR-03'
