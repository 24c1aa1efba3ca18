import {
  asInstant,
  done,
  must,
  type Outcome,
  type Refusal,
  refuse,
  systemClock,
  systemRandom,
} from '#base'
import {
  type AuthorityCard,
  type KeyUse,
  keyUses,
  type RevocationReason,
  type SignedCard,
  sealPrint,
} from '#directory'
import type { KeyDeskView, WaitingCard } from '#node'
import type { Call, ExitCode } from './command.ts'
import { cardsFrom } from './enrol.ts'
import { keptIn } from './node-options.ts'
import { askKeys, askNode, type KeysQuestion } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'

/**
 * The keys of a node and the cards of its partners. `rotate` and `revoke` change the folder of a node that stands still;
 * everything else is an act of an officer, on record at the node, whether it runs or not.
 */
export async function keys(call: Call): Promise<ExitCode> {
  const [action, dir, what] = call.args.positionals as [Action, string, string | undefined]
  if (!keyActions.includes(action))
    return told(call, missing('what to do', `choose one of: ${keyActions.join(', ')}`))
  const outcome = await actions[action]({ call, dir, what })
  return outcome.ok ? 0 : told(call, outcome.refusal)
}

function told({ terminal }: Call, refusal: Refusal): ExitCode {
  terminal.say(tell(refusal))
  return exitCode(refusal)
}

const keyActions = [
  'list',
  'rotate',
  'revoke',
  'agree',
  'propose',
  'confirm',
  'decline',
  'cosign',
] as const
type Action = (typeof keyActions)[number]

interface Asked {
  readonly call: Call
  readonly dir: string
  /** A key, a card or the number under which one waits. */
  readonly what: string | undefined
}

const actions: Readonly<Record<Action, (asked: Asked) => Promise<Outcome<unknown>>>> = {
  async list(asked) {
    const seen = await atNode(asked, { do: 'view' })
    if (seen.ok) show(asked.call, seen.value as KeyDeskView)
    return seen
  },
  async rotate(asked) {
    const use = asked.call.args.text('use')
    const officer = asked.call.args.text('officer')
    if (use === undefined && officer === undefined)
      return refuse(missing('--use or --officer', `uses: ${keyUses.join(', ')}`))
    if (use === 'vault') return rotatedVault(asked)
    const { rotateKey } = await import('#node')
    const renewal = officer === undefined ? { use: use as KeyUse } : { officer }
    return changed(asked, (how) => rotateKey(how, renewal))
  },
  async revoke(asked) {
    const reason = asked.call.args.text('reason')
    if (asked.what === undefined || reason === undefined)
      return refuse(missing('a key with --reason', 'list the keys with `comity keys list DIR`'))
    const { what } = asked
    const { revokeKey } = await import('#node')
    return changed(asked, (how) => revokeKey(how, what, reason as RevocationReason))
  },
  async agree(asked) {
    const text = asked.call.args.text('until')
    const until = text === undefined ? undefined : asInstant(`${text}T23:59:59.999Z`)
    if (text !== undefined && until === undefined)
      return refuse(missing('a day after --until', 'write it as 2027-06-30'))
    const { agreeToClassical } = await import('#node')
    return changed(asked, (how) => agreeToClassical(how, until))
  },
  async propose(asked) {
    const card = await cardOf(asked)
    const answer = await atNode(asked, {
      do: 'propose',
      ...officerOf(asked),
      card,
      ...printOf(asked),
    })
    if (answer.ok) showWaiting(asked.call, answer.value as WaitingCard)
    return answer
  },
  async confirm(asked) {
    const answer = await atNode(asked, {
      do: 'confirm',
      ...officerOf(asked),
      id: numberOf(asked),
      ...printOf(asked),
    })
    if (answer.ok) {
      const { id, version } = answer.value as AuthorityCard
      print(asked.call, { id, version }, `${id}: card version ${version} counts from now on`)
    }
    return answer
  },
  async decline(asked) {
    const id = numberOf(asked)
    const answer = await atNode(asked, { do: 'decline', ...officerOf(asked), id })
    if (answer.ok) print(asked.call, { id }, `${id} was declined`)
    return answer
  },
  async cosign(asked) {
    const card = await cardOf(asked)
    const answer = await atNode(asked, { do: 'cosign', ...officerOf(asked), card })
    // The card itself, so that it can be written to a file and passed on.
    if (answer.ok) asked.call.terminal.out(JSON.stringify(answer.value, null, 1))
    return answer
  },
}

/** Keys are changed while the node stands still: one that runs would go on signing with the old ones. */
export async function standsStill(dir: string): Promise<Outcome<void>> {
  if ((await askNode(dir, null)) === undefined) return done(undefined)
  return refuse({
    kind: 'conflict',
    name: 'node-running',
    ground: `the node in ${dir} runs and would go on with its old keys`,
    remedy: 'stop it, change the key, and start it again',
  })
}

/** The key of the vault: changed in the key file, then the node is opened once, which brings everything under it. */
async function rotatedVault({ call, dir }: Asked): Promise<Outcome<unknown>> {
  const still = await standsStill(dir)
  if (!still.ok) return still
  const { backupTermDays, openNode, rotateVault } = await import('#node')
  const term = call.args.text('term') ?? String(backupTermDays)
  if (!/^\d{1,4}$/.test(term)) return refuse(missing('--term in days', 'write --term 35'))
  const { secret } = call.config
  const how = { dir, secret, now: systemClock.now(), random: systemRandom }
  const { until } = rotateVault(how, Number(term))
  const node = await openNode(keptIn(dir, call.config))
  await node.close()
  print(
    call,
    { until },
    `everything in ${dir} is under the new key of the vault; the old one opens backups until ${until} and is forgotten at the first start after that`,
  )
  return done({ until })
}

async function changed(
  { call, dir }: Asked,
  change: (how: {
    readonly dir: string
    readonly secret?: string | undefined
    readonly now: ReturnType<typeof systemClock.now>
    readonly random: typeof systemRandom
  }) => Outcome<SignedCard>,
): Promise<Outcome<unknown>> {
  const still = await standsStill(dir)
  if (!still.ok) return still
  const { secret } = call.config
  const card = change({ dir, secret, now: systemClock.now(), random: systemRandom })
  if (!card.ok) return card
  const read = JSON.parse(Buffer.from(card.value.card, 'base64url').toString()) as AuthorityCard
  print(
    call,
    { id: read.id, version: read.version, fingerprint: sealPrint(read) },
    [
      `${read.id}: card version ${read.version}; the node uses the new key from its next start`,
      `  fingerprint of its seal key: ${sealPrint(read)}`,
      '  partners believe it when two of their officers have accepted the card',
    ].join('\n'),
  )
  return card
}

/** Asks the node that runs in the folder, or opens it for this one question. */
async function atNode({ call, dir }: Asked, question: KeysQuestion): Promise<Outcome<unknown>> {
  const running = await askKeys(dir, question)
  if (running !== undefined) return running
  const { openNode } = await import('#node')
  const node = await openNode(keptIn(dir, call.config))
  try {
    const { answerKeys } = await import('./operator-line.ts')
    return await answerKeys(node, question)
  } finally {
    await node.close()
  }
}

async function cardOf({ what }: Asked): Promise<SignedCard> {
  if (what === undefined)
    return must<never>(refuse(missing('a card', 'name its file or the address of the node')))
  const [card] = await cardsFrom(what)
  return card!
}

function numberOf({ what }: Asked): string {
  return (
    what ??
    must<never>(
      refuse(missing('the number of the card', 'list those that wait with `comity keys list DIR`')),
    )
  )
}

function officerOf({ call }: Asked): { readonly officer: string } {
  const officer = call.args.text('officer')
  return officer === undefined
    ? must<never>(refuse(missing('--officer', 'name the officer who does it, `XV-FIU/mira`')))
    : { officer }
}

function printOf({ call }: Asked): { readonly print?: string } {
  const text = call.args.text('print')
  return text === undefined ? {} : { print: text }
}

function missing(what: string, remedy: string) {
  return {
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `${what} is missing`,
    remedy,
  } as const
}

function print(
  { args, terminal }: Call,
  json: Parameters<Call['terminal']['json']>[0],
  text: string,
): void {
  if (args.flag('json')) terminal.json(json)
  else terminal.out(text)
}

function show(call: Call, view: KeyDeskView): void {
  const ended = (key: KeyDeskView['own'][number]) =>
    key.revoked !== null ? `revoked ${key.revoked}` : key.to === null ? '' : `until ${key.to}`
  const rows = view.own.map((k) => [k.use, k.id, k.from, ended(k), k.due ?? ''])
  const columns = ['use', 'key', 'from', 'end', 'next one due'].map((title) => ({ title }))
  const lines = [table(columns, rows)]
  for (const w of view.waiting) lines.push(waitingText(w))
  if (view.council !== null)
    lines.push(`council: ${view.council.needed} of ${view.council.members.join(', ')}`)
  print(call, view as never, lines.join('\n'))
}

function showWaiting(call: Call, waiting: WaitingCard): void {
  print(call, waiting as never, waitingText(waiting))
}

function waitingText(w: WaitingCard): string {
  return [
    `waits for a second officer: ${w.id}, put forward by ${w.by} at ${w.at}`,
    ...w.changes.map((line) => `  ${line}`),
    `  fingerprint of its seal key: ${w.print}`,
    ...(w.anew
      ? ['  its old seal cannot vouch for it: both officers compare the fingerprint by voice']
      : []),
  ].join('\n')
}
