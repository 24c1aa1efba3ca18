import { must } from '#base'
import type { Node } from '#node'

/** Of both officers of the unit in the demonstration, whose tips are invented. Nowhere else does a passphrase stand in a program. */
export const demoPassphrase = 'the lantern burns on the pier'

/** Two officers make keys, as the desk of a unit asks of them, so that who looks at the demonstration finds the box open. */
export async function openTipBox(node: Node): Promise<void> {
  const { tips } = node
  const { keeper, isOpen } = await tips.form()
  if (keeper === undefined || isOpen) return
  const unit = node.actors().filter((a) => a.authority === keeper.id && a.role === 'inspector')
  const [first, second] = unit.map(({ id }) => id)
  if (first === undefined || second === undefined) return
  for (const officer of [first, second]) {
    const made = await tips.keys.make(officer, demoPassphrase)
    if (!made.ok && made.refusal.name !== 'unit-key-exists') must(made)
  }
  const session = 'demonstration'
  const opened = await tips.keys.unlock(first, session, demoPassphrase)
  // Somebody has made keys of their own in this demonstration: then the box is theirs to open.
  if (!opened.ok) return
  must(await tips.keys.letIn(first, session, second))
  tips.keys.lock(session)
}
