import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import {
  type Digest,
  digest,
  type Id,
  type Instant,
  instant,
  millis,
  systemRandom,
  uuid7,
} from '#base'
import type { Act, NewEvent } from './contract.ts'
import type { Keeping } from './keep-store.ts'

/** What the tests of the store share: keys, a clock that stands still until it is moved, and small acts. */
export interface TestWorld {
  readonly keeping: Keeping
  readonly nextId: () => Id
  readonly now: () => Instant
  readonly pass: (seconds: number) => Instant
}

export function testWorld(origin = 'xv-fiu.example/log'): TestWorld {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const headKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  let now = instant(Date.UTC(2025, 0, 20, 9, 10))
  const clock = { now: () => now }
  const ids = uuid7(clock, systemRandom)
  return {
    keeping: {
      origin,
      headKey: new Uint8Array(headKey),
      signHead: (note) => sign(null, note, privateKey),
      kek: systemRandom.bytes(32),
      clock,
      random: systemRandom,
    },
    nextId: () => ids.next(),
    now: () => now,
    pass(seconds) {
      now = instant(millis(now) + seconds * 1000)
      return now
    },
  }
}

export function anEvent(world: TestWorld, more: Partial<NewEvent> = {}): NewEvent {
  const id = world.nextId()
  return {
    id,
    stream: 'request/1',
    type: 'request.sent',
    at: world.now(),
    actor: 'officer-7',
    record: utf8(`{"id":"${id}"}`),
    signature: utf8(`signature of ${id}`),
    ...more,
  }
}

export function anAct(world: TestWorld, more: Partial<Act> = {}): Act {
  return { events: [anEvent(world)], ...more }
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function digestOfText(text: string): Digest {
  return digest(utf8(text))
}

/** Where the PostgreSQL half of the tests runs; undefined skips it. */
export const databaseUrl: string | undefined = process.env.COMITY_TEST_DATABASE_URL

export const withoutPostgres =
  'skipped: set COMITY_TEST_DATABASE_URL, or run the tests through "node tools/postgres.mjs run -- ..."'

/** The same keys in every process of one test, for the origin named in the environment. */
export function storyKeys(): TestWorld {
  const world = testWorld(process.env.COMITY_TEST_ORIGIN ?? 'story.example/log')
  // RFC 8032, 7.1, test 1: a key known to everybody.
  const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
  const privateKey = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
  const headKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    ...world,
    keeping: {
      ...world.keeping,
      kek: new Uint8Array(32).fill(9),
      headKey: new Uint8Array(headKey),
      signHead: (note) => sign(null, note, privateKey),
    },
  }
}
