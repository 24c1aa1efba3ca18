/** `a`, `a or b`, `a, b or c`: one of several, as a sentence says it. */
export function oneOf(words: Iterable<string>): string {
  const all = [...words]
  return all.length < 3 ? all.join(' or ') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}
