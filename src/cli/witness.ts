import { join } from 'node:path'
import type { Refusal } from '#base'
import { openNode, writeWitnessPolicy } from '#node'
import type { Call, ExitCode } from './command.ts'
import { keptIn, silent } from './node-options.ts'
import { askNode } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'

/** Writes the quorum of a node into its folder: so many of these partners, and others in any case. */
export async function witness({ args, terminal, config }: Call): Promise<ExitCode> {
  const [dir, ...partners] = args.positionals as [string, ...string[]]
  const least = Number(args.text('least') ?? Math.ceil((partners.length * 2) / 3))
  if (await askNode(dir, null)) return refused(runningNode(dir), terminal)
  const node = await openNode({ ...keptIn(dir, config), ...silent })
  try {
    const always = args.texts('always')
    const text = node.log.policyOf({ least, partners, always, second: args.flag('second') })
    if (!text.ok) return refused(text.refusal, terminal)
    writeWitnessPolicy(dir, text.value)
    const file = join(dir, 'witness-policy')
    if (args.flag('json')) terminal.json({ file, least, partners, always })
    else
      terminal.out(
        `${file}: a head counts when ${least} of ${partners.join(', ')}${always.map((id) => ` and ${id}`).join('')} have cosigned it; it holds from the next start`,
      )
    return 0
  } finally {
    await node.close()
  }
}

function refused(refusal: Refusal, terminal: Call['terminal']): ExitCode {
  terminal.say(tell(refusal))
  return exitCode(refusal)
}

/** A quorum that changed under way would let a lag look like none. */
export function runningNode(dir: string): Refusal {
  return {
    kind: 'conflict',
    name: 'node-runs',
    ground: `a node runs in ${dir}, and its quorum holds from one start to the next`,
    remedy: 'stop it first, choose the witnesses, and start it again',
  }
}
