import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { type Outcome, refuse } from '#base'
import { drawAgain, type LotFile, planDigestOf, readLotFile } from '#oversight'
import type { Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'

/** A lot of a hundred thousand releases has some ten mebibytes. */
const mostBytes = 32 * 1024 * 1024

/**
 * Draws a lot again from its file: the plan that was announced, the secret, the heads. Says whether the same releases come
 * out. That the heads are those of the logs is checked with `comity verify` at the node of each.
 */
export async function lot({ args, terminal }: Call): Promise<ExitCode> {
  const path = args.positionals[0] ?? ''
  const bytes = lotBytes(path)
  const file = bytes.ok ? readLotFile(bytes.value) : bytes
  const again = file.ok ? drawAgain(file.value) : file
  if (!file.ok || !again.ok) {
    const refusal = again.ok ? undefined : again.refusal
    if (refusal === undefined) return 70
    terminal.say(tell({ ...refusal, where: { file: path, ...refusal.where } }))
    return exitCode(refusal)
  }
  const { same, drawn } = again.value
  if (args.flag('json'))
    terminal.json({
      same,
      plan: planDigestOf(file.value.plan),
      heads: [...file.value.heads],
      drawn: [...drawn],
    })
  else terminal.out(asText(file.value, drawn, same))
  return same ? 0 : 1
}

function asText(
  { plan, heads, drawn: said }: LotFile,
  drawn: readonly string[],
  same: boolean,
): string {
  const releases = plan.pots.reduce((n, pot) => n + pot.leaves.length, 0)
  return [
    `${plan.name}: ${drawn.length} of ${releases} releases between ${plan.from} and ${plan.to}`,
    `  plan ${planDigestOf(plan)}, as it was announced in the log`,
    ...heads.map((head) => `  ${head.origin} at ${head.size} entries: ${head.root}`),
    '',
    ...drawn.map((ticket) => `  ${ticket}${said.includes(ticket) ? '' : '  (not in the file)'}`),
    '',
    same
      ? 'the same releases are drawn, in the same order'
      : 'other releases are drawn than the file says',
  ].join('\n')
}

/** The bytes of a lot from the disk; refused before memory is taken for more than 32 MiB. */
export function lotBytes(path: string): Outcome<Uint8Array> {
  try {
    const file = openSync(path, 'r')
    try {
      if (fstatSync(file).size <= mostBytes) return { ok: true, value: readFileSync(file) }
    } finally {
      closeSync(file)
    }
    return unreadable(path, `it has more than ${mostBytes} bytes`)
  } catch (error) {
    return unreadable(path, (error as NodeJS.ErrnoException).code ?? 'it cannot be opened')
  }
}

function unreadable(path: string, why: string): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'lot-unreadable',
    ground: `the file of the lot cannot be read: ${why}`,
    remedy: 'give the file that the page of samples lets you save',
    where: { file: path },
  })
}
