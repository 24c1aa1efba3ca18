import type { Act, Fault, Plan } from './plan.ts'
import { type Ran, runPlan } from './run.ts'

/** Most runs that are spent on making one plan smaller. */
const mostRuns = 300

/**
 * The smallest plan that was found in which the same invariant breaks: fewer faults, fewer acts, shorter ones, fewer
 * nodes. Greedy (ddmin of Zeller and Hildebrandt, IEEE TSE 28/2, 2002, on each list in turn): each smaller plan is
 * played from its beginning.
 */
export async function shrink(ran: Ran): Promise<Ran> {
  const wanted = ran.broken?.invariant
  if (wanted === undefined) return ran
  let best = ran
  let runs = 0
  const tries = async (plan: Plan): Promise<boolean> => {
    if (runs++ >= mostRuns) return false
    const again = await runPlan(plan)
    if (again.broken?.invariant !== wanted) return false
    best = again
    return true
  }
  for (let before = ''; before !== sizeOf(best.plan); ) {
    before = sizeOf(best.plan)
    await fewer(
      () => best.plan.faults,
      (faults) => tries({ ...best.plan, faults }),
    )
    await fewer(
      () => best.plan.acts,
      (acts) => tries({ ...best.plan, acts }),
    )
    for (let i = 0; i < best.plan.acts.length; i++) await shorter(best.plan, i, tries)
    for (let i = 0; i < best.plan.faults.length; i++) await briefer(best.plan, i, tries)
    if (best.plan.audited) await tries({ ...best.plan, audited: false })
    if (best.plan.witnesses) await tries({ ...best.plan, witnesses: false })
    await withoutLast(best.plan, tries)
    await sooner(best.plan, tries)
  }
  return best
}

/** Leaves out halves, then quarters, down to single ones. */
async function fewer<T>(
  list: () => readonly T[],
  holds: (rest: readonly T[]) => Promise<boolean>,
): Promise<void> {
  for (let size = Math.ceil(list().length / 2); size >= 1; size = size === 1 ? 0 : size >> 1)
    for (let at = 0; at < list().length; )
      if (!(await holds(list().toSpliced(at, size)))) at += size
}

async function shorter(plan: Plan, i: number, tries: (plan: Plan) => Promise<boolean>) {
  const act = plan.acts[i] as Act
  for (let further = 0; further < act.further; further++)
    if (await tries({ ...plan, acts: plan.acts.with(i, { ...act, further }) })) return
}

async function briefer(plan: Plan, i: number, tries: (plan: Plan) => Promise<boolean>) {
  const fault = plan.faults[i] as Fault
  for (const lasts of [500, 5000, 60_000])
    if (lasts < fault.lasts)
      if (await tries({ ...plan, faults: plan.faults.with(i, { ...fault, lasts }) })) return
}

async function withoutLast(plan: Plan, tries: (plan: Plan) => Promise<boolean>) {
  const nodes = plan.nodes - 1
  if (nodes < 2) return
  const stays = ({ node }: { readonly node: number }) => node < nodes
  const faults = plan.faults.filter((f) => stays(f) && f.other < nodes)
  await tries({ ...plan, nodes, witnesses: false, acts: plan.acts.filter(stays), faults })
}

async function sooner(plan: Plan, tries: (plan: Plan) => Promise<boolean>) {
  const last = Math.max(0, ...plan.acts.map((a) => a.at), ...plan.faults.map((f) => f.at))
  const hours = Math.ceil(last / 3_600_000)
  if (hours < plan.hours) await tries({ ...plan, hours })
}

function sizeOf({ nodes, hours, witnesses, acts, faults }: Plan): string {
  const steps = acts.reduce((sum, a) => sum + 1 + a.further, 0)
  const time = faults.reduce((sum, f) => sum + f.lasts, 0)
  return [nodes, hours, witnesses, steps, faults.length, time].join(' ')
}
