import { type Digest, done, type Outcome, refuse } from '#base'
import { notHere, unknownExhibit } from './desk-refusals.ts'
import type { DeskRoom } from './desk-room.ts'
import { latestRuns } from './desk-runs.ts'
import { note, write } from './records.ts'
import { rowData } from './row-data.ts'
import { authorityName } from './words.ts'
import { handOf, type World } from './world.ts'

/** What is handed to a court: made of one run, kept in three forms under one digest. */
export interface DeskExhibits {
  makeExhibit(actor: string, id: string, run: string, head: ExhibitWords): Promise<Outcome<object>>
  exhibit(id: string, form: 'html' | 'pdf' | 'json'): Promise<Outcome<Uint8Array>>
}

interface ExhibitWords {
  readonly title: string
  readonly caseReference: string
  readonly preparedFor?: string | undefined
}

export function deskExhibits(room: DeskRoom): DeskExhibits {
  const { world, load, askRun } = room
  const { store } = world
  return {
    async makeExhibit(actor, id, runId, words) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const at = world.clock.now()
      const hand = handOf(world, actor)
      const made = await askRun(id, runId, (run, t) => ({
        what: 'exhibit',
        run: run.options,
        others: latestRuns(t).filter((o) => o.arrival === run.options.arrival),
        head: {
          title: words.title,
          caseReference: words.caseReference,
          authority: `${world.id}, ${authorityName(world, world.id)}`,
          preparedBy: `${hand?.role ?? 'officer'} ${actor}`,
          ...(words.preparedFor === undefined ? {} : { preparedFor: words.preparedFor }),
          preparedAt: at,
          question: `Where does the ledger "${t.name}" show the claimed money at its end, under the rule named below?`,
        },
      }))
      if (!made.ok) return made
      const {
        html,
        pdf,
        json,
        digest: of,
      } = made.value as {
        html: string
        pdf: Uint8Array
        json: Uint8Array
        digest: Digest
      }
      const exhibitId = world.ids.next()
      const put = (bytes: Uint8Array) => store.blobs.put(bytes, { kind: 'exhibit' })
      const places = {
        html: await put(Buffer.from(html)),
        pdf: await put(pdf),
        json: await put(json),
      }
      const kept = await keepExhibit(world, actor, exhibitId, id, runId, words.title, of, places)
      if (!kept.ok) return kept
      const url = (form: string) => `/api/exhibits/${exhibitId}.${form}`
      return done({
        id: exhibitId,
        digest: of,
        html: url('html'),
        pdf: url('pdf'),
        json: url('json'),
      })
    },

    async exhibit(id, form) {
      const row = await store.row('exhibit', id)
      const places = row?.data as { places?: Record<string, string> } | undefined
      const place = places?.places?.[form]
      const blob = place === undefined ? undefined : await store.blobs.get(place as Digest)
      return blob === undefined ? refuse(unknownExhibit(id)) : done(blob.bytes)
    },
  }
}

async function keepExhibit(
  world: World,
  actor: string,
  id: string,
  tracing: string,
  run: string,
  title: string,
  of: Digest,
  places: Readonly<Record<string, string>>,
): Promise<Outcome<void>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(notHere(actor))
  const written = write(
    world,
    hand,
    note(`tracing/${tracing}`, 'exhibit.made', world.clock.now(), {
      exhibit: id,
      run,
      digest: of,
      ...places,
    }),
  )
  const committed = await world.store.commit({
    events: [written.event],
    rows: [
      {
        kind: 'exhibit',
        key: id,
        data: { tracing, run, title, by: actor, at: world.clock.now(), digest: of, places },
      },
    ],
  })
  return committed.ok ? done(undefined) : committed
}

interface KeptExhibit {
  readonly tracing: string
  readonly run: string
  readonly title: string
  readonly at: string
  readonly digest: string
}

/** Exhibits made of the tracing, oldest first. */
export async function exhibitsOf({ store }: World, tracing: string): Promise<readonly object[]> {
  const page = await store.rows({
    kind: 'exhibit',
    order: 'key',
    descending: true,
    limit: 500,
  })
  return page.rows
    .toReversed()
    .map((row) => ({ id: row.key, ...rowData<KeptExhibit>(row) }))
    .filter((exhibit) => exhibit.tracing === tracing)
    .map(({ id, run, title, at, digest }) => ({
      id,
      run,
      title,
      at,
      digest,
      html: `/api/exhibits/${id}.html`,
      pdf: `/api/exhibits/${id}.pdf`,
    }))
}
