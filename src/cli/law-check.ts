import { done, type Outcome } from '#base'
import { type Diff, diff, type Law, layUnsigned, type SignedPack, shipped } from '#law'
import type { Call, ExitCode } from './command.ts'
import { dayOf, readAll, unusable } from './law-files.ts'

/** Can these files, together, be laid over the law that comes with the program? Signatures are told, not judged. */
export function check(files: readonly string[], { args, terminal }: Call): Outcome<ExitCode> {
  if (files.length === 0) return unusable('no file is named', 'write comity law check FILE...')
  const read = readAll(files)
  if (!read.ok) return read
  const on = dayOf(args.text('on'))
  if (!on.ok) return on
  const laid = layUnsigned(
    read.value.map((s) => s.pack),
    on.value,
  )
  if (!laid.ok) return laid
  const changes = diff(shipped, laid.value)
  if (args.flag('json'))
    terminal.json({ ok: true, version: laid.value.version, packs: laid.value.packs, diff: changes })
  else
    terminal.out(
      [
        ...read.value.map(
          ({ pack, signatures }) =>
            `pack ${pack.id} version ${pack.version}: may be laid over the law of ${on.value}; ${signedBy(signatures)}`,
        ),
        `${changes.rows.length} rows change, the law would be ${laid.value.version}`,
      ].join('\n'),
    )
  return done(0)
}

function signedBy(signatures: SignedPack['signatures']): string {
  if (signatures.length === 0) return 'not signed'
  return `signed by ${signatures.map((s) => s.signer).join(' and ')}, which a node still has to check`
}

/** What one file changes in the shipped law, or what a second file changes in the law of the first. */
export function compare(files: readonly string[], { args, terminal }: Call): Outcome<ExitCode> {
  if (files.length === 0 || files.length > 2)
    return unusable(
      'a comparison takes one or two files',
      'write comity law diff OLD.json NEW.json, or comity law diff NEW.json against the shipped law',
    )
  const on = dayOf(args.text('on'))
  if (!on.ok) return on
  const read = readAll(files)
  if (!read.ok) return read
  const laws = read.value.map((one) => layUnsigned([one.pack], on.value))
  const first = laws.length === 2 ? laws[0]! : done(shipped)
  const second = laws.at(-1)!
  if (!first.ok) return first
  if (!second.ok) return second
  const changes = diff(first.value, second.value)
  if (args.flag('json')) terminal.json(changes)
  else terminal.out(diffText(changes, second.value))
  return done(changes.rows.length === 0 ? 0 : 1)
}

function diffText({ rows }: Diff, { version }: Law): string {
  if (rows.length === 0) return 'no row changes'
  return [
    ...rows.flatMap((row) => [
      `${row.change} ${row.table}/${row.id}`,
      ...row.fields.map(
        (f) => `  ${f.field}: ${f.before ?? '(nothing)'} -> ${f.after ?? '(nothing)'}`,
      ),
      `  which wins: ${row.wins}`,
    ]),
    `${rows.length} rows change, the law would be ${version}`,
  ].join('\n')
}
