import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '#base'
import { type AuditView, type Exchanged, openNode } from '#node'
import type { Config } from './config.ts'
import { signedIn } from './node-client.ts'
import { keptIn, silent } from './node-options.ts'
import { askNode } from './operator-line.ts'
import type { Terminal } from './terminal.ts'
import { notRunning, type Verdict } from './verify.ts'
import { reconcileNodes } from './verify-reconcile.ts'

/** A node that was checked, and what it says it sent and received. */
export interface AuditedNode {
  readonly verdict: Verdict
  readonly exchanged: Exchanged
  readonly rootAt: (size: number) => Promise<string | undefined>
  readonly close: () => Promise<void>
}

/**
 * Checks a node from its folder, or every node of a folder of nodes: all records re-hashed, the tree re-derived,
 * every signature and body checked. A running node checks itself, asked by one of its officers. What several nodes sent
 * each other is reconciled.
 */
export async function verifyFolders(
  dirs: readonly string[],
  config: Config,
  terminal: Terminal,
): Promise<readonly Verdict[]> {
  const folders = dirs.flatMap(nodesIn)
  const verdicts: Verdict[] = []
  const audited: AuditedNode[] = []
  try {
    for (const folder of folders) {
      const bar = terminal.progress(`checking ${folder}`)
      const running = await auditOfRunning(folder)
      if (running !== undefined) verdicts.push(verdictOf(folder, running))
      else {
        const node = await auditOf(folder, config)
        audited.push(node)
        verdicts.push(node.verdict)
      }
      bar.end()
    }
    return [...verdicts, ...(await reconcileNodes(audited))]
  } finally {
    for (const node of audited) await node.close()
  }
}

function nodesIn(dir: string): readonly string[] {
  if (existsSync(join(dir, 'node.json'))) return [dir]
  const folders = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'node.json')))
    .map((entry) => join(dir, entry.name))
    .sort()
  return folders.length > 0 ? folders : must<never>(notRunning(dir))
}

async function auditOfRunning(dir: string): Promise<AuditView | undefined> {
  const running = await askNode(dir, null)
  if (!running) return undefined
  const { officers } = must(running)
  const said = await askNode(dir, officers.find((o) => o.includes('auditor')) ?? officers[0]!)
  const { address, link } = must(said ?? notRunning(dir))
  const client = must(await signedIn(address, link ?? ''))
  return must(await client.call('POST', '/api/log/verify', {})) as AuditView
}

/** Opens the node for the time of the check; it asks nobody and sends nothing. */
async function auditOf(dir: string, config: Config): Promise<AuditedNode> {
  const node = await openNode({ ...keptIn(dir, config), ...silent })
  return {
    verdict: verdictOf(dir, await node.audit()),
    exchanged: await node.log.exchanged(),
    rootAt: (size) => node.log.rootAt(size),
    close: () => node.close(),
  }
}

function verdictOf(dir: string, audit: AuditView): Verdict {
  const { same, different, notChecked } = audit.decisions
  const { files, changes, notYet } = audit.settings
  return {
    what: `node in ${dir}`,
    checked: {
      ...audit.checked,
      decisions_again: same,
      log_size: audit.head.size,
      root: audit.head.root,
      ...Object.fromEntries(files.map(({ name, digest }) => [name, digest])),
      ...(changes.length === 0 ? {} : { settings_last_changed: changes[0]!.at }),
    },
    findings: audit.findings.map((f) => `${f.where}: ${f.text}`),
    unchecked: [
      ...notYet.map(
        (name) =>
          `${name}: it was changed after the node was last started, and counts from the next start`,
      ),
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
