import { done, type Outcome } from '#base'
import { admissibilityOf, partsOf, unrestricted } from '#exchange'
import { type Command, procedureOf, transitionOf } from '#procedure'
import { checkLeaving } from './attachments-items.ts'
import type { Aim } from './command.ts'
import { checkSources } from './conditions.ts'
import { checkCorrection } from './corrections.ts'
import { sourcesOf } from './item-sources.ts'
import { textsOf } from './items.ts'
import type { Matter } from './matter.ts'
import { partiesOf } from './parties.ts'
import type { Hand, World } from './world.ts'

/**
 * What the procedure cannot know, because it lies in other matters: is what is corrected there, and may what leaves be
 * made from its sources. A draft may name any source; it is asked when the document would leave.
 */
export async function checkItems(
  world: World,
  hand: Hand,
  aim: Pick<Aim, 'to'>,
  matter: Matter | undefined,
  command: Command,
): Promise<Outcome<Command>> {
  const procedure = procedureOf(command.procedure)
  const row = procedure.ok ? transitionOf(procedure.value, command.transition) : procedure
  // The procedure itself says what is wrong with a step that it does not know.
  if (!procedure.ok || !row.ok || !row.value.crosses) return done(command)
  if (matter !== undefined) {
    const chain = await checkCorrection(world, matter, command.transition, command.document)
    if (!chain.ok) return chain
    const files = await checkLeaving(world, hand, matter, command.transition)
    if (!files.ok) return files
  }
  // A condition that cannot be read would be one that nobody keeps.
  const parts = partsOf(command.document, unrestricted)
  if (!parts.ok)
    return { ok: false, refusal: { ...parts.refusal, where: { pointer: '/document/parts' } } }
  const proof = admissibilityOf(command.document)
  if (!proof.ok)
    return { ok: false, refusal: { ...proof.refusal, where: { pointer: '/document/handovers' } } }
  const sources = await sourcesOf(world, row.value.form, command.document)
  if (sources.length === 0) return done(command)
  const invited =
    row.value.invites === undefined ? [] : textsOf(command.document[row.value.invites])
  const readers =
    matter === undefined ? [aim.to ?? ''] : partiesOf(matter.state).map((party) => party.id)
  const recipients = [...new Set([...readers, ...invited])].filter(
    (id) => id !== '' && id !== hand.authority,
  )
  const checked = await checkSources(world, hand, {
    procedure: procedure.value,
    step: command.transition,
    document: command.document,
    sources,
    stream: command.stream,
    recipients,
  })
  return checked.ok ? done(command) : checked
}
