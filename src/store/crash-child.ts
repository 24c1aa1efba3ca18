import { systemClock, systemRandom, uuid7 } from '#base'
import { openStore } from './open.ts'
import { anAct, storyKeys, utf8 } from './test-world.ts'

/** Commits small acts as fast as it can and prints the id of each one that was acknowledged; made to be killed. */
const [dir, databaseUrl] = process.argv.slice(2)
const keys = storyKeys()
const store = await openStore({
  dir: dir!,
  ...(databaseUrl ? { databaseUrl } : {}),
  ...keys.keeping,
})
const ids = uuid7(systemClock, systemRandom)
const world = { ...keys, nextId: () => ids.next() }

async function commitForEver(stream: string): Promise<never> {
  for (;;) {
    const act = anAct(world)
    const { id } = act.events[0]!
    const bytes = utf8(`body of ${id}`)
    const outcome = await store.commit({
      events: [{ ...act.events[0]!, stream }],
      bodies: [{ id, bytes }],
      rows: [{ kind: 'event', key: id, data: { stream } }],
      outgoing: [{ id, to: 'xn-fiu', bytes, notBefore: world.now(), priority: 5 }],
    })
    if (!outcome.ok) throw new Error(outcome.refusal.ground)
    process.stdout.write(`${id}\n`)
  }
}

await Promise.all(['a', 'b', 'c'].map((stream) => commitForEver(`crash/${stream}`)))
