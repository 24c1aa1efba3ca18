import type { Json } from '#base'
import { asInstant, type Instant, nearest, type Outcome, systemClock } from '#base'
import { compose, type ExhibitData, exhibit } from '#paper'
import { asJson, type FollowOptions, follow, type RuleId, rules, type Trace } from '#trace'
import { shorten } from './args.ts'
import type { Args, Call, ExitCode } from './command.ts'
import { type Case, readCase, unusable } from './read-case.ts'
import { exitCode, tell } from './refusal.ts'
import { tellFile } from './tell-file.ts'
import type { Terminal } from './terminal.ts'
import { compareText, traceText, warningLines } from './trace-text.ts'
import { writeWhole } from './write-file.ts'

/** Follows the claims of a ledger under one named rule, or under all of them side by side. */
export async function trace({ args, terminal }: Call): Promise<ExitCode> {
  const chosen = ruleOption(args.text('rule'))
  if (!chosen.ok) return refused(chosen, terminal)
  const at = preparedAt(args.text('prepared-at'))
  if (!at.ok) return refused(at, terminal)
  const read = await readCase(args.positionals[0]!, args, terminal)
  if (!read.ok) {
    if (args.flag('json')) terminal.json({ refused: read.refusal })
    tellFile(read.refusal, terminal)
    return exitCode(read.refusal)
  }
  const traced = runAll(chosen.value, read.value, optionsOf(args, read.value), terminal)
  if (!traced.ok) return refused(traced, terminal)
  const compared = compare(args, chosen.value, read.value, traced.value, terminal)
  if (!compared.ok) return refused(compared, terminal)
  writeExhibit(args, at.value, read.value, traced.value, compared.value, terminal)
  print(args, read.value, traced.value, terminal)
  return 0
}

function refused(answer: Extract<Outcome<never>, { ok: false }>, terminal: Terminal): ExitCode {
  terminal.say(tell(answer.refusal))
  return exitCode(answer.refusal)
}

/** No rule is preset: which one applies is a question of law that the answer depends on. */
function ruleOption(typed: string | undefined): Outcome<readonly RuleId[]> {
  const ids = rules.map((r) => r.id)
  if (typed === 'all') return { ok: true, value: ids }
  const known = ids.find((id) => id === typed)
  if (known) return { ok: true, value: [known] }
  const list = rules.map((r) => `  ${r.id.padEnd(15)} ${r.sentence}`).join('\n')
  const near = typed === undefined ? undefined : nearest(typed, [...ids, 'all'])
  return unusable(
    typed === undefined
      ? 'no rule is named, and none is preset: which rule applies is a question of law, and the figures depend on it'
      : `"${shorten(typed)}" is not a rule${near ? `, did you mean "${near}"` : ''}`,
    `choose one with --rule, or all of them side by side with --rule all\n${list}`,
  )
}

function preparedAt(text: string | undefined): Outcome<Instant> {
  if (text === undefined) return { ok: true, value: systemClock.now() }
  const at = asInstant(text)
  return at
    ? { ok: true, value: at }
    : unusable(`"${shorten(text)}" is not an instant`, 'write --prepared-at 2026-09-30T08:00:00Z')
}

function optionsOf(args: Args, { rates, ledger }: Case): Omit<FollowOptions, 'rule'> {
  const elected = electedOf(args)
  return {
    order: (args.text('order') ?? 'given') as NonNullable<FollowOptions['order']>,
    arrival: (args.text('arrival') ?? 'ordered') as NonNullable<FollowOptions['arrival']>,
    arithmetic: (args.text('arithmetic') ?? 'exact') as NonNullable<FollowOptions['arithmetic']>,
    ...(rates === undefined ? {} : { rates }),
    ...(elected.length > 0 ? { elected } : {}),
    sources: [ledger.source],
  }
}

function electedOf(args: Args): readonly string[] {
  return (args.text('elect') ?? '').split(',').filter((name) => name !== '')
}

function runAll(
  ids: readonly RuleId[],
  { ledger }: Case,
  options: Omit<FollowOptions, 'rule'>,
  terminal: Terminal,
): Outcome<readonly Trace[]> {
  const traces: Trace[] = []
  for (const rule of ids) {
    const bar = terminal.progress(`tracing ${rule}`)
    const traced = follow(ledger.payments, {
      ...options,
      rule,
      onProgress: (done, total) => bar.step(done, total),
    })
    bar.end()
    if (!traced.ok) return traced
    traces.push(traced.value)
  }
  return { ok: true, value: traces }
}

/** Traces for the comparison in the exhibit: all that were run, or with --compare every rule. */
function compare(
  args: Args,
  chosen: readonly RuleId[],
  read: Case,
  traces: readonly Trace[],
  terminal: Terminal,
): Outcome<readonly Trace[]> {
  if (chosen.length > 1) return { ok: true, value: traces }
  if (!args.flag('compare')) return { ok: true, value: [] }
  const every = rules.map((r) => r.id)
  return runAll(every, read, optionsOf(args, read), terminal)
}

/** The exhibit's data, from what was typed and what was computed. */
function exhibitOf(
  args: Args,
  at: Instant,
  read: Case,
  traces: readonly Trace[],
  compared: readonly Trace[],
): ExhibitData {
  const [only, ...others] = traces
  const title = args.text('title') ?? `Tracing of ${read.sources[0]?.file ?? 'a ledger'}`
  const elected = electedOf(args)
  return compose({
    head: {
      title,
      caseReference: args.text('case') ?? 'not stated',
      authority: args.text('authority') ?? 'not stated',
      preparedBy: args.text('prepared-by') ?? 'not stated',
      preparedAt: at,
      question: `Where does the ledger "${read.sources[0]?.file ?? ''}" show the money of ${names(read)} at its end, under the rule named below?`,
    },
    payments: read.ledger.payments,
    ...(only && others.length === 0 ? { trace: only } : {}),
    others: compared,
    sources: read.sources,
    rates: read.rateRows,
    ...(read.map === undefined ? {} : { map: read.map as Json }),
    elected,
    claimed: read.claimed,
  })
}

function names({ ledger }: Case): string {
  const { claims } = ledger.payments
  if (claims.length === 0) return 'no claimant'
  if (claims.length > 5) return `${claims.length} claimants`
  return claims.join(', ')
}

function writeExhibit(
  args: Args,
  at: Instant,
  read: Case,
  traces: readonly Trace[],
  compared: readonly Trace[],
  terminal: Terminal,
): void {
  const page = args.text('report')
  const paper = args.text('exhibit')
  if (page === undefined && paper === undefined) return
  const made = exhibit(exhibitOf(args, at, read, traces, compared))
  if (page !== undefined) writeWhole(page, Buffer.from(made.html))
  if (paper !== undefined) writeWhole(paper, made.pdf)
  for (const path of [page, paper])
    if (path !== undefined) terminal.say(`comity: wrote ${path}, data ${made.digest}`)
}

function print(args: Args, { ledger }: Case, traces: readonly Trace[], terminal: Terminal): void {
  const { payments } = ledger
  const [only, ...others] = traces
  if (args.flag('json')) {
    const documents = traces.map((t) => asJson(t, payments))
    terminal.json(others.length === 0 ? documents[0] : { rule: 'all', results: documents })
    return
  }
  terminal.out(
    only && others.length === 0 ? traceText(only, payments) : compareText(traces, payments),
  )
  const warnings = warningLines(traces)
  if (warnings !== '') terminal.say(warnings)
}
