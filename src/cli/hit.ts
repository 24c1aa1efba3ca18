import { done, type Outcome, type Refusal, refuse } from '#base'
import { type IdentifierList, readIdentifier, readIdentifierList } from '#resolve'
import { shorten } from './args.ts'
import type { Call, ExitCode } from './command.ts'
import { readTextFile } from './hit-file.ts'
import { type BlindMatch, blindMatch } from './hit-protocol.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

/**
 * The whole blind question between two files in one process: `theirs` is indexed under a key, `ours` asks in signed batches,
 * every proof is made and checked. 0 there are shared subjects, 1 there are none.
 */
export async function hit({ args, terminal }: Call): Promise<ExitCode> {
  const kind = readKind(args.text('as'))
  if (!kind.ok) return refused(kind.refusal, terminal)
  if (args.text('ours') === '-' && args.text('theirs') === '-') return refused(oneStdin, terminal)
  const lists: Record<string, IdentifierList> = {}
  for (const side of ['ours', 'theirs'] as const) {
    const file = args.text(side)
    if (file === undefined) return refused(missing(side), terminal)
    const list = await readList(file, args.flag('skip-bad-rows'), args.text('as'))
    if (!list.ok) return refused(list.refusal, terminal)
    for (const problem of list.value.problems.slice(0, 20)) terminal.say(tell(problem))
    if (list.value.problems.length > 0)
      terminal.say(
        `comity: ${file}: left out: ${list.value.problems.length} ${list.value.problems.length === 1 ? 'line' : 'lines'}`,
      )
    if (list.value.identifiers.length === 0) return refused(empty(file), terminal)
    lists[side] = list.value
  }
  const match = await blindMatch(lists.ours!, lists.theirs!, terminal)
  if (!match.ok) return refused(match.refusal, terminal)
  if (args.flag('json')) terminal.json(match.value)
  else terminal.out(asText(match.value))
  return match.value.hits.length > 0 ? 0 : 1
}

async function readList(
  file: string,
  skipBad: boolean,
  as: string | undefined,
): Promise<Outcome<IdentifierList>> {
  const text = await readTextFile(file)
  if (!text.ok) return text
  return readIdentifierList(text.value, file, { skipBad, ...(as === undefined ? {} : { as }) })
}

/** `KIND` or `KIND:CC`, as it will stand before a line: a kind that is unknown, or lacks its country, is refused at once. */
function readKind(as: string | undefined): Outcome<void> {
  if (as === undefined) return done(undefined)
  const probe = readIdentifier(`${as}:0`)
  return probe.ok || !/kind|country/.test(probe.refusal.name)
    ? done(undefined)
    : refuse({ ...probe.refusal, ground: `--as ${shorten(as)}: ${probe.refusal.ground}` })
}

const oneStdin: Refusal = {
  kind: 'malformed',
  name: 'arguments-unusable',
  ground: 'both sides are to come from the standard input, which has one content',
  remedy: 'give a file for one of the two',
}

function asText(match: BlindMatch): string {
  const { ours, theirs, hits, bytes, cpuSeconds: cpu } = match
  const found =
    hits.length === 0
      ? 'no subject is in both'
      : `${hits.length} of ${ours.identifiers} subjects are in both`
  return [
    found,
    ...(hits.length === 0
      ? []
      : [
          '',
          table(
            [{ title: 'row' }, { title: 'identifier' }, { title: 'says' }, { title: 'pointer' }],
            hits.map((h) => [String(h.row), shorten(h.identifier), h.says, h.token]),
          ),
        ]),
    '',
    `ours     ${ours.identifiers} identifiers, ${ours.keys} items asked in ${match.questions} signed questions, every proof checked`,
    `theirs   ${theirs.identifiers} identifiers, shipped as ${theirs.tokens} tokens`,
    `wire     ${bytes.toOwner} bytes to the owner, ${bytes.toAsker} to the asker (index ${bytes.index}); together ${(bytes.total / 1e6).toFixed(2)} MB`,
    `cpu      ${cpu.total.toFixed(1)} s: index ${cpu.index.toFixed(1)}, ask ${cpu.ask.toFixed(1)}, answer ${cpu.answer.toFixed(1)}, check ${cpu.check.toFixed(1)}`,
    `learned  the asker: these hits; the owner: ${ours.keys} items, ${match.names} of them keys of names, and nothing about which`,
  ].join('\n')
}

function refused(refusal: Refusal, terminal: Terminal): ExitCode {
  terminal.say(tell(refusal))
  return exitCode(refusal)
}

function missing(side: string): Refusal {
  return {
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `--${side} is missing`,
    remedy: 'write comity hit --ours FILE --theirs FILE',
  }
}

function empty(file: string): Refusal {
  return {
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `${file} holds no identifier`,
    remedy: 'write one on each line, for example iban:GB82 WEST 1234 5698 7654 32',
  }
}
