import { readFileSync } from 'node:fs'
import { must, type Outcome, type Refusal, refuse } from '#base'
import { type AuthorityCard, type SignedCard, sealPrint, verifyCard } from '#directory'
import type { Call, ExitCode } from './command.ts'
import { fetched, jsonOf } from './fetched.ts'
import { keptIn } from './node-options.ts'
import { enrolInRunning } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'

/**
 * Takes a partner's signed card into a node's directory, with the cards of the authorities that its node serves; from
 * the partner's address or from a file. Nothing is taken when the first card is not sound.
 */
export async function enrol({ args, terminal, config }: Call): Promise<ExitCode> {
  const [dir, from] = args.positionals as [string, string]
  const [own, ...served] = await cardsFrom(from)
  const card = verifyCard(own!)
  if (!card.ok) return told(card.refusal, terminal)
  const names: string[] = []
  for (const signed of [own!, ...served]) {
    const taken = await take(dir, signed, config)
    if (!taken.ok) return told(taken.refusal, terminal)
    if (signed !== own) names.push(nameOf(signed))
  }
  const print = sealPrint(card.value)
  const { id, version, name } = card.value
  if (args.flag('json')) terminal.json({ id, version, fingerprint: print, serves: names })
  else
    terminal.out(
      [
        `enrolled ${id}, ${name}, card version ${version}`,
        ...(names.length === 0 ? [] : [`  and those that its node serves: ${names.join(', ')}`]),
        `  fingerprint of its seal key: ${print}`,
        '  compare it with the authority by another way, for example by telephone',
      ].join('\n'),
    )
  return 0
}

function told(refusal: Refusal, terminal: Call['terminal']): ExitCode {
  terminal.say(tell(refusal))
  return exitCode(refusal)
}

function nameOf({ card }: SignedCard): string {
  return (JSON.parse(Buffer.from(card, 'base64url').toString()) as AuthorityCard).id
}

/** The partner's own card first. */
export async function cardsFrom(from: string): Promise<readonly SignedCard[]> {
  const bytes = /^https?:\/\//.test(from)
    ? await fetched(new URL('/exchange/cards', from))
    : readFileSync(from)
  const read = jsonOf(bytes, 'the card') as (Partial<SignedCard> & { cards?: unknown }) | null
  if (isCard(read)) return [read]
  const { cards } = read ?? {}
  if (Array.isArray(cards) && cards.length > 0 && cards.every(isCard)) return cards
  return must(
    refuse({
      kind: 'malformed',
      name: 'not-a-card',
      ground: 'this is no signed card of an authority',
      remedy: "give the partner's card, or the address of the partner's node",
    }),
  )
}

function isCard(value: unknown): value is SignedCard {
  const read = value as Partial<SignedCard> | null
  return typeof read?.card === 'string' && Array.isArray(read.signatures)
}

async function take(
  dir: string,
  signed: SignedCard,
  config: Call['config'],
): Promise<Outcome<unknown>> {
  const running = await enrolInRunning(dir, signed)
  if (running) return running
  const { openNode } = await import('#node')
  const node = await openNode(keptIn(dir, config))
  try {
    return await node.enrol(signed)
  } finally {
    await node.close()
  }
}
