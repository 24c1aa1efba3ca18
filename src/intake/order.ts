/**
 * Payments in time order: by time, then by sequence number, then as the file has them. A merge sort that passes
 * over stretches that are in order already, because statements usually are.
 *
 * @returns the file index of each payment, or undefined when the file is in order as it stands
 */
export function timeOrder(
  count: number,
  time: Float64Array,
  seq: Float64Array | undefined,
): Uint32Array | undefined {
  let sorted = true
  for (let i = 1; i < count && sorted; i++) sorted = !later(i - 1, i)
  if (sorted) return undefined

  function later(a: number, b: number): boolean {
    const ta = time[a]!
    const tb = time[b]!
    return ta > tb || (ta === tb && seq !== undefined && seq[a]! > seq[b]!)
  }

  let from = new Uint32Array(count)
  let to = new Uint32Array(count)
  for (let i = 0; i < count; i++) from[i] = i
  for (let width = 1; width < count; width *= 2) {
    for (let low = 0; low < count; low += 2 * width) {
      const middle = Math.min(low + width, count)
      const high = Math.min(low + 2 * width, count)
      if (middle >= high || !later(from[middle - 1]!, from[middle]!)) {
        to.set(from.subarray(low, high), low)
        continue
      }
      let a = low
      let b = middle
      let out = low
      while (a < middle && b < high) {
        if (later(from[a]!, from[b]!)) to[out++] = from[b++]!
        else to[out++] = from[a++]!
      }
      while (a < middle) to[out++] = from[a++]!
      while (b < high) to[out++] = from[b++]!
    }
    const swap = from
    from = to
    to = swap
  }
  return from
}

/**
 * Order groups of payments in time order: the same number where nothing proves which came first. A sequence
 * number proves it. A row that gives a day only can stand anywhere in that day, so on a day that has such a row
 * and rows with a time of day all of them share a number.
 */
export function orderGroups(
  count: number,
  time: Float64Array,
  seq: Float64Array | undefined,
  mixed: boolean,
): Uint32Array {
  const group = new Uint32Array(new SharedArrayBuffer(count * 4))
  const daysWithout = mixed && seq === undefined ? unprovedDays(count, time) : new Set<number>()
  let number = 0
  for (let i = 1; i < count; i++) {
    const same =
      seq === undefined
        ? time[i] === time[i - 1] ||
          (daysWithout.size > 0 &&
            dayOf(time[i]!) === dayOf(time[i - 1]!) &&
            daysWithout.has(dayOf(time[i]!)))
        : time[i] === time[i - 1] && seq[i] === seq[i - 1]
    if (!same) number++
    group[i] = number
  }
  return group
}

function unprovedDays(count: number, time: Float64Array): Set<number> {
  const days = new Set<number>()
  for (let i = 0; i < count; i++) if (time[i]! % 86_400 === 0) days.add(dayOf(time[i]!))
  return days
}

export function dayOf(time: number): number {
  return Math.floor(time / 86_400)
}
