import { asDay, nearest, type Outcome, refuse } from '#base'
import {
  type AuthorityKind,
  findRoutes,
  type Measure,
  measures,
  type Route,
  type RouteAnswer,
  type RouteQuestion,
  shipped,
} from '#law'
import { shorten } from './args.ts'
import type { Args, Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'

/** The lawful ways from one country to another: 0 there is one, 1 there is none or no row says anything. */
export async function route({ args, terminal }: Call): Promise<ExitCode> {
  const question = read(args)
  if (!question.ok) {
    terminal.say(tell(question.refusal))
    return exitCode(question.refusal)
  }
  const answer = findRoutes(question.value, shipped)
  if (args.flag('json')) terminal.json({ ...answer, law: shipped.version })
  else terminal.out(asText(answer))
  return answer.answer === 'routes' ? 0 : 1
}

function read(args: Args): Outcome<RouteQuestion> {
  const from = country(args, 'from')
  if (!from.ok) return from
  const to = country(args, 'to')
  if (!to.ok) return to
  const measure = args.text('measure')
  if (measure === undefined)
    return unusable('--measure is missing', `choose one of: ${measures.join(', ')}`)
  const on = asDay(args.text('on') ?? '')
  if (on === undefined)
    return unusable(
      '--on is missing or no day',
      'write the day for which you ask, for example --on 2025-03-20',
    )
  const offence = offenceOf(args.text('offence'))
  if (!offence.ok) return offence
  const penalty = args.text('penalty-years')
  if (penalty !== undefined && !/^\d{1,2}$/.test(penalty))
    return unusable(`"${shorten(penalty)}" is no number of years`, 'write --penalty-years 5')
  const fromKind = args.text('from-kind') as AuthorityKind | undefined
  const toKind = args.text('to-kind') as AuthorityKind | undefined
  return {
    ok: true,
    value: {
      from: from.value,
      to: to.value,
      measure: measure as Measure,
      on,
      ...(offence.value === undefined ? {} : { offence: offence.value }),
      ...(fromKind === undefined ? {} : { fromKind }),
      ...(toKind === undefined ? {} : { toKind }),
      ...(penalty === undefined ? {} : { penaltyYears: Number(penalty) }),
    },
  }
}

function country(args: Args, name: 'from' | 'to'): Outcome<string> {
  const code = args.text(name)
  if (code !== undefined && /^[A-Z]{2}$/.test(code)) return { ok: true, value: code }
  return unusable(
    code === undefined ? `--${name} is missing` : `"${shorten(code)}" is not usable as --${name}`,
    `write a country code of two capital letters, for example --${name} XV`,
  )
}

function offenceOf(id: string | undefined): Outcome<string | undefined> {
  const ids = shipped.offences.map((o) => o.id)
  if (id === undefined || ids.includes(id)) return { ok: true, value: id }
  const near = nearest(id, ids)
  return unusable(
    `"${shorten(id)}" is no offence of the register${near ? `, did you mean "${near}"` : ''}`,
    `choose one of: ${ids.join(', ')}`,
  )
}

function unusable(ground: string, remedy: string) {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}

function asText(answer: RouteAnswer): string {
  const { question, dualCriminality: dual, routes, closed } = answer
  const formal = routes.filter((r) => !r.informal)
  const informal = routes.filter((r) => r.informal)
  const word = { routes: `${formal.length} lawful`, none: 'none', unknown: 'unknown' }
  return [
    `${question.from} asks ${question.to} for ${question.measure} on ${question.on}: ${word[answer.answer]}`,
    `  ${answer.because}`,
    ...(dual === null ? [] : [`dual criminality: ${dual.answer}`, `  ${dual.because}`]),
    ...formal.flatMap((r, i) => ['', ...routeText(r, i + 1)]),
    ...(informal.length === 0 ? [] : ['', 'could this be informal?']),
    ...informal.flatMap((r) => [
      `  ${r.who}: ${r.name}${mark(r)}`,
      ...r.reservations.map((text) => `    ${text}`),
    ]),
    ...(closed.length === 0 ? [] : ['', 'near, but closed']),
    ...closed.map((c) => `  ${c.citation}: ${c.reason}`),
  ].join('\n')
}

function routeText(r: Route, number: number): string[] {
  const forms = [...new Set(r.elements.map((e) => e.form))]
  return [
    `${number}. ${r.name}${mark(r)}`,
    `   ${r.citation}: ${r.text}`,
    `   why here: ${r.why}`,
    `   who: ${r.who}`,
    `   channel: ${r.channel}`,
    ...(r.languages === undefined ? [] : [`   languages: ${r.languages.join(', ')}`]),
    ...r.reservations.map((text) => `   reservation: ${text}`),
    ...forms.map((form) => {
      const labels = r.elements.filter((e) => e.form === form).map((e) => e.label)
      return `   ${form}, ${labels.length} elements: ${labels.join('; ')}`
    }),
    ...(r.deadlines.length === 0
      ? ['   time limits: none']
      : indented(
          table(
            [{ title: 'due' }, { title: 'limit' }, { title: 'rule' }, { title: 'source' }],
            r.deadlines.map((d) => [d.what, d.text, d.id, d.citation]),
          ),
        )),
    ...groundsText(r),
  ]
}

function groundsText({ grounds }: Route): string[] {
  if (grounds.length === 0) return []
  const expected = grounds.filter((g) => g.likely)
  const others = grounds.filter((g) => !g.likely)
  return [
    '',
    expected.length === 0
      ? '   no ground of refusal is to be expected from what is known'
      : '   grounds of refusal to be expected',
    ...expected.map((g) => `     ${g.id} ${g.name} (${g.citation}): ${g.why}`),
    '   further grounds that the instrument knows',
    ...others.map(
      (g) => `     ${g.id} ${g.name} (${g.citation})${g.why === usual ? '' : `: ${g.why}`}`,
    ),
  ]
}

const usual = 'nothing in the question points to it'

function indented(text: string): string[] {
  return ['', ...text.split('\n').map((line) => `   ${line}`)]
}

function mark({ status }: Pick<Route, 'status'>): string {
  return status === 'verified' ? '' : ' (to verify)'
}
