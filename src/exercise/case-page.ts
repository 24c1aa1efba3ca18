import { must } from '#base'
import type { Node } from '#node'

/** Procedures whose matters belong to the case; complaints, reviews and courses do not. */
const ofTheCase = ['P1', 'P1b', 'P2', 'P3', 'P4', 'P4b', 'P5', 'P6', 'P7', 'P8']

/**
 * After final judgment the agency that led the recovery tells the case: its officer prepares the page from the signed
 * records of the matters, its head of desk releases it.
 */
export async function publishCase(node: Node): Promise<void> {
  const items = await node.read.inbox({ show: 'all', q: '' })
  const matters = items.filter(({ procedure }) => ofTheCase.includes(procedure.id))
  const { waiting } = must(
    await node.cases.prepare('XV-ARMA/case-officer', {
      id: 'lantern',
      title: 'Operation LANTERN: medical equipment that never came',
      summary:
        'From 2023 to 2024 public money for clinics in Veldania paid for equipment that cost several times its price or never arrived. The money was followed through four countries and frozen there within hours. After final judgment it was confiscated, victims were compensated, and the rest went back to finish the clinics.',
      matters: matters.map(({ id }) => id),
    }),
  )
  const [draft] = waiting
  if (draft !== undefined)
    must(await node.cases.release('XV-ARMA/head-of-desk', draft.id, draft.digest))
}
