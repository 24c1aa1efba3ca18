import { kindText, type Problem, problemKinds, type Refusals } from '#intake'
import { tell } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** Kinds of problem listed on a terminal; the rest is counted, and --json lists up to a thousand problems. */
const listed = 20

/** One message for a file that cannot be used; the first line says it, several kinds are listed below. */
export function tellFile(refusal: Refusals, terminal: Terminal): void {
  const { where: at, ...rest } = refusal
  const named = at?.file === undefined ? '' : `${at.file}: `
  const ground = rest.ground.startsWith(named) ? rest.ground.slice(named.length) : rest.ground
  const several = refusal.problemCount > 1
  const place = several && at?.file !== undefined ? { file: at.file } : at
  const remedy = /\bmap\b|\{"/.test(rest.remedy)
    ? `${rest.remedy} (a map is a JSON file, given with --map)`
    : rest.remedy
  terminal.say(tell({ ...rest, ground, remedy, ...(place ? { where: place } : {}) }))
  if (problemKinds(refusal.problems, refusal.problemCount).length > 1)
    terminal.say(problemLines(refusal.problems, refusal.problemCount))
}

export function problemLines(problems: readonly Problem[], count: number): string {
  const kinds = problemKinds(problems, count)
  const lines = kinds
    .slice(0, listed)
    .map((kind) => `  ${kindText(kind)}; ${kind.problems[0]!.remedy}`)
  const told = kinds.slice(0, listed).reduce((sum, kind) => sum + kind.count, 0)
  if (count > told) lines.push(`  and ${count - told} more; --json lists up to 1000`)
  return lines.join('\n')
}
