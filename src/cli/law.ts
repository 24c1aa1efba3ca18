import { done, type Outcome, type Refusal } from '#base'
import { shipped, tables } from '#law'
import type { Call, ExitCode } from './command.ts'
import { check, compare } from './law-check.ts'
import { unusable } from './law-files.ts'
import { exportPacks, sign } from './law-sign.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'

/** Packs of law: what is in force, whether a file may be laid over it, what it changes, who signs it. */
export async function law(call: Call): Promise<ExitCode> {
  const [what, ...files] = call.args.positionals
  const outcome = await run(what, files, call)
  if (outcome.ok) return outcome.value
  const { refusal } = outcome
  if (what === 'check' && call.args.flag('json')) call.terminal.json({ ok: false, refusal })
  call.terminal.say(tell(refusal))
  if (what === 'check') call.terminal.say('  the law in force stays as it is')
  return what === 'check' && !unread.includes(refusal.name) ? 1 : exitCode(refusal)
}

/** Not an answer about a pack: there was none to read. */
const unread: readonly Refusal['name'][] = [
  'arguments-unusable',
  'pack-unreadable',
  'pack-oversized',
]

async function run(
  what: string | undefined,
  files: readonly string[],
  call: Call,
): Promise<Outcome<ExitCode>> {
  switch (what) {
    case undefined:
      return list(call)
    case 'check':
      return check(files, call)
    case 'diff':
      return compare(files, call)
    case 'sign':
      return sign(files, call)
    case 'export':
      return exportPacks(files, call)
    default:
      return unusable(
        `comity law has nothing called "${what.slice(0, 40)}"`,
        'write comity law, or comity law check, diff, sign or export',
      )
  }
}

function list({ args, terminal }: Call): Outcome<ExitCode> {
  if (args.flag('json')) {
    terminal.json({ version: shipped.version, packs: shipped.packs })
    return done(0)
  }
  const rows = shipped.packs.map((p) => [
    p.id,
    p.name,
    p.layer,
    String(p.version),
    p.from,
    String(p.rows),
    String(p.rows - p.toVerify),
    String(p.toVerify),
  ])
  const counts = tables.map((t) => [t, String(Object.keys(shipped[t]).length)])
  terminal.out(
    [
      `law ${shipped.version}`,
      '',
      table(
        [
          { title: 'pack' },
          { title: 'name' },
          { title: 'layer' },
          { title: 'version', align: 'right' },
          { title: 'from' },
          { title: 'rows', align: 'right' },
          { title: 'verified', align: 'right' },
          { title: 'to verify', align: 'right' },
        ],
        rows,
      ),
      '',
      table([{ title: 'table' }, { title: 'rows', align: 'right' }], counts),
    ].join('\n'),
  )
  return done(0)
}
