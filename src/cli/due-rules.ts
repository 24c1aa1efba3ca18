import { type Ask, type Rule, rules, type Term, termText } from '#law'
import type { Args, ExitCode } from './command.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

/** Rules in which every word of the search occurs, in the order of the register. */
export function rulesOf(search: string | undefined): readonly Rule[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return rules.filter((rule) => {
    const said = [rule.id, rule.citation, rule.text, ...rule.terms.map((t) => `${t.id} ${t.when}`)]
      .join(' ')
      .toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

/** Lists rules with their limits and demands; exit 1 when there is none. */
export function dueRules(found: readonly Rule[], args: Args, terminal: Terminal): ExitCode {
  if (args.flag('json')) terminal.json(found.map(asJson))
  else terminal.out(found.length === 1 ? inFull(found[0]!) : asTable(found))
  return found.length === 0 ? 1 : 0
}

function asTable(found: readonly Rule[]): string {
  if (found.length === 0) return 'no rule of the register has these words'
  const rows = found.flatMap((rule) => [
    ...rule.terms.map((t) => [t.id, termText(t), t.when, said(rule)]),
    ...(rule.terms.length > 0
      ? []
      : (rule.asks ?? []).map((a) => [a.id, size(a), a.of, said(rule)])),
  ])
  return table(
    [{ title: 'rule' }, { title: 'limit' }, { title: 'when' }, { title: 'source' }],
    rows,
  )
}

function inFull(rule: Rule): string {
  const terms = rule.terms.map((t) => `  ${t.id}  ${termText(t)}; ${t.when}${extension(t)}`)
  const asks = (rule.asks ?? []).flatMap((ask) => [
    `  ${ask.id}  ${size(ask)}: ${ask.of}`,
    ...('points' in ask ? ask.points.map((p) => `      ${p.id}: ${p.text}`) : []),
  ])
  return [`${rule.id}: ${rule.text}`, ...terms, ...asks, `source: ${said(rule)}`].join('\n')
}

function extension({ extension: more }: Term): string {
  if (more === undefined) return ''
  const times = more.times === 1 ? 'once' : `${more.times} times`
  return `; can be extended ${times} by ${more.count} ${more.unit} (${more.citation})`
}

function said(rule: Rule): string {
  return `${rule.citation}${rule.status === 'verified' ? '' : ' (to verify)'}`
}

function size(ask: Ask): string {
  switch (ask.kind) {
    case 'all':
      return `all ${ask.points.length}`
    case 'only':
      return `only these ${ask.points.length}`
    case 'never':
      return 'never'
    case 'number':
      return [
        ...(ask.least === undefined ? [] : [`at least ${ask.least}`]),
        ...(ask.most === undefined ? [] : [`at most ${ask.most}`]),
      ].join(', ')
    case 'share':
      return `${ask.basisPoints / 100} % above ${(ask.above / 100).toFixed(2)} EUR`
    case 'sum':
      return 'within the ceiling'
  }
}

function asJson(rule: Rule) {
  return {
    rule: rule.id,
    citation: rule.citation,
    status: rule.status,
    text: rule.text,
    from: rule.from,
    ...(rule.to === undefined ? {} : { to: rule.to }),
    terms: rule.terms.map((t) => ({ id: t.id, limit: termText(t), when: t.when })),
    demands: (rule.asks ?? []).map((a) => ({
      id: a.id,
      demand: size(a),
      of: a.of,
      ...('points' in a ? { points: a.points } : {}),
    })),
  }
}
