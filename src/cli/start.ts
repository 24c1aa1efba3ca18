import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { builtWorkbench, serve } from '#api'
import { systemClock } from '#base'
import { asLine, openNode } from '#node'
import type { Call, ExitCode } from './command.ts'
import { keptIn } from './node-options.ts'
import { readOpenId } from './openid.ts'
import { askNode, openLine } from './operator-line.ts'
import { readPolicies } from './policies.ts'
import { portOf } from './port.ts'
import { exitCode, tell } from './refusal.ts'
import { untilStopped } from './until-stopped.ts'
import { notRunning } from './verify.ts'
import { witnessLimitsOf } from './witness-limits.ts'

/** Runs one node until Ctrl-C, with a one-time sign-in link for each officer. */
export async function start({ args, terminal, config }: Call): Promise<ExitCode> {
  const dir = args.positionals[0]!
  const port = portOf(args.text('port'), 4710)
  const missing = existsSync(join(dir, 'node.json')) ? undefined : notRunning(dir)
  const refusal = port.ok ? missing?.refusal : port.refusal
  if (refusal || !port.ok) {
    terminal.say(tell(refusal!))
    return exitCode(refusal!)
  }
  if (await askNode(dir, null)) {
    terminal.say(
      `comity: a node runs in ${dir} already\n  what to do: stop it first, or use comity sign-in ${dir} for a link to it`,
    )
    return 3
  }
  let name = dir
  const policies = readPolicies(dir)
  if (!policies.ok) {
    terminal.say(tell(policies.refusal))
    return exitCode(policies.refusal)
  }
  const openid = readOpenId(dir, config.openidSecret)
  if (!openid.ok) {
    terminal.say(tell(openid.refusal))
    return exitCode(openid.refusal)
  }
  const limits = witnessLimitsOf(args)
  if (!limits.ok) {
    terminal.say(tell(limits.refusal))
    return exitCode(limits.refusal)
  }
  const node = await openNode({
    ...keptIn(dir, config),
    ...(openid.value === undefined ? {} : { openid: openid.value }),
    policies: policies.value,
    witnessLimits: limits.value,
    observe: (o) => terminal.say(asLine(name, systemClock.now(), o)),
  })
  name = node.id
  const web = builtWorkbench()
  const host = args.text('host') ?? '127.0.0.1'
  const served = await serve({ node, host, port: port.value, ...(web ? { web } : {}) })
  const line = await openLine(dir, node, served.address)
  node.start()
  const links = node.actors().map((a) => {
    const link = node.signInLink(a.id)
    return {
      id: a.id,
      role: a.roleName,
      link: link.ok ? `${served.address}/sign-in?link=${link.value}` : '',
    }
  })
  if (args.flag('json')) terminal.json({ id: node.id, address: served.address, sign_in: links })
  else
    terminal.out(
      [
        `${node.id} at ${served.address}`,
        ...links.map((l) => `  ${l.id} (${l.role}): ${l.link}`),
        'each link works once and for ten minutes; Ctrl-C stops the node',
      ].join('\n'),
    )
  await untilStopped()
  terminal.say('comity: stopping')
  line.close()
  await served.close()
  await node.close()
  return 0
}
