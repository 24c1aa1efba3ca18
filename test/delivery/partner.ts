import { digest, type Id, type Instant, systemRandom } from '#base'
import { type AuthorityCard, keyFor } from '#directory'
import {
  composeLetter,
  packRecords,
  readHeader,
  recordsType,
  type Signer,
  type Statement,
  signRecord,
} from '#exchange'
import type { Node } from '#node'
import { type Keyring, keySecret, readKeyring } from '../../src/node/keyring.ts'
import type { TestFederation } from '../../src/node/testing.ts'

/** Somebody who holds every key of a node and writes what the node would not. */
export interface Partner {
  readonly id: string
  readonly keys: Keyring
  readonly seals: readonly Signer[]
  /** A letter to `to` with anything in it; both seals stand on it, and the officer's signature where it is an act. */
  letter(to: Node, changes: Changes): { readonly id: string; readonly bytes: Uint8Array }
  /** The payload of an act: one record, signed by `by`. */
  records(changes: Readonly<Record<string, unknown>>, by?: string): Uint8Array
}

export type Changes = Partial<Omit<Statement, 'payload'>> & {
  readonly payload: Uint8Array
  readonly type?: string
}

let count = 0

/** Ids no node would give twice in one test run. */
export function freshId(): Id {
  count++
  return `01948291-1e40-7000-8000-${String(count).padStart(12, '0')}` as Id
}

export function partnerOf(federation: TestFederation, id: string): Partner {
  const dir = federation.dir(id)
  const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const seals: readonly Signer[] = [
    { slot: 'seal', by: id, key: keys.seal },
    { slot: 'second-seal', by: id, key: keys.secondSeal! },
  ]
  const analyst = `${id}/analyst`
  const officer = { slot: 'officer', by: analyst, key: keys.officers[analyst]! } as const
  return {
    id,
    keys,
    seals,
    letter(to, { payload, type = recordsType, ...changes }) {
      const card = JSON.parse(
        Buffer.from(to.read.card().card, 'base64url').toString('utf8'),
      ) as AuthorityCard
      const at = federation.clock.now()
      const open = keyFor(card, 'open', at)!
      const statement: Statement = {
        v: 1,
        id: freshId(),
        kind: 'act',
        conversation: `channel/${id}`,
        channel: { sequence: 1, previous: null },
        sender: { node: id, key: keys.seal.id },
        recipients: [{ node: to.id, key: open.id }],
        created: at,
        expires: '2030-01-01T00:00:00.000Z' as Instant,
        basis: null,
        purposes: [],
        conditions: { handling: 'TLP:AMBER', evidence: 'no', onward: 'no' },
        approvals: [],
        ...changes,
        payload: { digest: digest(payload), bytes: payload.length, type },
      }
      const signers = statement.kind === 'act' ? [officer, ...seals] : seals
      const key = { ...open, publicKey: Buffer.from(open.publicKey, 'base64url') } as never
      const { bytes } = composeLetter(statement, payload, signers, key, systemRandom)
      const header = readHeader(bytes)
      return { id: header.ok ? header.value.header.id : '', bytes }
    },
    records(changes, by = analyst) {
      const key = keys.officers[by]!
      const record = signRecord(
        {
          v: 1,
          id: freshId(),
          node: id,
          actor: by,
          key: key.id,
          at: federation.clock.now(),
          stream: 'matter/forged',
          type: 'request.sent',
          procedure: 'P1',
          transition: 'send',
          data: {},
          crosses: true,
          body: null,
          previous: null,
          pack: 'x',
          ...changes,
        },
        key,
      )
      return packRecords([
        { record: record.bytes, signature: record.signature, body: null, salt: null },
      ])
    },
  }
}
