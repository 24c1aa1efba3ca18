import {
  type Basis,
  type Calendar,
  type Ground,
  type GroundKind,
  groundKinds,
  type Instrument,
  type Row,
  type Rule,
  safeguardColumns,
  shipped,
  type Term,
  termText,
} from '#law'

const law = shipped

/** `docs/law.md`: the register as it comes with the program, every row with its article, its status and its source. */
export function lawPage(): string {
  const sections: readonly (readonly [heading: string, text: string])[] = [
    ['Packs', packs()],
    ['Instruments', instruments()],
    ['Corridors', corridors()],
    ['Legal bases', bases()],
    ['Time limits of law, DL-01 to DL-54', rulesOf((r) => r.id.startsWith('DL-'))],
    ['Time limits of single countries and instruments', rulesOf((r) => !/^(DL|CP)-/.test(r.id))],
    ['Time limits of the protocol, CP', rulesOf((r) => r.id.startsWith('CP-'))],
    ['Grounds', grounds()],
    ['Elements of requests', elements()],
    ['Safeguard matrix', safeguards()],
    ['Thresholds', thresholds()],
    ['Offences', offences()],
    ['Calendars', calendars()],
    ['Networks of contact points', networks()],
  ]
  const contents = sections.map(([h]) => `- [${h}](#${anchor(h)})`).join('\n')
  return `${head(contents)}\n${sections.map(([h, text]) => `## ${h}\n\n${text}\n`).join('\n')}`
}

function head(contents: string): string {
  const rows = law.packs.reduce((n, p) => n + p.rows, 0)
  const open = law.packs.reduce((n, p) => n + p.toVerify, 0)
  return `# The register of law

<!-- Generated from the rows of src/law/data: COMITY_UPDATE_DOCS=1 npm test -- test/generated-docs.test.ts -->

All ${rows} rows that come with the program, as they stand in \`src/law/data\`. A node lays its own packs over them; the
workbench and \`comity law\` show what holds there. How the law is used: [law](../src/law/README.md).

**Status.** *verified*: somebody read the number or the wording in the instrument itself. *to verify*: it comes from a
secondary text or from memory; ${open} rows are so marked until a lawyer confirms them. The day is the first on which the row
binds. An article is a link where its source is an address; other sources are named. Rows of the countries XV, XN, XC, XS and XZ
belong to a fictional case. Rows of the Comity protocol are proposals of this project and bind only where two authorities adopt
them. What has no row is unknown, and nothing unknown is allowed. Nothing here is legal advice.

${contents}
`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function status(row: { readonly status: string }): string {
  return row.status.replaceAll('-', ' ')
}

/** What the head of the page says once for all rows of the fictional case and of the protocol. */
const saidOnce = /fictional|^Comity protocol/

/** The article, with the way to its source: a link, or the name of the source behind it. */
function cited({ citation, source }: Pick<Row, 'citation' | 'source'>): string {
  if (saidOnce.test(source)) return citation
  if (/^https?:\/\/\S+$/.test(source)) return `[${citation}](${source})`
  return `${citation} (${source})`
}

function days({ from, to }: Pick<Row, 'from' | 'to'>): string {
  return to === undefined ? from : `${from} to ${to}`
}

function words(text: string): string {
  return text.replaceAll('-', ' ')
}

function packs(): string {
  const rows = law.packs.map((p) => [
    p.id,
    p.name,
    p.layer,
    String(p.version),
    p.from,
    String(p.rows),
    String(p.toVerify),
  ])
  return `From the lowest layer up; a row of a higher layer takes the place of one below it only where it says so.

${table(['id', 'pack', 'layer', 'version', 'from', 'rows', 'to verify'], rows)}`
}

function joins(i: Instrument): string {
  const pairs = i.pairs.map(([a, b]) => (a === b ? `inside ${a}` : `${a} and ${b}`))
  const parties = (i.parties ?? []).map((p) => p.country)
  return [
    ...pairs,
    ...(parties.length === 0 ? [] : [`${parties.join(', ')} with each other`]),
  ].join('; ')
}

function instruments(): string {
  const rows = law.instruments.map((i) => [
    i.id,
    i.name,
    i.kind,
    joins(i),
    i.channel,
    days(i),
    cited(i),
    status(i),
  ])
  const notes = law.instruments.flatMap((i) => [
    ...(i.outside ?? []).map(
      (o) => `- **${i.id}**, ${o.country}: not bound, ${o.because} (${o.citation}; ${status(o)})`,
    ),
    ...(i.parties ?? []).flatMap((p) =>
      (p.reservations ?? []).map(
        (r) => `- **${i.id}**, ${p.country}: ${r} (${p.source}; ${status(p)})`,
      ),
    ),
  ])
  return [
    table(['id', 'instrument', 'kind', 'joins', 'channel', 'from', 'article', 'status'], rows),
    ...(notes.length === 0
      ? []
      : [`\nReservations, and countries that one might take for parties:\n\n${notes.join('\n')}`]),
  ].join('\n')
}

const lantern = ['XV', 'XN', 'XC', 'XS', 'XZ'] as const

/** Which instruments join two countries of the case, whatever the day. */
function corridors(): string {
  const joined = (i: Instrument, a: string, b: string) =>
    i.pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a)) ||
    (a !== b && [a, b].every((c) => i.parties?.some((p) => p.country === c)))
  const rows = lantern.flatMap((a, k) =>
    lantern.slice(k + 1).map((b) => {
      const found = law.instruments.filter((i) => joined(i, a, b)).map((i) => i.id)
      return [`${a} and ${b}`, found.length === 0 ? 'none: unknown' : found.join(', ')]
    }),
  )
  return `The countries of the fictional case. Real countries are joined by the instruments whose parties they are.

${table(['corridor', 'instruments'], rows)}`
}

function limitsOf(basis: Basis): string {
  const named: Readonly<Record<string, string | undefined>> = {
    acknowledge: basis.acknowledge,
    'acknowledge in an emergency': basis.acknowledgeEmergency,
    ...Object.fromEntries(Object.entries(basis.answer).map(([c, id]) => [`answer, ${c}`, id])),
    ...basis.limits,
  }
  const lines = Object.entries(named).filter(([, id]) => id !== undefined)
  return lines.length === 0 ? 'none' : lines.map(([what, id]) => `${words(what)}: ${id}`).join('; ')
}

function bases(): string {
  return law.instruments
    .map((i) => {
      const rows = law.bases
        .filter((b) => b.instrument === i.id)
        .map((b) => [
          words(b.measure),
          b.fromKinds.join(', '),
          b.toKinds.join(', ') === b.fromKinds.join(', ') ? 'the same' : b.toKinds.join(', '),
          limitsOf(b),
          days(b),
          cited(b),
          status(b),
        ])
      if (rows.length === 0) return ''
      const head = ['measure', 'who may ask', 'whom', 'limits', 'from', 'article', 'status']
      return `### Under ${i.name}\n\n${table(head, rows)}\n`
    })
    .filter((text) => text !== '')
    .join('\n')
}

function limit(term: Term, many: boolean): string {
  const ends =
    term.ends === 'same-time'
      ? 'to the minute'
      : term.ends === 'end-of-day'
        ? 'to the end of the day'
        : `to ${term.ends.at}`
  const roll = term.roll === 'none' ? '' : ', moved to the next working day'
  const more = term.extension
  const longer =
    more === undefined
      ? ''
      : `; can be extended ${more.times === 1 ? 'once' : `${more.times} times`} by ${termText({ count: more.count, unit: more.unit })} (${more.citation})`
  const id = many ? `*${term.id}* ` : ''
  return `${id}**${termText(term)}**: ${term.when}, ${ends}${roll}${longer}`
}

function asked(rule: Rule): string {
  return (rule.asks ?? [])
    .map((a) => {
      if (a.kind === 'number')
        return `${a.of}: ${[a.least === undefined ? '' : `at least ${a.least}`, a.most === undefined ? '' : `at most ${a.most}`].filter(Boolean).join(', ')}`
      if (a.kind === 'share')
        return `${a.of}: ${a.basisPoints / 100} percent above ${(a.above / 100).toFixed(2)} EUR`
      if (a.kind === 'sum') return `${a.of}: together within the ceiling`
      const how = { all: 'all of', only: 'only', never: 'never' }[a.kind]
      return `${a.of}: ${how} ${a.points.map((p) => p.text).join('; ')}`
    })
    .join('<br>')
}

function rulesOf(wanted: (rule: Rule) => boolean): string {
  const found = law.rules.filter(wanted)
  if (found.length === 0) return ''
  const rows = found.map((r) => {
    const limits = r.terms.map((t) => limit(t, r.terms.length > 1)).join('<br>')
    const calendar = r.calendar === undefined ? '' : `<br>in the calendar of ${r.calendar}`
    const numbers = [limits, asked(r)].filter((t) => t !== '').join('<br>')
    return [
      r.id,
      r.text,
      `${numbers === '' ? 'no number' : numbers}${calendar}`,
      cited(r),
      days(r),
      status(r),
    ]
  })
  return table(['id', 'rule', 'limits and demands', 'article', 'from', 'status'], rows)
}

const groundWords = {
  refusal: 'Grounds of refusal',
  postponement: 'Grounds of postponement',
  impossibility: 'Grounds of impossibility',
  consent: 'Grounds to withhold consent to another use',
  forbidden: 'Reasons that nobody may give',
} as const satisfies Record<GroundKind, string>

function grounds(): string {
  const row = (g: Ground) => [
    g.id,
    g.name,
    g.text,
    g.usableIn.join(', ') || 'none',
    [
      ...g.articles.map((a) => `${a.instrument} ${a.article}`),
      ...g.closedIn.map((c) => `closed in ${c.procedure}: ${c.text} (${c.citation})`),
    ].join('<br>') || cited(g),
    g.consult ? 'yes' : 'no',
    status(g),
  ]
  const head = ['id', 'ground', 'when', 'open in', 'articles', 'consult first', 'status']
  return groundKinds
    .map((kind) => {
      const rows = law.grounds.filter((g) => g.kind === kind).map(row)
      return `### ${groundWords[kind]}\n\n${table(head, rows)}\n`
    })
    .join('\n')
}

function elements(): string {
  const forms = [...new Set(law.elements.map((e) => e.form))]
  return forms
    .map((form) => {
      const rows = law.elements
        .filter((e) => e.form === form)
        .map((e, n) => [e.section ?? String(n + 1), e.label, e.text, cited(e), status(e)])
      return `### The form ${words(form)}\n\n${table(['no.', 'element', 'says', 'article', 'status'], rows)}\n`
    })
    .join('\n')
}

function safeguards(): string {
  const columns = Object.entries(law.safeguards)
    .map(([row, cells]) => {
      const lines = safeguardColumns.map((column) => {
        const name = words(column.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`))
        return [name, cells[column] ?? 'does not apply']
      })
      return `### Before ${words(row)}\n\n${table(['column', 'what must be there'], lines)}\n`
    })
    .join('\n')
  return `A coercive step is not taken while a cell of its row is empty.\n\n${columns}`
}

function thresholds(): string {
  return table(
    ['id', 'line', 'value', 'rule', 'article', 'from', 'status'],
    law.thresholds.map((t) => [
      t.id,
      t.name,
      `${t.value} ${t.unit}`,
      t.text,
      cited(t),
      days(t),
      status(t),
    ]),
  )
}

function offences(): string {
  const countries = [...new Set(law.criminality.map((c) => c.country))]
  const there = (offence: string, country: string) => {
    const row = law.criminality.find((c) => c.offence === offence && c.country === country)
    if (row === undefined) return 'unknown'
    const years = row.years === undefined ? '' : `, up to ${row.years} years`
    return row.punished ? `${row.article}${years}` : `no (${row.article})`
  }
  const concordance = table(
    ['offence', 'convention against corruption', 'list of the Union', 'article', 'status'],
    law.offences.map((o) => [o.name, o.uncac ?? '', o.euList ?? '', cited(o), status(o)]),
  )
  const matrix = table(
    ['offence', ...countries],
    law.offences.map((o) => [o.name, ...countries.map((c) => there(o.id, c))]),
  )
  return `### Concordance\n\n${concordance}\n\n### Where the act is punished\n\nOne row says yes or no; no row is unknown, and unknown is never read as yes.\n\n${matrix}`
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function calendars(): string {
  const row = (c: Calendar) => [
    c.id,
    c.name,
    c.zone,
    c.weekend.map((d) => weekdays[d - 1]).join(', ') || 'none',
    c.holidays.map((h) => h.name).join(', '),
    c.bank === undefined ? 'as offices' : `${c.bank.length} days of their own`,
    c.years === undefined ? 'every year' : `moving feasts for ${c.years.from} to ${c.years.to}`,
    c.citation,
    status(c),
  ]
  return table(
    ['id', 'country', 'zone', 'weekend', 'holidays', 'banks', 'known for', 'source', 'status'],
    [...law.calendars].sort((a, b) => (a.id < b.id ? -1 : 1)).map(row),
  )
}

function networks(): string {
  return table(
    ['id', 'network', 'who', 'countries', 'before', 'says', 'article', 'status'],
    law.networks.map((n) => [
      n.id,
      n.name,
      n.kinds.join(', '),
      n.countries.join(', '),
      n.before.map(words).join(', '),
      n.text,
      cited(n),
      status(n),
    ]),
  )
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
}
