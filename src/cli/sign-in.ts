import type { Call, ExitCode } from './command.ts'
import { askNode } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'
import { notRunning } from './verify.ts'

/** A new one-time link for an officer of a running node. */
export async function signIn({ args, terminal }: Call): Promise<ExitCode> {
  const [dir, officer] = args.positionals as [string, string]
  const said = await askNode(dir, officer)
  if (!said?.ok) {
    const refusal = said?.refusal ?? {
      ...notRunning(dir).refusal,
      ground: `no node runs in ${dir}`,
      remedy: `start it with comity start ${dir}`,
    }
    terminal.say(tell(refusal))
    return exitCode(refusal)
  }
  const { address, link } = said.value
  if (args.flag('json')) terminal.json({ officer, url: `${address}/sign-in?link=${link}` })
  else terminal.out(`${address}/sign-in?link=${link}`)
  return 0
}
