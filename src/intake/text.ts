import { limits as standard } from './limits.ts'

/** Bytes of one segment; a row never crosses from one segment into the next. */
export const segmentBytes = 32 * 1024 * 1024

/**
 * Text of a file in segments of shared memory. An offset into it is `segment * segmentBytes + byte`, so that one
 * float64 finds a row again in a file of any size and no large buffer is ever copied to make it larger.
 */
export interface Text {
  readonly segments: Uint8Array[]
  /** Offset in each segment after its last whole row. */
  readonly ends: number[]
}

export function segmentOf(offset: number): number {
  return Math.floor(offset / segmentBytes)
}

export function byteOf(offset: number): number {
  return offset % segmentBytes
}

/** Takes chunks and hands every stretch of new bytes to `read`, which says how far whole rows reached. */
export interface Feed {
  push(chunk: Uint8Array): void
  end(): void
  readonly text: Text
}

/**
 * @param read reads whole rows of the segment from `from` to `end` and returns the offset of the first byte of the
 *   row that is not complete; throws to stop
 */
export function feed(
  sizeHint: number | undefined,
  read: (segment: number, bytes: Uint8Array, from: number, end: number, last: boolean) => number,
  rowBytes: number = standard.rowBytes,
): Feed {
  const first = Math.min(segmentBytes, Math.max(1024, sizeHint ?? 2 * rowBytes))
  const text: Text = { segments: [shared(first)], ends: [] }
  let used = 0
  let from = 0
  function current(): Uint8Array {
    return text.segments[text.segments.length - 1]!
  }
  function nextSegment(): void {
    const full = current()
    const rest = full.subarray(from, used)
    const fresh = shared(segmentBytes)
    fresh.set(rest)
    // A segment without a whole row is replaced, not kept.
    if (from === 0) text.segments[text.segments.length - 1] = fresh
    else {
      text.segments.push(fresh)
      text.ends.push(from)
    }
    used = rest.length
    from = 0
  }
  return {
    text,
    push(chunk) {
      let at = 0
      while (at < chunk.length) {
        if (used === current().length) nextSegment()
        const segment = current()
        const take = Math.min(segment.length - used, chunk.length - at)
        segment.set(chunk.subarray(at, at + take), used)
        used += take
        at += take
        from = read(text.segments.length - 1, segment, from, used, false)
      }
    },
    end() {
      read(text.segments.length - 1, current(), from, used, true)
      const last = text.segments.length - 1
      // Shared memory cannot shrink; a last segment that is mostly empty is copied into one that fits.
      if (used < current().length) text.segments[last] = trimmed(current(), used)
      text.ends.push(used)
    },
  }
}

function trimmed(segment: Uint8Array, used: number): Uint8Array {
  if (used > segment.length * 0.75) return segment.subarray(0, used)
  const fit = shared(used)
  fit.set(segment.subarray(0, used))
  return fit
}

export function shared(bytes: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(bytes))
}
