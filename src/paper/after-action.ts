import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { asInstant, type Digest, type Instant, millis } from '#base'
import { exerciseStyle } from './document-page.ts'
import { embedded } from './embedded.ts'
import { fonts } from './fonts.ts'
import { markup } from './markup.ts'
import { style } from './style.ts'
import { drawable, typeset } from './typeset.ts'

/** What the paper of an after-action report says: the data of the exercise engine, as plain values. */
export interface AfterActionFacts {
  readonly exercise: string
  readonly name: string
  readonly objectives: string
  readonly begins: string
  readonly minutes: number
  readonly seed: number | null
  readonly people: readonly string[]
  readonly score: number
  readonly inTime: number
  readonly late: number
  readonly missing: number
  readonly authorities: readonly {
    readonly id: string
    readonly asked: number
    readonly inTime: number
  }[]
  readonly injects: readonly {
    readonly id: string
    readonly at: string
    readonly to: readonly string[]
    readonly text: string
    readonly expected: string
    readonly mark: string
    readonly seconds: number | null
    readonly within: number
    readonly found: string
  }[]
  readonly pauses: readonly {
    readonly minute: number
    readonly seconds: number
    readonly why: string
  }[]
  readonly notes: readonly { readonly at: string; readonly inject: string; readonly text: string }[]
  readonly spread: {
    readonly legs: number
    readonly seconds: number
    readonly first: string
    readonly last: string
  } | null
  readonly refused: readonly {
    readonly inject: string
    readonly actor: string
    readonly step: string
    readonly refusal: string
  }[]
  readonly lessons: readonly {
    readonly id: string
    readonly inject: string
    readonly text: string
    readonly owner: string
    readonly function: string
    readonly due: string
    readonly state: string
    readonly closedOn: string | null
    readonly change: string | null
  }[]
  readonly heads: readonly { readonly node: string; readonly size: number; readonly root: string }[]
}

interface Table {
  readonly title: string
  readonly note: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

interface Laid {
  readonly watermark: string
  readonly title: string
  readonly lead: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly tables: readonly Table[]
}

const marks: Readonly<Record<string, string>> = {
  'in-time': 'in time',
  late: 'late',
  missing: 'did not come',
  open: 'the play ended before its time',
}

/** On a narrow screen a table keeps its columns readable and is moved sideways; a day is never broken. */
const wide =
  '.day{white-space:nowrap}@media screen and (max-width:45rem){.scroll table{min-width:46rem}}'

/** The report as one page that runs nothing and fetches nothing; its data is inside. */
export function afterActionAsPage(report: AfterActionFacts, digest: Digest): string {
  const laid = layOut(report)
  const sheet = `${style}${exerciseStyle}${wide}`
  const hash = createHash('sha256').update(sheet).digest('base64')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${markup(laid.title)}</title>
<style>${sheet}</style>
</head>
<body>
<p class="exercise">${markup(laid.watermark)}</p>
<main>
<header><p class="kind">After-action report</p><h1>${markup(laid.title)}</h1></header>
<p>${markup(laid.lead)}</p>
<dl class="facts">${laid.facts.map(([label, value]) => `<div><dt>${markup(label)}</dt><dd>${markup(value)}</dd></div>`).join('')}</dl>
${laid.tables.map(section).join('\n')}
</main>
<footer><p>${markup(report.exercise)} · <span class="digest">${digest}</span></p></footer>
${embedded('after-action-data', report)}
</body>
</html>
`
}

function section({ title, note, head, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `<tr>${cells.map((c, i) => (i === 0 ? `<th scope="row">${markup(c)}</th>` : `<td${/^\d{4}-\d\d-\d\d$/.test(c) ? ' class="day"' : ''}>${markup(c)}</td>`)).join('')}</tr>`
  return `<section><h2>${markup(title)}</h2>${note === '' ? '' : `<p>${markup(note)}</p>`}
<div class="scroll" role="region" tabindex="0" aria-label="${markup(title)}"><table><thead><tr>${head.map((h) => `<th scope="col">${markup(h)}</th>`).join('')}</tr></thead>
<tbody>${rows.map(line).join('\n')}</tbody></table></div></section>`
}

const template = readFileSync(new URL('./after-action.typ', import.meta.url), 'utf8')

/** The same as PDF/A-3a with the data attached as `after-action.json`; the same data gives the same bytes. */
export function afterActionAsPdf(
  report: AfterActionFacts,
  digest: Digest,
  json: Uint8Array,
): Uint8Array {
  const at = (asInstant(report.begins) ?? '1970-01-01T00:00:00.000Z') as Instant
  const date = new Date(millis(at))
  const shown = {
    ...(drawable(layOut(report)) as object),
    reference: report.exercise,
    digest,
    families: [...new Set(fonts().map((f) => f.family))],
    date: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
  }
  return typeset(template, at, {
    'after-action.json': Buffer.from(json),
    'shown.json': Buffer.from(JSON.stringify(shown)),
  })
}

function layOut(r: AfterActionFacts): Laid {
  const closed = r.lessons.filter((l) => l.state === 'closed').length
  const owned = r.lessons.filter((l) => l.owner !== '').length
  return {
    watermark: `EXERCISE ${r.exercise}`,
    title: `${r.exercise} ${r.name}`,
    lead: r.objectives,
    facts: [
      ['Played', `${r.begins.slice(0, 16).replace('T', ' ')} UTC, ${r.minutes} minutes`],
      ['Players', playersOf(r)],
      ['Score', `${r.score} of 100`],
      ['Injects', `${r.inTime} in time, ${r.late} late, ${r.missing} without the expected action`],
      [
        'Spread of the freeze',
        r.spread === null
          ? 'no leg was carried out'
          : `${r.spread.seconds} s between the first and the last of ${r.spread.legs} legs`,
      ],
      ['Lessons', `${r.lessons.length}, ${owned} with an owner, ${closed} closed`],
    ],
    tables: [
      {
        title: 'Injects',
        note: 'Measured from signed events: the event of the inject, and the event of the expected action. Nobody is blamed; the function is named, never the person.',
        head: ['Inject', 'Told to', 'What they were told', 'Expected', 'Result', 'Seconds'],
        rows: r.injects.map((i) => [
          `${i.id} ${i.at.slice(11, 19)}`,
          i.to.join(', '),
          i.text,
          i.expected,
          `${marks[i.mark] ?? i.mark} (${i.found})`,
          i.seconds === null ? `– of ${i.within}` : `${i.seconds} of ${i.within}`,
        ]),
      },
      {
        title: 'Authorities',
        note: 'Expected actions that each had, and those that came in time.',
        head: ['Authority', 'Expected', 'In time'],
        rows: r.authorities.map((a) => [a.id, String(a.asked), String(a.inTime)]),
      },
      {
        title: 'Lessons',
        note: 'Each has an owner and a day. A lesson becomes a commitment of its owner (procedure P12).',
        head: ['Lesson', 'From', 'What was learnt', 'Owner', 'Due', 'Stands'],
        rows: r.lessons.map((l) => [
          l.id,
          l.inject,
          l.text,
          `${l.owner}, ${l.function}`,
          l.due,
          l.state === 'closed' ? `closed ${l.closedOn}: ${l.change}` : 'open',
        ]),
      },
      ...(r.notes.length === 0
        ? []
        : [
            {
              title: 'Notes of the observers',
              note: 'As they were written while the play ran, with the time of the exercise.',
              head: ['Time', 'Inject', 'What was seen'],
              rows: r.notes.map((n) => [n.at.slice(11, 19), n.inject, n.text]),
            },
          ]),
      ...(r.pauses.length === 0
        ? []
        : [
            {
              title: 'Pauses',
              note: 'The clock of the exercise stood; no time was counted.',
              head: ['Minute', 'Seconds', 'Why'],
              rows: r.pauses.map((p) => [String(p.minute), String(p.seconds), p.why]),
            },
          ]),
      ...(r.refused.length === 0
        ? []
        : [
            {
              title: 'Refused in the play',
              note: 'Steps that the procedures did not let happen, with the ground.',
              head: ['Inject', 'Function', 'Step', 'Refusal'],
              rows: r.refused.map((x) => [x.inject, x.actor, x.step, x.refusal]),
            },
          ]),
      {
        title: 'Logs of the exercise',
        note: 'Where the log of each node stood at the end; its keys count nowhere else.',
        head: ['Node', 'Records', 'Root'],
        rows: r.heads.map((h) => [h.node, String(h.size), h.root]),
      },
    ],
  }
}

function playersOf({ people, seed }: AfterActionFacts): string {
  if (people.length > 0)
    return `people at the desks of ${people.join(', ')}; all other seats as the scenario has them`
  return seed === null ? 'as it was played on its day' : `drawn from seed ${seed}`
}
