import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { done, type Outcome, refuse } from '#base'
import { asOfficer } from './as-officer.ts'
import type { Args } from './command.ts'
import type { Config } from './config.ts'
import type { Imported } from './import.ts'
import type { NodeClient } from './node-client.ts'
import type { Terminal } from './terminal.ts'

export interface Kept {
  readonly tracing: string
}

interface Job {
  readonly state: 'running' | 'done' | 'refused' | 'failed'
  readonly done: number
  readonly total: number
  readonly problem?: { readonly detail?: string; readonly remedy?: string }
}

/**
 * Keeps files in a node as a tracing, as the named officer.
 */
export async function keepInNode(
  dir: string,
  args: Args,
  found: readonly Imported[],
  terminal: Terminal,
  config: Config,
): Promise<Outcome<Kept>> {
  const officer = args.text('officer')
  if (officer === undefined)
    return refuse({
      kind: 'malformed',
      name: 'arguments-unusable',
      ground: '--node is given without --officer: every act in a node is signed by somebody',
      remedy: 'add --officer XV-FIU/mira',
    })
  if (args.positionals.includes('-'))
    return refuse({
      kind: 'malformed',
      name: 'arguments-unusable',
      ground: 'standard input cannot be kept in a node',
      remedy: 'save it to a file first: the node keeps the bytes and their digest',
    })
  return asOfficer(dir, officer, config, (client) => keep(client, args, found, terminal))
}

async function keep(
  client: NodeClient,
  args: Args,
  found: readonly Imported[],
  terminal: Terminal,
): Promise<Outcome<Kept>> {
  const name = args.text('name') ?? found[0]?.file ?? 'ledger'
  const made = await client.call('POST', '/api/tracings', { name })
  if (!made.ok) return made
  const { id } = made.value as { readonly id: string }
  for (const { role, path } of filesOf(args, found)) {
    const sent = await client.upload(
      `/api/tracings/${id}/files/${role}?name=${encodeURIComponent(basename(path))}`,
      readFileSync(path),
    )
    if (!sent.ok) return sent
  }
  const base = args.text('base')
  const started = await client.call('POST', `/api/tracings/${id}/import`, {
    ...(base === undefined ? {} : { base }),
    ...(args.flag('skip-bad-rows') ? { skipBadRows: true } : {}),
  })
  if (!started.ok) return started
  const finished = await finish(client, (started.value as { job: string }).job, terminal)
  return finished.ok ? done({ tracing: id }) : finished
}

/** The role of each file: what it was found to be, or the option that named it. */
function filesOf(args: Args, found: readonly Imported[]): { role: string; path: string }[] {
  const files = found.map((f, i) => ({ role: f.as as string, path: args.positionals[i]! }))
  for (const [role, option] of [
    ['openings', 'opening'],
    ['rates', 'rates'],
    ['map', 'map'],
  ] as const) {
    const path = args.text(option)
    if (path !== undefined && !files.some((f) => f.role === role)) files.push({ role, path })
  }
  return files
}

async function finish(client: NodeClient, job: string, terminal: Terminal): Promise<Outcome<true>> {
  const bar = terminal.progress('importing')
  for (;;) {
    const asked = await client.call('GET', `/api/jobs/${job}`)
    if (!asked.ok) return asked
    const { state, done: steps, total, problem } = asked.value as Job
    bar.step(steps, total)
    if (state === 'running') {
      await sleep(200)
      continue
    }
    bar.end()
    if (state === 'done') return done(true)
    return refuse({
      kind: 'malformed',
      name: 'import-refused',
      ground: problem?.detail ?? 'the node could not import the files',
      remedy: problem?.remedy ?? 'look at the log of the node',
    })
  }
}
