import type { Problem, Refusals } from '#intake'
import { tell } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** Rows listed on a terminal; the rest is counted, and --json lists up to a thousand. */
const listed = 20

/** One message for a file that cannot be used; several bad rows are listed below it. */
export function tellFile(refusal: Refusals, terminal: Terminal): void {
  const { where: at, ...rest } = refusal
  const named = at?.file === undefined ? '' : `${at.file}: `
  const ground = rest.ground.startsWith(named) ? rest.ground.slice(named.length) : rest.ground
  const several = refusal.problemCount > 1
  const place = several && at?.file !== undefined ? { file: at.file } : at
  terminal.say(tell({ ...rest, ground, ...(place ? { where: place } : {}) }))
  if (several) terminal.say(problemLines(refusal.problems, refusal.problemCount))
}

export function problemLines(problems: readonly Problem[], count: number): string {
  const lines = problems.slice(0, listed).map((p) => {
    const place = [
      p.row === undefined ? undefined : `row ${p.row}`,
      p.column === undefined ? undefined : `column ${p.column}`,
    ]
      .filter((part) => part !== undefined)
      .join(', ')
    return `  ${place || 'file'}: expected ${p.expected}, found ${p.found}; ${p.remedy}`
  })
  if (count > lines.length)
    lines.push(`  and ${count - lines.length} more; --json lists up to 1000`)
  return lines.join('\n')
}
