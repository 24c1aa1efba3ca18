import { refuse } from '#base'
import { detectors, incidentSets, type Measured, measure, testSet, testSetLines } from '#knowledge'
import { shorten } from './args.ts'
import type { Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import { writeWhole } from './write-file.ts'

/** Makes the public set of invented incidents anew, runs every detector over it and counts how good they are. */
export async function incidents({ args, terminal }: Call): Promise<ExitCode> {
  const name = args.positionals[0] ?? incidentSets[0]!.id
  const row = incidentSets.find((s) => s.id === name)
  const only = args.text('detector')
  const chosen = detectors.filter((d) => only === undefined || d.id === only)
  if (row === undefined || chosen.length === 0) {
    const wrong = refuse({
      kind: 'malformed',
      name: 'arguments-unusable',
      ground:
        row === undefined
          ? `there is no set "${shorten(name)}"`
          : `there is no detector "${shorten(only ?? '')}"`,
      remedy: `sets: ${incidentSets.map((s) => s.id).join(', ')}; detectors: ${detectors.map((d) => d.id).join(', ')}`,
    })
    terminal.say(tell(wrong.refusal))
    return exitCode(wrong.refusal)
  }
  const set = testSet(row)
  const { text, digest } = testSetLines(set)
  const path = args.text('data')
  if (path !== undefined) writeWhole(path, Buffer.from(text))
  const { together, each } = measure(set, chosen)
  if (args.flag('json')) {
    terminal.json({ set: row.id, digest, payments: set.payments.length, together, each })
    return 0
  }
  terminal.out(
    [
      `${row.id}: ${set.payments.length} payments, ${set.used.size} accounts through which money was moved`,
      row.says,
      '',
      table(
        [
          { title: 'detector' },
          { title: 'name' },
          { title: 'named', align: 'right' },
          { title: 'right', align: 'right' },
          { title: 'precision', align: 'right' },
          { title: 'recall', align: 'right' },
        ],
        [...each.map((e) => [e.id, e.name, ...cells(e)]), ['together', '', ...cells(together)]],
      ),
      '',
      ...(together.precisionBetween === null || together.recallBetween === null
        ? []
        : [
            `95 % intervals: precision ${between(together.precisionBetween)}, recall ${between(together.recallBetween)}`,
          ]),
      `set ${digest}`,
      ...(path === undefined ? [] : [`written: ${path}`]),
    ].join('\n'),
  )
  return 0
}

function cells({ named, right, precision, recall }: Measured): readonly string[] {
  return [String(named), String(right), share(precision), share(recall)]
}

function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}

function between([least, most]: readonly [number, number]): string {
  return `${least.toFixed(2)} to ${most.toFixed(2)}`
}
