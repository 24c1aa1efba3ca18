import { done, millis, type Outcome, type Refusal, type RefusalKind, refuse } from '#base'
import { type AuthorityCard, keyFor } from '#directory'
import { type SigningKey, sign } from '#exchange'
import {
  type Checkpoint,
  type CosignerKey,
  cosign,
  parseAddCheckpoint,
  parseCheckpoint,
  signedBy,
  weigh,
} from '#store'
import { logOrigin } from './log-origin.ts'
import { rowData } from './row-data.ts'
import type { Federation, World } from './world.ts'

/** The head of a partner's log that this node cosigned last, with the log's own signature: nothing else proves a fork. */
export interface Witnessed {
  readonly origin: string
  readonly size: number
  /** The whole signed head, as the log handed it in. */
  readonly note: string
  readonly at: string
}

export const witnessedKind = 'witnessed'

/**
 * This node as a witness of its partners' logs (C2SP tlog-witness, add-checkpoint). One question per origin at a time;
 * the new head is on disk before the cosignature leaves, so that no two requests roll each other back.
 *
 * @returns the cosignature lines; refused as the specification says, see `weigh`
 */
export async function addCheckpoint(world: World, bytes: Uint8Array): Promise<Outcome<string>> {
  const keys = witnessKeys(world)
  if (keys.length === 0) return refuse(noWitness)
  const request = parseAddCheckpoint(bytes)
  if (!request.ok) return request
  const { checkpoint, note } = request.value
  return world.locks.run([`witness:${checkpoint.origin}`], async () => {
    // Nobody is a witness of the own log.
    const own = checkpoint.origin === world.store.origin
    const logKeys = own ? [] : logKeysOf(world.federation, checkpoint.origin)
    const key = logKeys.find((k) => signedBy(checkpoint, checkpoint.origin, k)) ?? logKeys[0]
    const held = await heldHead(world, checkpoint.origin)
    const weighed = weigh(request.value, key, held)
    if (!weighed.ok) {
      // Whatever is wrong with the proof: two heads that the log signed are compared.
      await world.heads.saw(checkpoint.origin, note)
      return weighed
    }
    const now = world.clock.now()
    const kept = await world.store.commit({
      events: [],
      rows: [
        {
          kind: witnessedKind,
          key: checkpoint.origin,
          data: { origin: checkpoint.origin, size: checkpoint.size, note, at: now },
        },
      ],
    })
    if (!kept.ok) return kept
    const seconds = Math.floor(millis(now) / 1000)
    const lines = keys.map(({ named, secret }) =>
      cosign(checkpoint, named, seconds, (message) => sign(secret, message)),
    )
    return done(lines.join(''))
  })
}

/** The answer in the words of the specification: cosignature lines, a size, or a status with a sentence. */
export interface WitnessAnswer {
  readonly status: number
  readonly type: 'text/plain' | 'text/x.tlog.size'
  readonly text: string
}

const statuses: Partial<Record<RefusalKind, number>> = {
  malformed: 400,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  unlawful: 422,
}

export function witnessAnswer(cosigned: Outcome<string>): WitnessAnswer {
  if (cosigned.ok) return { status: 200, type: 'text/plain', text: cosigned.value }
  const { kind, ground, remedy, size }: Refusal & { readonly size?: number } = cosigned.refusal
  if (size !== undefined) return { status: 409, type: 'text/x.tlog.size', text: `${size}\n` }
  return { status: statuses[kind] ?? 400, type: 'text/plain', text: `${ground}; ${remedy}\n` }
}

/** The head cosigned last for that origin, or undefined. */
export async function heldHead(
  world: World,
  origin: string,
): Promise<(Checkpoint & { readonly note: string }) | undefined> {
  const row = await world.store.row(witnessedKind, origin)
  if (row === undefined) return undefined
  const { note } = rowData<Witnessed>(row)
  const checkpoint = parseCheckpoint(note)
  return checkpoint === undefined ? undefined : { ...checkpoint, note }
}

/** Log keys of the node with that origin, the ended ones too: a head keeps its signature when the key is replaced. */
export function logKeysOf(
  federation: Pick<Federation, 'cards'>,
  origin: string,
): readonly Uint8Array[] {
  const card = federation.cards().find((c) => logOrigin(c.id) === origin)
  return (card?.keys ?? [])
    .filter((k) => k.use === 'log')
    .map((k) => Buffer.from(k.publicKey, 'base64url'))
}

/** The name under which a node cosigns. */
function witnessName(node: string): string {
  return `${logOrigin(node)}/witness`
}

/** The public keys with which a node cosigns now, as its card lists them. */
export function witnessKeysOf(card: AuthorityCard, at: AuthorityCard['issuedAt']): CosignerKey[] {
  const found: CosignerKey[] = []
  for (const [use, type] of witnessUses) {
    const key = keyFor(card, use, at)
    if (key !== undefined)
      found.push({
        name: witnessName(card.id),
        type,
        publicKey: Buffer.from(key.publicKey, 'base64url'),
      })
  }
  return found
}

const witnessUses = [
  ['witness', 'Ed25519 cosignature'],
  ['second-witness', 'ML-DSA-44'],
] as const

function witnessKeys(world: World): { readonly named: CosignerKey; readonly secret: SigningKey }[] {
  const { witness, secondWitness } = world.keys
  const name = witnessName(world.id)
  const of = (type: CosignerKey['type'], secret: SigningKey | undefined) =>
    secret === undefined
      ? []
      : [{ named: { name, type, publicKey: secret.publicKey } satisfies CosignerKey, secret }]
  return [...of('Ed25519 cosignature', witness), ...of('ML-DSA-44', secondWitness)]
}

const noWitness = {
  kind: 'unknown',
  name: 'no-witness-here',
  ground: 'this node has no key for cosigning the heads of others',
  citation: 'C2SP tlog-witness',
  remedy: 'ask its operator to make one: comity keys rotate DIR --use witness',
} as const
