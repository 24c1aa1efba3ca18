import type { FormId } from '../rows.ts'

/** A question that a careful reader would ask of a draft. It never blocks; it is shown beside the field. */
export interface PromptRow {
  readonly id: string
  readonly forms: readonly FormId[]
  readonly field: string
  /** Name of the test in `prompts.ts`. */
  readonly when: PromptTest
  /** Row of the register of thresholds that draws the line, where there is one. */
  readonly threshold?: string
  readonly least?: number
  readonly text: string
  readonly citation: string
}

/** What a prompt looks for in a draft; the tests themselves are in `prompts.ts`. */
export type PromptTest =
  | 'period-long'
  | 'period-open'
  | 'period-inexact'
  | 'many'
  | 'all-of-it'
  | 'no-day'
  | 'urgency-unexplained'
  | 'empty'
  | 'short'

const proportion = 'safeguard matrix, column necessity'
const assistance: readonly FormId[] = ['mla-request', 'mla-shared-draft', 'mla-request-ahead']
const all: readonly FormId[] = [
  ...assistance,
  'fiu-request',
  'suspension-request',
  'freezing-certificate',
]

/** Prompts on proportion, dates and reasons, in the order in which they are shown. */
export const prompts: readonly PromptRow[] = [
  {
    id: 'period-long',
    forms: assistance,
    field: 'period',
    when: 'period-long',
    threshold: 'TH-PERIOD',
    text: 'the period is longer than five years: does the case need all of it?',
    citation: `TH-PERIOD; ${proportion}`,
  },
  {
    id: 'period-open',
    forms: assistance,
    field: 'period',
    when: 'period-open',
    text: 'the period has no end: on which day does it stop?',
    citation: 'UNCAC art. 46(15)(d), (16)',
  },
  {
    id: 'period-inexact',
    forms: assistance,
    field: 'period',
    when: 'period-inexact',
    text: 'the period is not written from day to day: 2023-01-01/2024-12-31',
    citation: 'UNCAC art. 46(15)(d), (16)',
  },
  {
    id: 'persons-many',
    forms: all,
    field: 'persons',
    when: 'many',
    least: 10,
    text: 'more than ten persons are named: is each of them needed, and is it said why?',
    citation: proportion,
  },
  {
    id: 'all-accounts',
    forms: [...assistance, 'fiu-request'],
    field: 'measure',
    when: 'all-of-it',
    text: 'everything is asked for: can accounts, documents or days be named?',
    citation: `UNCAC art. 46(15)(d); ${proportion}`,
  },
  {
    id: 'all-questions',
    forms: ['fiu-request'],
    field: 'questions',
    when: 'all-of-it',
    text: 'everything is asked for: can accounts, documents or days be named?',
    citation: `DL-04; ${proportion}`,
  },
  {
    id: 'urgency-day',
    forms: assistance,
    field: 'urgency',
    when: 'no-day',
    text: 'urgency names no day: by when is it needed?',
    citation: 'UNCAC art. 46(24)',
  },
  {
    id: 'facts-day',
    forms: assistance,
    field: 'facts',
    when: 'no-day',
    text: 'the facts name no day or year: when did it happen?',
    citation: 'UNCAC art. 46(15)(c)',
  },
  {
    id: 'urgency-reason',
    forms: ['fiu-request', 'suspension-request'],
    field: 'urgencyReason',
    when: 'urgency-unexplained',
    text: 'urgency is claimed and no reason is given',
    citation: 'DL-01 to DL-03; DL-11',
  },
  {
    id: 'impact',
    forms: ['freeze-proposal'],
    field: 'impact',
    when: 'short',
    least: 40,
    text: 'the impact is told in a few words: who lives or works from this property?',
    citation: `${proportion}; Directive (EU) 2024/1260`,
  },
  {
    id: 'seizure-plan',
    forms: ['freeze-proposal'],
    field: 'plan',
    when: 'empty',
    text: 'there is no plan for keeping the property: what will it cost to hold?',
    citation: 'Directive (EU) 2024/1260',
  },
  {
    id: 'victims',
    forms: ['freezing-certificate'],
    field: 'restitution',
    when: 'empty',
    text: 'nothing is said on victims: is there a decision on restitution, or none yet?',
    citation: 'Regulation (EU) 2018/1805 art. 29',
  },
]
