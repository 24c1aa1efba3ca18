import { z } from 'zod'
import { done, type Json, nearest, type Outcome, readJson } from '#base'
import { procedureOf, shippedTables, type Tables, transitionOf } from './procedures.ts'
import { readForm } from './read-form.ts'
import { no } from './refuse.ts'
import type { Command } from './state.ts'

const limits = { maxBytes: 1_048_576, maxDepth: 16 }
const names = ['procedure', 'transition', 'stream', 'to', 'document'] as const
const id = z.string().min(1).max(100)

const shape = z.strictObject({
  procedure: id,
  transition: id,
  stream: id,
  to: id.optional(),
  document: z.record(z.string(), z.unknown()).default({}),
})

/** Unknown bytes, or an unknown value, become a command or a refusal that says where and what to write instead. */
export function parse(input: unknown, tables: Tables = shippedTables): Outcome<Command> {
  if (input instanceof Uint8Array) {
    const json = readJson(input, limits)
    return json.ok ? parse(json.value, tables) : json
  }
  const read = shape.safeParse(input)
  if (!read.success) return malformed(read.error.issues[0]!)
  const procedure = procedureOf(read.data.procedure, tables.procedures)
  if (!procedure.ok) return procedure
  const row = transitionOf(procedure.value, read.data.transition)
  if (!row.ok) return row
  const document = readForm(
    row.value.form,
    read.data.document,
    row.value.draft === true,
    tables.forms,
  )
  if (!document.ok) return document
  const { transition, stream, to } = read.data
  return done({
    procedure: procedure.value.id,
    transition,
    stream,
    ...(to === undefined ? {} : { to }),
    document: document.value as Readonly<Record<string, Json>>,
  })
}

function malformed(issue: z.core.$ZodIssue): Outcome<Command> {
  if (issue.code === 'unrecognized_keys') {
    const written = issue.keys[0]!
    const near = nearest(written, names)
    return no('command-malformed', `a command has no part "${written.slice(0, 40)}"`, {
      remedy: near === undefined ? `parts: ${names.join(', ')}` : `did you mean "${near}"?`,
      where: { pointer: `/${written}` },
    })
  }
  const where = issue.path.join('/')
  return no(
    'command-malformed',
    where === ''
      ? 'a command is a JSON object'
      : `${where} is not usable: ${issue.message.toLowerCase()}`,
    {
      where: { pointer: where === '' ? '' : `/${where}` },
    },
  )
}
