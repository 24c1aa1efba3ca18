import { digest } from '#base'
import {
  chanceToCatch,
  defaultQuota,
  hitPurposes,
  lawfulBasis,
  leftToday,
  releaseRules,
} from '#hit'
import { identifierKinds } from '#resolve'
import { buildings } from './hit-building.ts'
import type { HitDuty } from './hit-duties.ts'
import { historyOf } from './hit-history.ts'
import { partiesOf } from './hit-parties.ts'
import { waitingHere } from './hit-release.ts'
import { runOf } from './hit-runs.ts'
import type { AskedRow, ChallengeRow, OwnEpoch, RunRow } from './hit-shapes.ts'
import { standings } from './hit-standing.ts'
import { listsOf } from './hit-subjects.ts'
import { rowData } from './row-data.ts'
import type { HitDeskView, HitRunView } from './views-hit.ts'
import type { Hand, World } from './world.ts'

const shown = 50

/** Everything the desk shows. Counts and references; identifiers only inside a run, where each look is on record. */
export async function deskView(
  world: World,
  by: Hand,
  roles: Readonly<Record<HitDuty, readonly string[]>>,
): Promise<HitDeskView> {
  const may = (duty: HitDuty) => roles[duty].includes(by.role)
  const runs = await rows<RunRow>(world, 'hit-run')
  return {
    may: {
      ask: may('ask'),
      keep: may('keep'),
      open: may('open'),
      release: may('release'),
      grant: may('grant'),
      oversee: may('oversee'),
    },
    purposes: hitPurposes.map((p) => ({ ...p })),
    categories: world.laws.now().offences.map(({ id, name }) => ({ id, name })),
    releases: releaseRules.map(({ id, says }) => ({ id, says })),
    kinds: [...identifierKinds],
    partners: partnersOf(world),
    quota: defaultQuota,
    runs: runs.map(runView),
    epochs: await epochsOf(world),
    building: buildings(world).map((one) => ({ ...one })),
    lists: (await listsOf(world)).map(({ record: _, ...list }) => list),
    asked: await askedOf(world, by.id),
    standing: await standingOf(world),
    challenges: (await rows<ChallengeRow>(world, 'hit-challenge', 'key')).map(
      ({ id, owner, purpose, count, at, state }) => ({ id, owner, purpose, count, at, state }),
    ),
  }
}

async function standingOf(world: World): Promise<HitDeskView['standing']> {
  const found: HitDeskView['standing'] = []
  for (const { seen: _, late: __, ...row } of await standings(world)) {
    const run = await runOf(world, row.run)
    if (run === undefined) continue
    const { case: reference, purpose, identifiers, partners } = run
    found.push({
      ...row,
      case: reference,
      purpose,
      identifiers,
      partners: partners.map((p) => p.owner),
    })
  }
  return found
}

export function runView(run: RunRow): HitRunView {
  const { list: _, partners, ...rest } = run
  return {
    ...rest,
    partners: partners.map(({ questions: __, pending, ...partner }) => ({
      ...partner,
      held:
        partner.state === 'held' && pending?.since != null
          ? {
              since: pending.since,
              until: pending.until,
              officers: pending.officers,
              released: pending.released,
            }
          : null,
    })),
  }
}

function partnersOf(world: World): HitDeskView['partners'] {
  const now = world.clock.now()
  return world.federation
    .cards()
    .filter((card) => card.id !== world.id && card.servedBy === undefined && card.outside !== true)
    .map((card) => {
      const basis = lawfulBasis(partiesOf(world, world.id, card.id, now), world.laws.now())
      return {
        id: card.id,
        name: card.name,
        basis: basis.ok ? basis.value.basis.citation : null,
        closed: basis.ok ? null : basis.refusal.ground,
      }
    })
}

async function epochsOf(world: World): Promise<HitDeskView['epochs']> {
  const now = world.clock.now()
  const found = await rows<OwnEpoch>(world, 'hit-epoch', 'key')
  return Promise.all(
    found.map(async ({ announced, state, subjects, quota }) => {
      const history = await historyOf(world, announced.asker, announced.purpose, now)
      return {
        partner: announced.asker,
        purpose: announced.purpose,
        state: state === 'open' && now >= announced.to ? ('over' as const) : state,
        epoch: announced.epoch,
        version: announced.version,
        from: announced.from,
        to: announced.to,
        consent: announced.consent,
        key: digest(Buffer.from(announced.key, 'hex')),
        root: announced.root,
        tokens: announced.tokens,
        subjects,
        quota,
        release: announced.release,
        left: leftToday(history, quota, now),
      }
    }),
  )
}

async function askedOf(world: World, actor: string): Promise<HitDeskView['asked']> {
  const now = world.clock.now()
  const blocked = new Set(
    (await world.store.rows({ kind: 'hit-block', order: 'key', limit: 500 })).rows.map(
      (row) => row.key,
    ),
  )
  const waiting = await waitingHere(world)
  const newest = await rows<AskedRow>(world, 'hit-asked')
  const known = new Set(newest.map((row) => row.id))
  return [...newest, ...waiting.filter((row) => !known.has(row.id))].map((row) => ({
    id: row.id,
    partner: row.partner,
    purpose: row.purpose,
    at: row.at,
    officer: row.officer,
    case: row.case,
    basis: row.basis,
    category: row.category,
    release:
      row.release === null
        ? null
        : {
            state: row.release.state === 'waits' && now >= row.expires ? 'over' : row.release.state,
            officers: row.release.officers,
            by: [...row.release.by],
            at: row.release.at,
            reason: row.release.reason,
            until: row.expires,
            /** This officer has said its word. */
            mine: row.release.by.includes(actor),
          },
    answered: row.answered !== null,
    items: row.items,
    names: row.names,
    standing: row.standing !== null,
    blocked: blocked.has(`${row.partner}|${digest(Buffer.from(row.case))}`),
    alarms: row.alarms.map((alarm) => ({ ...alarm })),
    opening:
      row.opening === null
        ? null
        : {
            ...(({ seed: _, ...rest }) => rest)(row.opening),
            chance: chanceToCatch(row.items, Math.ceil(row.items / 10), row.opening.count),
          },
  }))
}

async function rows<T>(
  world: World,
  kind: string,
  order: 'sort' | 'key' = 'sort',
): Promise<readonly T[]> {
  const page = await world.store.rows({ kind, order, descending: true, limit: shown })
  return page.rows.map((row) => rowData<T>(row))
}
