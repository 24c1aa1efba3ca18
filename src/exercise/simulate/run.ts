import { sha256 } from '#base'
import { checkCalm } from './check-calm.ts'
import { type Broken, broken } from './invariants.ts'
import type { Plan } from './plan.ts'
import { type Figures, Simulation } from './simulation.ts'
import type { Stamper } from './stamps.ts'
import { asText, type TraceLine } from './trace.ts'

/** What became of one plan. */
export interface Ran {
  readonly plan: Plan
  readonly broken: Broken | undefined
  readonly lines: readonly TraceLine[]
  readonly figures: Figures
  /** Of the trace and of every log's root: two runs of one seed have the same. */
  readonly fingerprint: string
}

/** Plays a plan from its first moment to its last. The same plan gives the same bytes, on every machine. */
export async function runPlan(plan: Plan, stamper?: Stamper): Promise<Ran> {
  const simulation = await Simulation.of(plan, stamper)
  const dropped = (error: unknown) =>
    simulation.breaks(broken('heard', 'some node', `nobody took the fault "${String(error)}"`))
  process.on('unhandledRejection', dropped)
  try {
    await simulation.run()
    if (simulation.broken === undefined) simulation.breaks(await checkCalm(simulation))
  } finally {
    process.off('unhandledRejection', dropped)
  }
  const { lines, figures } = simulation
  const roots = [...simulation.stations.values()].map((s) => s.book.roots.get(s.book.size) ?? '')
  const bytes = sha256(Buffer.from(`${asText(lines)}\n${roots.join('\n')}`))
  return {
    plan,
    broken: simulation.broken,
    lines,
    figures,
    fingerprint: Buffer.from(bytes).toString('hex'),
  }
}
