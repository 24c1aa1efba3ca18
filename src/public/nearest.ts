/** Letters that somebody may mistake in a word of this length: none in a short one, or everything would be near. */
function allowed(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2
}

/**
 * Whether two words are the same but for a slip of the hand: a letter more, less, other, or two that changed places
 * (optimal string alignment distance). A word of which only the beginning was written counts as well.
 */
export function nearly(asked: string, word: string): boolean {
  const most = allowed(asked.length)
  if (most === 0) return false
  const begun = word.slice(0, asked.length + most)
  return Math.abs(asked.length - word.length) <= most
    ? distance(asked, word) <= most
    : word.length > asked.length && asked.length >= 5 && distance(asked, begun) <= most
}

function distance(a: string, b: string): number {
  let [two, one] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(now[j - 1]! + 1, one[j]! + 1, one[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, two[j - 2]! + 1)
      now.push(least)
    }
    two = one
    one = now
  }
  return one[b.length]!
}
