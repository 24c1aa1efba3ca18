import { readFileSync } from 'node:fs'
import { systemClock, systemRandom, uuid7 } from '#base'
import type { Store } from './contract.ts'
import { openStore } from './open.ts'
import { anAct, storyKeys, utf8 } from './test-world.ts'
import { verify } from './verify.ts'

/**
 * A process made to be killed: it opens the store, checks that everything acknowledged by those before it
 * is there, whole and once, then commits small acts as fast as it can and prints the id of each one that
 * was acknowledged to it. With `check` it stops after checking.
 */
const [dir, databaseUrl, acknowledgedFile, mode] = process.argv.slice(2)
const keys = storyKeys()
const store = await openStore({
  dir: dir!,
  ...(databaseUrl ? { databaseUrl } : {}),
  ...keys.keeping,
})
const acknowledged = readFileSync(acknowledgedFile!, 'utf8').split('\n').filter(Boolean)
await check(acknowledged)
process.stdout.write('checked\n')
if (mode === 'check') await store.close()
else await Promise.all(['a', 'b', 'c'].map((stream) => commitForEver(`crash/${stream}`)))

async function check(expected: readonly string[]): Promise<void> {
  const stored = await allIds(store)
  const known = new Set(stored)
  const lost = expected.filter((id) => !known.has(id))
  if (lost.length > 0) throw new Error(`lost: ${lost.join(', ')}`)
  if (known.size !== stored.length) throw new Error('an event is there twice')
  const { findings, checked } = await verify(store, keys.keeping)
  if (findings.length > 0) throw new Error(findings.map((finding) => finding.text).join('; '))
  const { events, bodies, rows, outbox } = checked
  if (bodies !== events || rows !== events || outbox !== events)
    throw new Error(`parts of an act: ${JSON.stringify(checked)}`)
  for (const id of stored.slice(-3)) {
    const body = await store.body(id)
    if (body?.state !== 'present' || Buffer.from(body.bytes).toString() !== `body of ${id}`)
      throw new Error(`the body of ${id} is not what was kept`)
  }
}

async function allIds(from: Store): Promise<readonly string[]> {
  const ids: string[] = []
  for (;;) {
    const page = await from.events({ after: ids.length - 1, limit: 1000 })
    if (page.length === 0) return ids
    ids.push(...page.map((event) => event.id))
  }
}

async function commitForEver(stream: string): Promise<never> {
  const ids = uuid7(systemClock, systemRandom)
  const world = { ...keys, nextId: () => ids.next() }
  for (;;) {
    const [event] = anAct(world).events
    const { id } = event!
    const bytes = utf8(`body of ${id}`)
    const outcome = await store.commit({
      events: [{ ...event!, stream }],
      bodies: [{ id, bytes }],
      rows: [{ kind: 'event', key: id, data: { stream } }],
      outgoing: [{ id, to: 'xn-fiu', bytes, notBefore: world.now(), priority: 5 }],
    })
    if (!outcome.ok) throw new Error(outcome.refusal.ground)
    process.stdout.write(`${id}\n`)
  }
}
