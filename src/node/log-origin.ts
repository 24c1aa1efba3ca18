/** Name of a node's log, as its checkpoints carry it (C2SP tlog-checkpoint). */
export function logOrigin(node: string): string {
  return `comity.invalid/${node.toLowerCase()}`
}
