import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { must, refuse } from '#base'
import {
  asJsonLines,
  asText,
  type FaultKind,
  type FoundSeed,
  faultKinds,
  invariants,
  mostMembers,
  type PlanOptions,
  type Played,
  planOf,
  type Ran,
  runPlan,
  shrink,
  together,
} from '#exercise'
import { shorten } from './args.ts'
import type { Args, Call, ExitCode } from './command.ts'
import type { Terminal } from './terminal.ts'

/**
 * Plays seeded simulations of several nodes with faults of wire, disk, power and clock. Exit 0 when every invariant
 * held; 1 with a minimal trace when one did not.
 */
export async function simulate({ args, terminal }: Call): Promise<ExitCode> {
  const options = planOptions(args)
  const range = args.text('seeds')
  if (range === undefined)
    return one(whole(args, 'seed', 0, 2 ** 32 - 1) ?? 1, options, args, terminal)
  const [, first, last] = /^(\d{1,10})\.\.(\d{1,10})$/.exec(range) ?? []
  if (first === undefined || last === undefined || Number(last) < Number(first))
    unusable(
      `--seeds ${shorten(range)} is no range`,
      'write the first and the last: --seeds 1..10000',
    )
  return many(Number(first), Number(last), options, args, terminal)
}

async function one(
  seed: number,
  options: PlanOptions,
  args: Args,
  terminal: Terminal,
): Promise<ExitCode> {
  const ran = await runPlan(planOf(seed, options))
  const json = args.flag('json')
  if (ran.broken === undefined) {
    terminal.out(json ? asJsonLines(ran.lines) : `${asText(ran.lines)}\n\n${summary(seed, ran)}`)
    return 0
  }
  terminal.say(
    `comity: seed ${seed} breaks ${ran.broken.invariant}; looking for a smaller way there`,
  )
  const small = await shrink(ran)
  terminal.out(json ? asJsonLines(small.lines) : report(seed, small))
  return 1
}

/** The minimal trace, with what it shows. */
export function report(seed: number, { plan, broken, lines }: Ran): string {
  const invariant = invariants.find((i) => i.name === broken?.invariant)
  const acts = plan.acts.reduce((sum, a) => sum + 1 + a.further, 0)
  const faults = plan.faults.map((f) => f.kind)
  return [
    asText(lines),
    '',
    `seed ${seed}, ${plan.nodes} nodes, ${acts} acts, faults: ${faults.join(', ') || 'none'}`,
    `broken at ${broken?.where}: ${broken?.why}`,
    `what must hold (${invariant?.name}): ${invariant?.sentence}`,
    `where it is promised: ${invariant?.source}`,
  ].join('\n')
}

function summary(seed: number, { plan, figures, fingerprint }: Ran): string {
  return [
    `seed ${seed}: ${plan.nodes} nodes, ${plan.hours} hours, ${plan.faults.length} faults${plan.faults.length > 0 ? ` (${plan.faults.map((f) => f.kind).join(', ')})` : ''}`,
    `${figures.acts} acts, ${figures.refused} refused, ${figures.letters} calls, ${figures.starts} starts, ${figures.records} records, ${figures.steps} steps; every invariant held`,
    `fingerprint ${fingerprint}`,
  ].join('\n')
}

async function many(
  first: number,
  last: number,
  options: PlanOptions,
  args: Args,
  terminal: Terminal,
): Promise<ExitCode> {
  const threads = whole(args, 'threads', 1, 64) ?? Math.min(8, availableParallelism())
  const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const begun = performance.now()
  const shares = Array.from({ length: threads }, (_, t) =>
    seeds.filter((_s, i) => i % threads === t),
  )
  const played = together(
    await Promise.all(
      shares
        .filter((s) => s.length > 0)
        .map((s) =>
          inThread(s, options, (found) => {
            terminal.say(
              `comity: seed ${found.seed} breaks ${found.invariant} at ${found.where}: ${found.why}`,
            )
          }),
        ),
    ),
  )
  const seconds = (performance.now() - begun) / 1000
  if (args.flag('json')) terminal.json({ ...played, seconds })
  else {
    const { acts, letters, starts, records } = played.figures
    terminal.out(
      [
        `${played.seeds} seeds in ${seconds.toFixed(1)} s on ${threads} threads: ${(played.seeds / seconds).toFixed(1)} seeds a second`,
        `${acts} acts, ${letters} calls, ${starts} starts, ${records} records`,
        played.found.length === 0
          ? 'every invariant held in every one of them'
          : `${played.found.length} seeds break an invariant; for a minimal trace: comity simulate --seed ${played.found[0]?.seed}`,
        `fingerprint ${played.fingerprint}`,
      ].join('\n'),
    )
  }
  return played.found.length === 0 ? 0 : 1
}

function inThread(
  seeds: readonly number[],
  options: PlanOptions,
  told: (found: FoundSeed) => void,
): Promise<Played> {
  const worker = new Worker(new URL('./simulate-thread.ts', import.meta.url), {
    workerData: { seeds, options },
  })
  return new Promise((resolve, reject) => {
    worker.on('message', (said: { readonly found?: FoundSeed; readonly played?: Played }) => {
      if (said.found !== undefined) told(said.found)
      if (said.played !== undefined) resolve(said.played)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a thread ended with ${code} before its seeds`)))
  })
}

function planOptions(args: Args): PlanOptions {
  const nodes = whole(args, 'nodes', 2, mostMembers)
  const hours = whole(args, 'hours', 1, 24 * 365)
  const work = whole(args, 'work', 1, 100)
  const faults = args.text('faults')
  return {
    ...(nodes === undefined ? {} : { nodes }),
    ...(hours === undefined ? {} : { hours }),
    ...(args.flag('wide') ? { wide: true } : {}),
    ...(work === undefined ? {} : { work }),
    ...(faults === undefined ? {} : { faults: kindsIn(faults) }),
  }
}

function kindsIn(list: string): readonly FaultKind[] {
  if (list === 'none') return []
  return list.split(',').map((name) => {
    if (!(name in faultKinds))
      unusable(
        `there is no fault "${shorten(name)}"`,
        `choose among: ${Object.keys(faultKinds).join(', ')}; or write none`,
      )
    return name as FaultKind
  })
}

function whole(args: Args, name: string, least: number, most: number): number | undefined {
  const text = args.text(name)
  if (text === undefined) return undefined
  if (/^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text)
  return unusable(
    `--${name} ${shorten(text)} cannot be used`,
    `give a whole number from ${least} to ${most}`,
  )
}

function unusable(ground: string, remedy: string): never {
  return must<never>(refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy }))
}
