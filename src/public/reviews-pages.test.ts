import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import type { Commitment, LessonLine } from '#review'
import { publicLanguages } from './languages.ts'
import { commitmentsBody } from './reviews-pages.ts'
import { codeWords, reviewWords } from './reviews-words.ts'

const commitment = {
  stream: 'matter/cm',
  reference: 'CM-01',
  owner: 'XC-REG',
  country: 'XC',
  reviewer: 'NET-EVAL',
  action: 'verify <b>every</b> owner',
  indicator: 'share of companies',
  budget: null,
  adopted: '2025-10-01T10:00:00.000Z' as Instant,
  due: '2026-06-30',
  milestones: [
    {
      id: 'M1',
      due: '2026-01-31',
      words: '80 % verified',
      evidence: `sha256:${'ab'.repeat(32)}`,
      reached: '2026-01-30T09:00:00.000Z' as Instant,
      state: 'reached',
    },
    {
      id: 'M2',
      due: '2026-06-30',
      words: '90 % verified',
      evidence: null,
      reached: null,
      state: 'late',
    },
  ],
  red: true,
  done: false,
  code: null,
  coded: null,
  published: null,
  ladder: null,
  history: [],
  lastReport: null,
} as unknown as Commitment

const lesson = {
  id: 'EX-01/L8',
  from: 'exercise',
  stream: 'matter/ex',
  owner: 'XC-AG, <head> of desk',
  written: '2026-05-20T14:00:00.000Z',
  due: '2026-12-31',
  closed: null,
  evidence: null,
  commitment: 'CM-01',
  state: 'open',
  told: true,
} as unknown as LessonLine

describe('the public page of commitments', () => {
  it('shows what is proven and what is late, and escapes what a government wrote', () => {
    const page = String(commitmentsBody([commitment], [], [lesson], 'en'))
    expect(page).toContain('1 of 2 milestones')
    expect(page).toContain('late')
    expect(page).toContain('not published yet; the owner may reply before')
    expect(page).toContain('verify &lt;b&gt;every&lt;/b&gt; owner')
    expect(page).not.toContain('<b>every')
    expect(page).toContain('EX-01/L8')
    expect(page).toContain('XC-AG, &lt;head&gt; of desk')
    expect(page).toContain('href="#CM-01"')
  })

  it('says what would stand there where nothing does', () => {
    expect(String(commitmentsBody([], [], [], 'en'))).toContain(
      'No commitment has been adopted yet',
    )
  })

  it('has every word in every language', () => {
    for (const said of [...Object.values(reviewWords), ...Object.values(codeWords)])
      for (const language of publicLanguages) expect(said[language]).not.toBe('')
  })
})
