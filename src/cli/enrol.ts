import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { must, type Outcome, refuse } from '#base'
import { type AuthorityCard, keyFor, type SignedCard, verifyCard } from '#directory'
import type { Call, ExitCode } from './command.ts'
import { fetched, jsonOf } from './fetched.ts'
import { enrolInRunning } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'

/** Takes a partner's signed card into a node's directory, from a file or from the partner's address. */
export async function enrol({ args, terminal, config }: Call): Promise<ExitCode> {
  const [dir, from] = args.positionals as [string, string]
  const signed = await cardFrom(from)
  const card = verifyCard(signed)
  const taken = card.ok ? await take(dir, signed, config) : card
  if (!card.ok || !taken.ok) {
    const { refusal } = taken as Extract<Outcome<never>, { ok: false }>
    terminal.say(tell(refusal))
    return exitCode(refusal)
  }
  const print = fingerprint(card.value)
  if (args.flag('json'))
    terminal.json({ id: card.value.id, version: card.value.version, fingerprint: print })
  else
    terminal.out(
      [
        `enrolled ${card.value.id}, ${card.value.name}, card version ${card.value.version}`,
        `  fingerprint of its seal key: ${print}`,
        '  compare it with the authority by another way, for example by telephone',
      ].join('\n'),
    )
  return 0
}

async function cardFrom(from: string): Promise<SignedCard> {
  const bytes = /^https?:\/\//.test(from)
    ? await fetched(new URL('/exchange/card', from))
    : readFileSync(from)
  const read = jsonOf(bytes, 'the card') as Partial<SignedCard> | null
  if (typeof read?.card === 'string' && Array.isArray(read.signatures)) return read as SignedCard
  return must(
    refuse({
      kind: 'malformed',
      name: 'not-a-card',
      ground: 'this is no signed card of an authority',
      remedy: "give the partner's card, or the address of the partner's node",
    }),
  )
}

async function take(
  dir: string,
  signed: SignedCard,
  config: Call['config'],
): Promise<Outcome<unknown>> {
  const running = await enrolInRunning(dir, signed)
  if (running) return running
  const { openNode } = await import('#node')
  const node = await openNode({
    dir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.secret === undefined ? {} : { secret: config.secret }),
  })
  try {
    return await node.enrol(signed)
  } finally {
    await node.close()
  }
}

/** SHA-256 of the seal key, in groups of four, short enough to be read out. */
export function fingerprint(card: AuthorityCard): string {
  const key = keyFor(card, 'seal', card.issuedAt)
  if (key === undefined) return 'none'
  const text = hash('sha256', Buffer.from(key.publicKey, 'base64url'))
  return text.slice(0, 32).match(/.{4}/g)!.join(' ')
}
