import type { Instant } from '#base'
import { clocks, procedureOf } from '#procedure'
import { maySee } from './access.ts'
import { idOf } from './handle.ts'
import type { Matter } from './matter.ts'
import { everyRow } from './row-data.ts'
import { authorityName } from './words.ts'
import { handOf, type World } from './world.ts'

/** One measure of which somebody must be told: when, whether it was put off, by whom and until when. */
export interface NoticeDuty {
  readonly matter: string
  readonly reference: string
  readonly procedureName: string
  /** Who owes the notice. */
  readonly owedBy: { readonly id: string; readonly name: string }
  /** When the measure took effect. */
  readonly from: Instant
  readonly due: Instant
  readonly rule: string
  readonly citation: string
  readonly state: 'due' | 'late' | 'told' | 'postponed' | 'lapsed'
  readonly toldAt: Instant | null
  /** Hours from the measure to the notice, or to now. */
  readonly hours: number
  readonly postponed: {
    readonly by: string
    /** `judge`, `prosecutor`: only they can put a notice off. */
    readonly role: string
    readonly at: Instant
    readonly until: Instant
  } | null
}

/** Steps that tell the persons affected, and those that put it off. */
const tells = ['notify', 'tell-person', 'inform-persons']
const postpones = ['renew-postponement', 'postpone-notice']
const hourMs = 3_600_000

/**
 * The register of notices to persons affected: every measure of which somebody must be told, from the clocks of the
 * matters themselves; what is late first. An officer sees the matters that the officer may see.
 */
export async function noticeRegister(world: World, actor: string): Promise<readonly NoticeDuty[]> {
  const hand = handOf(world, actor)
  const found: NoticeDuty[] = []
  if (hand === undefined) return found
  for await (const { data: matter } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    if (!matter.state.clocks.some(({ clock }) => clock === 'notice')) continue
    if (maySee(world, matter, hand)) found.push(dutyOf(world, matter))
  }
  const order: readonly NoticeDuty['state'][] = ['late', 'lapsed', 'due', 'postponed', 'told']
  return found.sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.due < b.due ? -1 : 1),
  )
}

function dutyOf(world: World, { stream, state, words }: Matter): NoticeDuty {
  const now = world.clock.now()
  const all = clocks(state, now, world.laws.now())
  const notice = all.find(({ id }) => id === 'notice')!
  const later = all.find(({ id }) => id === 'notice-postponed')
  const put = postpones.find((step) => state.stamps[step] !== undefined)
  const told = tells.map((step) => state.stamps[step]).find((at) => at !== undefined) ?? null
  const procedure = procedureOf(state.procedure)
  const party = notice.owedBy === 'requesting' ? state.parties.requesting : state.parties.requested
  const officer = put === undefined ? undefined : state.doers[put]?.at(-1)
  const postponed =
    put === undefined
      ? null
      : {
          by: officer ?? '',
          role: world.officers.find(({ id }) => id === officer)?.role ?? '',
          at: state.stamps[put]!,
          until: later?.due ?? notice.due,
        }
  return {
    matter: idOf(stream),
    reference: words.reference,
    procedureName: procedure.ok ? procedure.value.name : state.procedure,
    owedBy: { id: party.authority, name: authorityName(world, party.authority) },
    from: notice.start,
    due: postponed?.until ?? notice.due,
    rule: notice.rule,
    citation: notice.citation,
    state: stateOf(told, postponed?.until, notice.due, now),
    toldAt: told,
    hours: Math.round((Date.parse(told ?? now) - Date.parse(notice.start)) / hourMs),
    postponed,
  }
}

function stateOf(
  told: Instant | null,
  until: Instant | undefined,
  due: Instant,
  now: Instant,
): NoticeDuty['state'] {
  if (told !== null) return 'told'
  if (until !== undefined) return until < now ? 'lapsed' : 'postponed'
  return due < now ? 'late' : 'due'
}
