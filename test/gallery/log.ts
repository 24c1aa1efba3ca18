import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, instant, must, systemRandom } from '#base'
import { makeSigningKey, sign } from '#exchange'
import { readTimestampAuthorities, verifyToken } from '#node'
import {
  composeAddCheckpoint,
  cosign,
  forkEvidence,
  memoryStore,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNoteLines,
  parseWitnessPolicy,
  readForkEvidence,
  showsFork,
  signCheckpoint,
  vkeyOf,
  weigh,
} from '#store'
import { readArgs } from '../../src/cli/args.ts'
import { commands } from '../../src/cli/commands.ts'
import { readConfig } from '../../src/cli/config.ts'
import { openLine } from '../../src/cli/operator-line.ts'
import { readProof } from '../../src/cli/proof-file.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { runningNode, witness } from '../../src/cli/witness.ts'
import { proofRoom } from '../../src/node/proof.ts'
import { stampHead } from '../../src/node/timestamps.ts'
import { addCheckpoint } from '../../src/node/witness.ts'
import { openWitnessing } from '../../src/node/witnessing.ts'
import type { World } from '../../src/node/world.ts'
import { anAct, testWorld } from '../../src/store/test-world.ts'
import type { Gallery } from './gallery.ts'
import { folder, shared } from './node.ts'

const witnessCommand = commands.find((c) => c.name === 'witness')!
const origin = 'gallery.example/log'
const key = makeSigningKey('Ed25519', systemRandom)
const root = (n: number) => new Uint8Array(32).fill(n)

/** A head of so many entries, signed by the log. */
function headOf(size: number, n = 1) {
  const sealed = (note: Uint8Array) => sign(key, note)
  const publicKey = key.publicKey
  const note = signCheckpoint({ origin, size, root: root(n), publicKey, sign: sealed })
  return { ...parseCheckpoint(note)!, note }
}

function asked(old: number, size: number, proof: readonly Uint8Array[] = []) {
  const body = composeAddCheckpoint(old, proof, headOf(size).note)
  return must(parseAddCheckpoint(Buffer.from(body)))
}

/** A node whose one witness has said nothing for so many seconds, after or before it was heard once. */
async function silent(seconds: number, heard: boolean) {
  let now = Date.parse('2025-02-03T09:00:00.000Z')
  const clock: Clock = { now: () => instant(now) }
  const { keeping } = testWorld(origin)
  const store = await memoryStore(keeping)
  const world = testWorld(origin)
  must(await store.commit(anAct(world)))
  const witness = makeSigningKey('Ed25519', systemRandom)
  const named = {
    name: 'w.example',
    type: 'Ed25519 cosignature',
    publicKey: witness.publicKey,
  } as const
  const policy = must(parseWitnessPolicy(`witness XN-FIU ${vkeyOf(named)}\nquorum XN-FIU\n`))
  const limits = { bannerAfter: 60, stopAfter: 900 }
  const witnessing = await openWitnessing({
    policy,
    limits,
    store,
    clock,
    observe: () => {},
    counts: () => true,
  })
  const { checkpoint } = await store.head()
  const line = cosign(parseCheckpoint(checkpoint)!, named, now / 1000, (m) => sign(witness, m))
  if (heard) await witnessing.answered(checkpoint, clock.now(), parseNoteLines(line) ?? [], {})
  must(await store.commit(anAct(world)))
  await witnessing.stands(2)
  now += seconds * 1000
  return witnessing.gate()
}

export const logGallery: Gallery = {
  'witness-request-malformed': {
    situation: 'a witness is handed something that is no head',
    example: () => parseAddCheckpoint(Buffer.from('old one\n\nnothing')),
  },
  'log-unknown': {
    situation: 'a witness is handed the head of a log it was never told of',
    example: () => weigh(asked(0, 5), undefined, undefined),
  },
  'head-not-signed': {
    situation: 'a witness is handed a head that somebody else signed',
    example: () => weigh(asked(0, 5), makeSigningKey('Ed25519', systemRandom).publicKey, undefined),
  },
  'head-moved': {
    situation: 'a log proves from an older size than the one its witness cosigned last',
    example: () => weigh(asked(3, 5), key.publicKey, headOf(4)),
  },
  'head-forked': {
    situation: 'a log hands in a second head of the same size',
    example: () => weigh(asked(5, 5), key.publicKey, headOf(5, 2)),
  },
  'head-inconsistent': {
    situation: 'the proof does not lead from the old head to the new one',
    example: () => weigh(asked(4, 5, [root(9)]), key.publicKey, headOf(4)),
  },
  'no-witness-here': {
    situation: 'a node from before witnesses is asked for a cosignature',
    example: () => addCheckpoint({ id: 'XV-FIU', keys: {} } as World, new Uint8Array()),
  },
  'head-not-cosigned': {
    situation: 'somebody asks for the head of a log that this witness never saw',
    example: async () => (await shared()).xn.log.cosigned(origin),
  },
  'no-such-witness': {
    situation: 'a node is to be its own witness',
    example: async () =>
      (await shared()).xv.log.policyOf({
        least: 1,
        partners: ['XV-FIU'],
        always: [],
        second: false,
      }),
  },
  'node-runs': {
    situation: 'the witnesses of a node are chosen while it runs',
    example: async () => {
      const { xv } = await shared()
      const dir = folder()
      const line = await openLine(dir, xv, 'http://127.0.0.1:9')
      try {
        const args = must(readArgs(witnessCommand, [dir, 'XN-FIU']))
        const said: string[] = []
        const terminal = { say: (text: string) => said.push(text) } as unknown as Terminal
        await witness({ args, terminal, config: readConfig({}) })
        const refusal = runningNode(dir)
        return said.join('\n').includes(refusal.ground) ? refusal : { ok: true, value: undefined }
      } finally {
        line.close()
      }
    },
  },
  'witness-policy-unreadable': {
    situation: 'a policy asks for more witnesses than it names',
    example: () => parseWitnessPolicy('quorum partners\n'),
  },
  'witnesses-not-heard': {
    situation: 'a node was just started and its witnesses have not answered yet',
    example: () => silent(0, false),
  },
  'witness-quorum-lost': {
    situation: 'the witnesses of a node have been away for sixteen minutes',
    example: () => silent(960, true),
  },
  'fork-evidence-unreadable': {
    situation: 'a file that says it is evidence of a fork holds one head',
    example: () =>
      readForkEvidence(
        Buffer.from(
          JSON.stringify({ ...forkEvidence([headOf(5), headOf(5, 2)], null), heads: [] }),
        ),
      ),
  },
  'fork-not-shown': {
    situation: 'two heads are shown that are one and the same',
    example: () => showsFork(forkEvidence([headOf(5), headOf(5)], null), key.publicKey),
  },
  'fork-unknown': {
    situation: 'an address of the log page names evidence that is not kept',
    example: async () => (await shared()).xv.log.fork('0'.repeat(64)),
  },
  'timestamp-not-valid': {
    situation: 'a timestamp authority answers with something that is no token',
    example: () => verifyToken(Uint8Array.of(0x30, 0), { bytes: Uint8Array.of(1), roots: [] }),
  },
  'timestamp-not-given': {
    situation: 'a timestamp authority is down on the day its stamp is due',
    example: async () => {
      const store = await memoryStore(testWorld(origin).keeping)
      must(await store.commit(anAct(testWorld(origin))))
      const world = {
        store,
        random: systemRandom,
        clock: { now: () => instant(0) },
        elapsed: () => 0,
        observe: () => {},
        witnessing: { published: () => undefined },
        timestampAuthorities: [{ name: 'Northern Clock', url: 'http://127.0.0.1/', roots: [] }],
        askAuthority: async () => ({ status: 503, bytes: new Uint8Array() }),
      } as unknown as World
      return (await stampHead(world, new AbortController().signal))[0]!
    },
  },
  'timestamp-authorities-unreadable': {
    situation: 'the list of timestamp authorities names one without its root',
    example: () => {
      const dir = folder()
      writeFileSync(join(dir, 'timestamp-authorities'), '[{"name": "Northern Clock"}]')
      return readTimestampAuthorities(dir)
    },
  },
  'proof-unreadable': {
    situation: 'a proof is handed to a judge with a field taken out',
    example: () => readProof(Buffer.from('{"format":"comity-proof/3"}')),
  },
  'matter-too-long-for-proof': {
    situation: 'a proof is asked for of a matter that grew for decades',
    example: () => proofRoom(10_001),
  },
}
