import { z } from 'zod'
import { digest, done, type Outcome } from '#base'
import type { Node } from '#node'
import { columns, csvMetadata, dataPackage, openCsv, smallCountRows } from '#public'
import { publicAnswer } from './public-page.ts'
import { type Answer, type Call, type Route, route } from './route.ts'

const json = 'application/json; charset=utf-8'
const period = z.string().min(4).max(20)
const version = z
  .string()
  .regex(/^[1-9]\d{0,4}$/)
  .transform(Number)
const params = z.object({ period, version })

type Asked = Call<{ readonly period: string; readonly version: number }>
type Found = Awaited<ReturnType<Node['read']['release']>> & { readonly ok: true }

/** One file of a release, or the reason why there is none. */
function file(
  name: string,
  what: string,
  type: string,
  text: (found: Found['value']) => string,
): Route {
  return route({
    method: 'GET',
    path: `/open/:period/:version/${name}`,
    who: 'anybody',
    limit: 'read',
    what,
    params,
    run: async (call): Promise<Outcome<Answer>> => {
      const found = await call.node.read.release(call.params.period, call.params.version)
      return found.ok ? openAnswer(call, type, text(found.value)) : found
    },
  })
}

/** Open data belongs to anybody, pages of other sites among them. */
function openAnswer(call: Pick<Asked, 'headers'>, type: string, text: string): Outcome<Answer> {
  const answer = publicAnswer(call, { type, text })
  if (!answer.ok) return answer
  const headers = { ...answer.value.headers, 'access-control-allow-origin': '*' }
  return done({ ...answer.value, headers })
}

/**
 * Open data, as released: what stands here went through the small-count rule, has a version, and its digest stands in the
 * log. Addresses stay as they are; a version never changes.
 */
export const openDataRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/open',
    who: 'anybody',
    limit: 'read',
    what: 'every release with its versions, and the addresses of their files',
    run: async (call) => {
      const releases = await call.node.read.releases()
      const list = releases.map((release) => ({ ...release, files: filesOf(release) }))
      return openAnswer(call, json, pretty({ dictionary: '/open/dictionary.json', releases: list }))
    },
  }),
  route({
    method: 'GET',
    path: '/open/dictionary.json',
    who: 'anybody',
    limit: 'read',
    what: 'the columns of the open data, what they mean, and the steps of the small-count rule',
    run: async (call) => openAnswer(call, json, pretty({ columns, steps: smallCountRows })),
  }),
  file('release.json', 'the release as it was digested and signed', json, ({ bytes }) =>
    Buffer.from(bytes).toString('utf8'),
  ),
  file('figures.csv', 'the release as a table (RFC 4180)', 'text/csv; charset=utf-8', (found) =>
    openCsv(found.release),
  ),
  file(
    'csv-metadata.json',
    'what the columns of the table are (W3C CSV on the Web)',
    'application/csvm+json; charset=utf-8',
    ({ release }) => pretty(csvMetadata(release)),
  ),
  file(
    'datapackage.json',
    'the release as a data package, with the digests of its files',
    json,
    ({ release, bytes }) =>
      pretty(
        dataPackage(release, { csv: digest(Buffer.from(openCsv(release))), json: digest(bytes) }),
      ),
  ),
  route({
    method: 'GET',
    path: '/open/:period/:version/proof.json',
    who: 'anybody',
    limit: 'read',
    what: 'the proof of a release: who prepared and who released it, signed, in the log under a cosigned head; for comity verify',
    params,
    run: async (call) => {
      const proof = await call.node.read.releaseProof(call.params.period, call.params.version)
      if (!proof.ok) return proof
      return done({
        json: proof.value,
        filename: `proof-${call.params.period}-${call.params.version}.json`,
      })
    },
  }),
]

function filesOf({
  period: of,
  version: v,
  state,
}: {
  readonly period: string
  readonly version: number
  readonly state: string
}): Readonly<Record<string, string>> {
  if (state === 'withdrawn') return {}
  const at = (name: string) => `/open/${of}/${v}/${name}`
  return {
    csv: at('figures.csv'),
    json: at('release.json'),
    metadata: at('csv-metadata.json'),
    datapackage: at('datapackage.json'),
    proof: at('proof.json'),
  }
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
