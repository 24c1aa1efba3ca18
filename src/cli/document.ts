import { readFileSync } from 'node:fs'
import {
  checkDocument,
  documentAsPage,
  documentAsPdf,
  documentJson,
  languageOf,
  languages,
} from '#paper'
import { shorten } from './args.ts'
import type { Call, ExitCode } from './command.ts'
import { attachedData } from './pdf-attachment.ts'
import { exitCode, tell } from './refusal.ts'
import { writeWhole } from './write-file.ts'

/**
 * A document of a procedure, from its data, as a page and as PDF, in English alone or beside a second language. The digest
 * is the same in all of them. Data, page or PDF can be given; the data inside is what counts.
 */
export async function document({ args, terminal }: Call): Promise<ExitCode> {
  const file = args.positionals[0]!
  const bytes = readFileSync(file === '-' ? 0 : file)
  const read = checkDocument(attachedData(bytes) ?? bytes)
  if (!read.ok) {
    terminal.say(tell({ ...read.refusal, where: { file } }))
    return exitCode(read.refusal)
  }
  const tag = args.text('second')
  const second = tag === undefined ? null : (languageOf(tag) ?? undefined)
  if (second === undefined) {
    const refusal = {
      kind: 'malformed',
      name: 'arguments-unusable',
      ground: `documents cannot be shown in "${shorten(tag ?? '')}"`,
      remedy: `choose one of ${languages.map((l) => l.tag).join(', ')}`,
    } as const
    terminal.say(tell(refusal))
    return exitCode(refusal)
  }
  const { data, findings } = read.value
  const written: string[] = []
  for (const [option, bytesOf] of [
    ['report', () => Buffer.from(documentAsPage(data, second))],
    ['pdf', () => documentAsPdf(data, second)],
  ] as const) {
    const path = args.text(option)
    if (path === undefined) continue
    writeWhole(path, bytesOf())
    written.push(path)
  }
  const { digest } = documentJson(data)
  if (args.flag('json')) terminal.json({ digest, findings, written })
  else
    terminal.out(
      [
        `${data.title}, matter ${data.matter}`,
        `data ${digest}`,
        ...findings,
        ...written.map((path) => `written: ${path}`),
      ].join('\n'),
    )
  return findings.length === 0 ? 0 : 1
}
