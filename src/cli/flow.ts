import { asInstant, type Instant, type Outcome } from '#base'
import { currencies, formatMinor } from '#money'
import { type Reach, type ReachQuery, reach, reachJson } from '#trace'
import { shorten } from './args.ts'
import type { Args, Call, ExitCode } from './command.ts'
import { readCase, unusable } from './read-case.ts'
import { exitCode, tell } from './refusal.ts'
import { grouped, table } from './table.ts'
import { tellFile } from './tell-file.ts'

/** Where money from an account could have gone, or come from, in the order of time. Possibility, not value. */
export async function flow({ args, terminal }: Call): Promise<ExitCode> {
  const query = queryOf(args)
  if (!query.ok) {
    terminal.say(tell(query.refusal))
    return exitCode(query.refusal)
  }
  const read = await readCase(args.positionals[0]!, args, terminal, { undeclaredDigits: 2 })
  if (!read.ok) {
    if (args.flag('json')) terminal.json({ refused: read.refusal })
    tellFile(read.refusal, terminal)
    return exitCode(read.refusal)
  }
  const { payments } = read.value.ledger
  const assumed = payments.currencies.filter(({ code }) => currencies().digits(code) === undefined)
  if (assumed.length > 0 && args.text('rates') === undefined && args.text('map') === undefined)
    terminal.say(
      `note: ${assumed.map((c) => c.code).join(', ')} is not in ISO 4217; its amounts are shown with two decimals`,
    )
  const found = reach(payments, query.value)
  if (!found.ok) {
    terminal.say(tell(found.refusal))
    return exitCode(found.refusal)
  }
  if (args.flag('json')) terminal.json(reachJson(found.value, payments))
  else
    terminal.out(
      flowText(found.value, payments.daysOnly, (account, minor) => {
        const { code, digits } = payments.currencies[payments.accounts[account]!.currency]!
        return `${grouped(formatMinor(BigInt(Math.round(minor)), digits))} ${code}`
      }),
    )
  return 0
}

function queryOf(args: Args): Outcome<ReachQuery> {
  const from = args.texts('from')
  if (from.length === 0) return unusable('--from is missing', 'write --from ACCOUNT')
  const hops = args.text('hops')
  if (hops !== undefined && !/^[1-9]\d{0,5}$/.test(hops))
    return unusable(`"${shorten(hops)}" is not a number of hops`, 'write --hops 3')
  const dwell = args.text('dwell')
  const seconds = dwell === undefined ? undefined : duration(dwell)
  if (dwell !== undefined && seconds === undefined)
    return unusable(`"${shorten(dwell)}" is not a length of time`, 'write --dwell 72h, 30m or 10d')
  const since = args.text('since')
  const start = since === undefined ? undefined : (asInstant(since) ?? midnight(since))
  if (since !== undefined && start === undefined)
    return unusable(
      `"${shorten(since)}" is not an instant`,
      'write --since 2025-01-31 or 2025-01-31T12:00:00Z',
    )
  return {
    ok: true,
    value: {
      from,
      order: args.text('order') === 'unproved-allowed' ? 'unproved-allowed' : 'strict',
      back: args.flag('back'),
      ...(hops === undefined ? {} : { hops: Number(hops) }),
      ...(seconds === undefined ? {} : { dwellSeconds: seconds }),
      ...(start === undefined ? {} : { since: start }),
    },
  }
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** `72h`, `30m`, `10d`, `45s` in seconds. */
function duration(text: string): number | undefined {
  const match = /^(\d{1,7})([smhd])$/.exec(text)
  return match ? Number(match[1]) * unitSeconds[match[2]!]! : undefined
}

function midnight(text: string): Instant | undefined {
  return asInstant(`${text}T00:00:00Z`)
}

function flowText(
  found: Reach,
  days: boolean,
  money: (account: number, minor: number) => string,
): string {
  const back = found.direction === 'backwards'
  const limits = [
    found.hops === undefined ? undefined : `at most ${found.hops} payments in a row`,
    found.dwellSeconds === undefined
      ? undefined
      : `at most ${found.dwellSeconds / 3_600} h in one account`,
  ].filter((text) => text !== undefined)
  return [
    `${back ? 'backwards from' : 'from'} ${found.from.join(', ')}${limits.length > 0 ? `, ${limits.join(', ')}` : ''}, order ${found.order}`,
    '',
    table(
      [
        { title: 'Account' },
        { title: 'Hops', align: 'right' },
        { title: back ? 'Latest' : 'Earliest' },
        { title: 'Payments', align: 'right' },
        { title: 'Amount of these', align: 'right' },
        { title: '' },
      ],
      found.accounts.map((a) => [
        a.account,
        String(a.hops),
        days ? a.at.slice(0, 10) : a.at.replace('.000Z', 'Z'),
        String(a.payments),
        money(a.index, a.amount),
        [
          a.unproved ? 'only if an unproved order is assumed' : '',
          a.stopped ? 'not passed through' : '',
        ]
          .filter(Boolean)
          .join('; '),
      ]),
    ),
    '',
    `${found.accounts.length} accounts, ${found.payments.length} payments${
      found.leftOut.accounts + found.leftOut.payments > 0
        ? `; left out by the limit: ${found.leftOut.accounts} accounts, ${found.leftOut.payments} payments`
        : ''
    }`,
    ...(found.unproved > 0
      ? [`${found.unproved} accounts depend on an order that nothing proves`]
      : []),
    'amounts are whole payments: this says where money could have gone, not whose it is',
  ].join('\n')
}
