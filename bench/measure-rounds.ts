import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** Seconds of one task over several rounds. CPU counts all threads of this process. */
export interface Timing {
  readonly rounds: number
  readonly wall: Spread
  readonly cpu: Spread
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** Runs a task, first to warm up, then measured; the results of the rounds are thrown away but the last. */
export async function measure<T>(
  task: () => T | Promise<T>,
  { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
): Promise<{ readonly timing: Timing; readonly result: T }> {
  const wall: number[] = []
  const cpu: number[] = []
  let result: T | undefined
  for (let round = 0; round < warmUp + rounds; round++) {
    const usage = process.cpuUsage()
    const start = performance.now()
    result = await task()
    const seconds = (performance.now() - start) / 1000
    const used = process.cpuUsage(usage)
    if (round < warmUp) continue
    wall.push(seconds)
    cpu.push((used.user + used.system) / 1e6)
  }
  return {
    timing: { rounds, wall: spreadOf(wall), cpu: spreadOf(cpu) },
    result: result as T,
  }
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const round = (x: number) => Number(x.toPrecision(3))
  return {
    median: round(sorted[Math.floor(sorted.length / 2)]!),
    least: round(sorted[0]!),
    most: round(sorted[sorted.length - 1]!),
  }
}

/** What was measured on, without names. */
export function machine() {
  return {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: Number(loadavg()[0]!.toFixed(2)),
    day: new Date().toISOString().slice(0, 10),
  }
}

export function residentMiB(): number {
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}

/** `0.0352 s (0.0331-0.0402)`. */
export function seconds({ median, least, most }: Spread): string {
  return `${median} s (${least}-${most})`
}

/** Rows as a text table; the first row is the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)))
  const line = (row: readonly string[]) => row.map((cell, c) => cell.padEnd(widths[c]!)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

export const thousands = (n: number): string => n.toLocaleString('en-GB')
