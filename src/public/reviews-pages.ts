import type { Commitment, LessonLine, PeerReview } from '#review'
import { bars } from './bars.ts'
import { dayInWords, empty, facts, inEnglish, saying, table } from './bits.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { codeWords, reviewWords } from './reviews-words.ts'

/** What was promised, what is shown for it, and who looked: the page of commitments and reviews. */
export function commitmentsBody(
  commitments: readonly Commitment[],
  reviews: readonly PeerReview[],
  lessons: readonly LessonLine[],
  language: PublicLanguage,
): Html {
  const say = saying(reviewWords, language)
  if (commitments.length === 0 && reviews.length === 0 && lessons.length === 0)
    return empty(say('noneTitle'), html`<p>${say('none')}</p>`)
  return html`${commitments.length === 0 ? '' : picture(commitments, language)}
<h2>${say('commitments')}</h2>
${commitments.map((c) => commitment(c, language))}
${reviews.length === 0 ? '' : html`<h2>${say('reviews')}</h2>`}
${reviews.map((r) => review(r, language))}
${lessons.length === 0 ? '' : lessonsTable(lessons, language)}`
}

/** What exercises and oversight taught: by whom it is seen to, until when, and whether it is closed. */
function lessonsTable(lessons: readonly LessonLine[], language: PublicLanguage): Html {
  const say = saying(reviewWords, language)
  return html`<h2>${say('lessons')}</h2>
<p>${say('lessonsTold')}</p>
${table({
  caption: say('lessons'),
  head: [say('lesson'), say('owner'), say('due'), say('state'), say('carriedBy')],
  rows: lessons.map((l) => [
    html`<bdi>${l.id}</bdi>`,
    inEnglish(l.owner, language),
    dayInWords(l.due, language),
    html`${word(l.state, language)}${l.closed === null ? '' : html`, ${dayInWords(l.closed, language)}`}`,
    l.commitment === null ? '' : html`<a href="#${l.commitment}">${l.commitment}</a>`,
  ]),
})}\n`
}

function picture(commitments: readonly Commitment[], language: PublicLanguage): Html {
  const say = saying(reviewWords, language)
  return bars(
    say('plansPicture'),
    commitments.map((c) => {
      const shown = c.milestones.filter((m) => m.evidence !== null).length
      const all = c.milestones.length
      const code = c.code === null ? '' : `, ${word(c.code, language)}`
      return {
        name: html`<a href="#${c.reference}">${c.reference}</a> ${c.red ? html`<span class="tag bad">${say('late')}</span>` : ''}`,
        length: all === 0 ? null : shown / all,
        text: `${shown} ${say('of')} ${all} ${say('milestones')}${code}`,
      }
    }),
  )
}

function commitment(c: Commitment, language: PublicLanguage): Html {
  const say = saying(reviewWords, language)
  return html`<section id="${c.reference}"><h3>${c.reference}${c.action === '' ? '' : html`: ${inEnglish(c.action, language)}`}</h3>
${facts([
  [say('owner'), html`<bdi>${c.owner}</bdi>, <bdi>${c.country}</bdi>`],
  ...(c.adopted === null ? [] : [[say('adopted'), dayInWords(c.adopted, language)] as const]),
  ...(c.due === null ? [] : [[say('ends'), dayInWords(c.due, language)] as const]),
  ...(c.indicator === '' ? [] : [[say('measured'), inEnglish(c.indicator, language)] as const]),
  ...(c.budget === null
    ? []
    : [[say('budget'), html`<bdi>${c.budget.currency} ${c.budget.amount}</bdi>`] as const]),
  [say('state'), state(c, language)],
  [
    say('assessed'),
    c.code === null || c.coded === null
      ? say('notAssessed')
      : html`<strong>${word(c.code, language)}</strong>, ${dayInWords(c.coded, language)}, ${say('byPanel')} <bdi>${c.reviewer}</bdi>`,
  ],
  ...(c.ladder === null ? [] : [[say('statement'), inEnglish(c.ladder, language)] as const]),
])}
${table({
  caption: `${c.reference}: ${say('milestones')}`,
  head: [say('milestone'), say('due'), say('state'), say('reachedOn'), say('evidence')],
  rows: c.milestones.map((m) => [
    html`${m.id}: ${inEnglish(m.words, language)}`,
    dayInWords(m.due, language),
    word(m.state, language),
    m.reached === null ? '' : dayInWords(m.reached, language),
    m.evidence === null
      ? say('noEvidence')
      : html`<span class="code">${m.evidence.slice(0, 23)}…</span>`,
  ]),
})}</section>\n`
}

function state(c: Commitment, language: PublicLanguage): Html {
  const say = saying(reviewWords, language)
  return c.red
    ? html`<span class="tag bad">${say('late')}</span>`
    : html`<span class="tag good">${say('onTime')}</span>`
}

function review(r: PeerReview, language: PublicLanguage): Html {
  const say = saying(reviewWords, language)
  const counted = r.recommendations === null ? undefined : String(r.recommendations)
  return html`<section id="${r.reference}"><h3>${r.reference}</h3>
${facts([
  [say('country'), html`<bdi>${r.country}</bdi>`],
  [say('peers'), html`<bdi>${r.peers.join(', ')}</bdi>`],
  ...(r.lotSize === null
    ? []
    : [
        [
          say('lot'),
          html`${say('lotTold')} <span class="code" dir="ltr">${r.lotLog}, ${r.lotSize}</span>`,
        ] as const,
      ]),
  ...(r.days === null ? [] : [[say('days'), String(r.days)] as const]),
  ...(r.papers.length === 0
    ? []
    : [
        [
          say('papers'),
          html`${r.papers.map((p) => html`<bdi>${p.organisation}</bdi> (${dayInWords(p.at, language)}) <span class="code" dir="ltr">${p.digest.slice(0, 23)}…</span><br>`)}`,
        ] as const,
      ]),
  ...(counted === undefined
    ? []
    : [
        [
          say('recommendations'),
          r.accepted === null ? counted : `${counted}, ${r.accepted} ${say('accepted')}`,
        ] as const,
      ]),
])}
${table({
  caption: `${r.reference}: ${say('stage')}`,
  head: [say('stage'), say('due'), say('reachedOn'), say('state')],
  rows: r.stages.map((stage) => [
    word(stage.id, language),
    stage.due === null ? '' : dayInWords(stage.due, language),
    stage.reached === null ? '' : dayInWords(stage.reached, language),
    stage.late ? say('late') : stage.reached === null ? word('open', language) : say('onTime'),
  ]),
})}</section>\n`
}

function word(code: string, language: PublicLanguage): string {
  return codeWords[code]?.[language] ?? code
}
