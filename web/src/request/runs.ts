/** From this many of one kind in a row they are shown as one. */
const least = 4

/** Neighbours of one type taken together where they are many; everything else stays alone, and in its place. */
export function runsOf<E extends { readonly type: string }>(
  entries: readonly E[],
): readonly (readonly E[])[] {
  const runs: E[][] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (last?.[0]?.type === entry.type) last.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap((run) => (run.length < least ? run.map((entry) => [entry]) : [run]))
}
