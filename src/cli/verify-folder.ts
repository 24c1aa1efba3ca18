import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '#base'
import { type AuditView, openNode } from '#node'
import type { Config } from './config.ts'
import { signedIn } from './node-client.ts'
import { askNode } from './operator-line.ts'
import type { Terminal } from './terminal.ts'
import { notRunning, type Verdict } from './verify.ts'

/**
 * Checks a node from its folder, or every node of a folder of nodes: all records re-hashed, the tree re-derived,
 * every signature and body checked. A running node checks itself, asked by one of its officers.
 */
export async function verifyFolder(
  dir: string,
  config: Config,
  terminal: Terminal,
): Promise<readonly Verdict[]> {
  const folders = existsSync(join(dir, 'node.json'))
    ? [dir]
    : readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'node.json')))
        .map((entry) => join(dir, entry.name))
        .sort()
  if (folders.length === 0) must(notRunning(dir))
  const verdicts: Verdict[] = []
  for (const folder of folders) {
    const bar = terminal.progress(`checking ${folder}`)
    verdicts.push(verdictOf(folder, await auditOf(folder, config)))
    bar.end()
  }
  return verdicts
}

async function auditOf(dir: string, config: Config): Promise<AuditView> {
  const running = await askNode(dir, null)
  if (running) {
    const { officers } = must(running)
    const said = await askNode(dir, officers.find((o) => o.includes('auditor')) ?? officers[0]!)
    const { address, link } = must(said ?? notRunning(dir))
    const client = must(await signedIn(address, link ?? ''))
    return must(await client.call('POST', '/api/log/verify', {})) as AuditView
  }
  const node = await openNode({
    dir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.secret === undefined ? {} : { secret: config.secret }),
  })
  try {
    return await node.audit()
  } finally {
    await node.close()
  }
}

function verdictOf(dir: string, audit: AuditView): Verdict {
  const { same, different, notChecked } = audit.decisions
  return {
    what: `node in ${dir}`,
    checked: {
      ...audit.checked,
      decisions_again: same,
      log_size: audit.head.size,
      root: audit.head.root,
    },
    findings: audit.findings.map((f) => `${f.where}: ${f.text}`),
    unchecked: [
      ...different.map(
        ({ where, text }) =>
          `${where} is decided otherwise today (${text}): ask the program and the cards of that day`,
      ),
      ...(notChecked === 0
        ? []
        : [`${notChecked} decisions: their words were erased or their law is not at hand`]),
    ],
  }
}
