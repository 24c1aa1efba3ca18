import type { BoundDocument, Observation } from '#review'
import { dayInWords, facts, inEnglish, saying, table } from './bits.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'
import { registerKinds, registerWords } from './register-words.ts'

/** What was said from outside with what was done, then the documents that bind authorities. */
export function registerBody(
  observations: readonly Observation[],
  documents: readonly BoundDocument[],
  language: PublicLanguage,
): Html {
  const say = saying(registerWords, language)
  return html`<h2>${say('said')}</h2>
${observations.length === 0 ? html`<p>${say('noneSaid')}</p>` : observations.map((o) => observation(o, language))}
<h2>${say('documents')}</h2>
${documents.length === 0 ? html`<p>${say('noneDocuments')}</p>` : list(documents, language)}`
}

function observation(o: Observation, language: PublicLanguage): Html {
  const say = saying(registerWords, language)
  const day = (at: string | null) => (at === null ? say('notYet') : dayInWords(at, language))
  return html`<section id="${o.reference}"><h3>${o.reference}: ${o.about === '' ? kind(o.kind, language) : inEnglish(o.about, language)} ${o.late ? html`<span class="tag bad">${say('late')}</span>` : ''}</h3>
${o.about === '' && o.answered === null ? html`<p>${say('heldBack')}</p>` : ''}
${facts([
  [say('from'), html`<bdi>${o.from}</bdi>: ${kind(o.kind, language)}`],
  [say('handedIn'), day(o.handedIn)],
  [say('acknowledged'), day(o.acknowledged)],
  [say('answered'), html`${day(o.answered)}, <bdi>${o.to}</bdi>`],
  ...(o.done === null
    ? []
    : [
        [
          say('done'),
          html`${kind(o.done, language)}${deed(o, language)}${o.summary === null || o.summary === '' ? '' : html`: ${inEnglish(o.summary, language)}`}`,
        ] as const,
      ]),
  ...(o.answers === null
    ? []
    : [[say('fits'), html`${kind(o.answers, language)}, ${say('whoAsked')}`] as const]),
])}</section>\n`
}

function deed(o: Observation, language: PublicLanguage): Html | string {
  if (o.done === 'commitment' && o.deed !== null)
    return html` (<a href="${at(language, '/commitments')}#${o.deed}">${o.deed}</a>)`
  return o.deed === null || o.deed === '' ? '' : html` (<bdi>${o.deed}</bdi>)`
}

function list(documents: readonly BoundDocument[], language: PublicLanguage): Html {
  const say = saying(registerWords, language)
  return table({
    caption: say('documents'),
    quiet: true,
    head: [
      say('document'),
      say('authority'),
      say('since'),
      say('until'),
      say('state'),
      say('digest'),
    ],
    rows: documents.map((d) => [
      html`${d.address === null || !d.address.startsWith('https://') ? d.reference : html`<a href="${d.address}">${d.reference}</a>`} ${kind(d.kind, language)}: ${inEnglish(d.title, language)}`,
      html`<bdi>${d.authority}</bdi>`,
      d.from === null ? '' : dayInWords(d.from, language),
      d.until === null ? '' : dayInWords(d.until, language),
      html`<span class="tag ${d.state === 'in force' ? 'good' : 'bad'}">${kind(d.state, language)}</span>${d.replacedBy === null ? '' : html` <bdi>${d.replacedBy}</bdi>`}`,
      html`<span class="code">${d.digest.slice(0, 23)}…</span>`,
    ]),
  })
}

function kind(id: string, language: PublicLanguage): string {
  return registerKinds[id]?.[language] ?? id
}
