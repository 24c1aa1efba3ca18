/** Where the words beside a box can stand without covering other boxes and other words. */

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Labelled extends Rect {
  readonly id: string
  /** Length of the words in pixels, as near as it can be known without drawing them. */
  readonly words: number
  /** Two lines where the box is tall, else one. */
  readonly lines: 1 | 2
}

export type Side = 'left' | 'right'

const line = 14
const off = 6

/**
 * A side for every label: right, where the flow has its room, unless the left is freer or the picture ends. The last
 * column is served first, since it can only stand on the left.
 */
export function sidesOf(boxes: readonly Labelled[], width: number): ReadonlyMap<string, Side> {
  const sides = new Map<string, Side>()
  const taken: Rect[] = boxes.map(({ x, y, width: w, height }) => ({ x, y, width: w, height }))
  for (const box of [...boxes].sort((a, b) => b.x - a.x || a.y - b.y)) {
    const right = rectOf(box, 'right')
    const left = rectOf(box, 'left')
    const side = cost(right, taken, width) <= cost(left, taken, width) ? 'right' : 'left'
    sides.set(box.id, side)
    taken.push(side === 'right' ? right : left)
  }
  return sides
}

function rectOf(box: Labelled, side: Side): Rect {
  const height = box.lines * line
  const x = side === 'right' ? box.x + box.width + off : box.x - off - box.words
  return { x, y: box.y + box.height / 2 - height / 2, width: box.words, height }
}

/** Area covered twice; a label that leaves the picture costs more than any overlap. */
function cost(rect: Rect, taken: readonly Rect[], width: number): number {
  if (rect.x < 0 || rect.x + rect.width > width) return Number.POSITIVE_INFINITY
  let sum = 0
  for (const other of taken) {
    const across = Math.min(rect.x + rect.width, other.x + other.width) - Math.max(rect.x, other.x)
    const down = Math.min(rect.y + rect.height, other.y + other.height) - Math.max(rect.y, other.y)
    if (across > 0 && down > 0) sum += across * down
  }
  return sum
}
