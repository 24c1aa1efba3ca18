import { readFileSync } from 'node:fs'
import {
  asDay,
  type Day,
  type Json,
  nearest,
  type Outcome,
  readJson,
  refuse,
  systemClock,
} from '#base'
import { shipped } from '#law'
import { checkDocument } from '#paper'
import { completeness, fieldsOf, procedures, readForm } from '#procedure'
import { shorten } from './args.ts'
import type { Call, ExitCode } from './command.ts'
import { attachedData } from './pdf-attachment.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'

type Document = Readonly<Record<string, Json>>

interface Finding {
  readonly code: string
  readonly path: string
  readonly text: string
  readonly citation: string
  readonly remedy: string
}

const limits = { maxBytes: 1_048_576, maxDepth: 16 }

/**
 * Holds a document against the form it is meant for: what cannot be read, which elements of the law are missing, what a
 * careful reader would ask. Exit 0 when nothing is missing, 1 when something is; prompts do not count.
 */
export async function check({ args, terminal }: Call): Promise<ExitCode> {
  const read = given(
    args.positionals[0]!,
    args.text('as'),
    args.text('on') ?? systemClock.now().slice(0, 10),
  )
  if (!read.ok) {
    terminal.say(tell(read.refusal))
    return exitCode(read.refusal)
  }
  const { form, document, on } = read.value
  const { have, of, missing, prompts } = completeness(form, document, { on, law: shipped })
  const lacking = new Set(missing.flatMap((m) => m.fields))
  const findings: Finding[] = [
    ...Object.keys(document)
      .filter((name) => !lacking.has(name))
      .flatMap((name) => unreadable(form, name, document[name])),
    ...missing.map((m) => ({
      code: 'element-missing',
      path: m.fields.map((f) => `/${f}`).join(' '),
      text: m.name,
      citation: m.citation,
      remedy: `fill ${m.fields.join(' and ')}`,
    })),
  ]
  if (args.flag('json')) terminal.json({ form, on, have, of, findings, prompts })
  else terminal.out(asText(form, have, of, findings, prompts))
  return findings.length === 0 ? 0 : 1
}

/** The document, from plain JSON or out of a page, a PDF or the data of a filed one, and the form it is held against. */
function given(
  file: string,
  as: string | undefined,
  day: string,
): Outcome<{ readonly form: string; readonly document: Document; readonly on: Day }> {
  const on = asDay(day)
  if (on === undefined) return unusable(`"${shorten(day)}" is not a day`, 'write --on 2025-03-15')
  const bytes = readFileSync(file === '-' ? 0 : file)
  const filed = checkDocument(attachedData(bytes) ?? bytes)
  const wanted = as ?? (filed.ok ? filed.value.data.form : undefined)
  const form = formNamed(wanted)
  if (!form.ok) return form
  if (filed.ok) {
    const fields = filed.value.data.fields.filter((f) => f.value !== null)
    const document = Object.fromEntries(fields.map((f) => [f.name, f.value]))
    return { ok: true, value: { form: form.value, document, on } }
  }
  const json = readJson(bytes, limits)
  if (!json.ok) return { ok: false, refusal: { ...json.refusal, where: { file } } }
  if (json.value === null || typeof json.value !== 'object' || Array.isArray(json.value))
    return unusable(`${file} holds no document`, 'give a JSON object with the fields of the form')
  return { ok: true, value: { form: form.value, document: json.value as Document, on } }
}

/** Every form of the procedures can be named; those with which something is asked are listed. */
function formNamed(wanted: string | undefined): Outcome<string> {
  const usual = [...new Set(procedures.map((p) => p.form))].join(', ')
  if (wanted === undefined)
    return unusable('no form is named, and none is preset', `write --as FORM, for example ${usual}`)
  const forms = [
    ...new Set(procedures.flatMap((p) => [p.form, ...p.transitions.map((t) => t.form)])),
  ]
  if (forms.includes(wanted)) return { ok: true, value: wanted }
  const near = nearest(wanted, forms)
  return unusable(
    `there is no form "${shorten(wanted)}"`,
    near === undefined ? `forms are, for example, ${usual}` : `did you mean "${near}"?`,
  )
}

function unreadable(form: string, name: string, value: Json | undefined): readonly Finding[] {
  const read = readForm(form, { [name]: value }, true)
  if (read.ok) return []
  const { name: code, ground, citation, remedy, where } = read.refusal
  const field = fieldsOf(form).find((f) => f.name === name)
  return [
    {
      code,
      path: where?.pointer?.replace(/^\/document/, '') || `/${name}`,
      text: ground,
      citation: field?.citation ?? citation ?? '',
      remedy,
    },
  ]
}

function asText(
  form: string,
  have: number,
  of: number,
  findings: readonly Finding[],
  prompts: ReturnType<typeof completeness>['prompts'],
): string {
  return [
    `${form}: ${have} of ${of} elements${findings.length === 0 ? ', nothing is missing' : ''}`,
    ...(findings.length === 0
      ? []
      : [
          '',
          table(
            ['code', 'path', 'what', 'source', 'what to do'].map((title) => ({ title })),
            findings.map((f) => [f.code, f.path, f.text, f.citation, f.remedy]),
          ),
        ]),
    ...(prompts.length === 0
      ? []
      : ['', 'to think of', ...prompts.map((p) => `  ${p.field}: ${p.text} (${p.citation})`)]),
  ].join('\n')
}

function unusable(ground: string, remedy: string): Outcome<never> {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}
