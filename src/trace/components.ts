/**
 * Strongly connected components of a directed graph, in topological order (who pays comes before who is paid).
 * Tarjan's algorithm (SIAM J. Comput. 1 (1972) 146), without recursion.
 */
export function components(
  nodes: number,
  successors: (node: number) => readonly number[],
): number[][] {
  const index = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const onStack = new Uint8Array(nodes)
  const stack: number[] = []
  const out: number[][] = []
  let counter = 0
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== -1) continue
    const path: { node: number; next: number; to: readonly number[] }[] = []
    const enter = (node: number) => {
      index[node] = low[node] = counter++
      stack.push(node)
      onStack[node] = 1
      path.push({ node, next: 0, to: successors(node) })
    }
    enter(root)
    while (path.length > 0) {
      const frame = path[path.length - 1]!
      const { node } = frame
      if (frame.next < frame.to.length) {
        const to = frame.to[frame.next++]!
        if (index[to] === -1) enter(to)
        else if (onStack[to] === 1) low[node] = Math.min(low[node]!, index[to]!)
        continue
      }
      path.pop()
      const above = path[path.length - 1]
      if (above) low[above.node] = Math.min(low[above.node]!, low[node]!)
      if (low[node] !== index[node]) continue
      const component: number[] = []
      for (;;) {
        const member = stack.pop()!
        onStack[member] = 0
        component.push(member)
        if (member === node) break
      }
      out.push(component)
    }
  }
  return out.reverse()
}
