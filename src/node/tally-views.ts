import type { Json } from '#base'
import { type Field, fieldsOf, procedureOf, type Transition } from '#procedure'
import { headingOf } from './families.ts'
import type { Matter } from './matter.ts'
import type { RequestView } from './views.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

type Document = Readonly<Record<string, Json>>
type Tallies = RequestView['tallies']

/** What several steps kept, in the order of the table, with the words of the forms that it was written on. */
export function talliesOf(world: World, matter: Matter, document: Document): Tallies {
  const procedure = procedureOf(matter.state.procedure)
  const steps = procedure.ok ? procedure.value.transitions : []
  const names = new Set(
    steps.flatMap((t) =>
      t.tally === undefined || shownElsewhere.test(t.tally.as) ? [] : [t.tally.as],
    ),
  )
  return [...names].flatMap((name) => {
    const kept = matter.state.tallies?.[name]
    const step = steps.find((t) => t.tally?.as === name)
    if (kept === undefined || step?.tally === undefined) return []
    const { key, value } = step.tally
    const fields = fieldsOf(step.form)
    const rows = Object.entries(kept).map(([id, one]) => {
      const parts = partsOf(one, typeof value === 'string' ? value : '').map((part) =>
        labelled(part, fields),
      )
      const text = parts.map((p) => p.value).join(', ')
      return { key: key === '@authority' ? authorityName(world, id) : id, value: text, parts }
    })
    return [
      {
        name,
        title: headingOf(name),
        by: { name: key, label: keyLabels[key] ?? labelOf(fields, key) },
        limit: limitOf(matter, steps, step, document),
        zero: zeroOf(procedure.ok ? procedure.value.form : '', document),
        rows,
      },
    ]
  })
}

/** Chains of corrections stand with the items that they correct. */
const shownElsewhere = /^(corrections|confirmed)(-back)?$/

const keyLabels: Readonly<Record<string, string>> = { '@authority': 'authority', '@time': 'time' }

function labelOf(fields: readonly Field[], name: string): string {
  return fields.find((f) => f.name === name)?.label ?? headingOf(name).toLowerCase()
}

function labelled(part: TallyPart, fields: readonly Field[]): TallyPart {
  const field = fields.find((f) => f.name === part.name)
  const option = field?.options?.find((o) => o.value === part.value)
  return {
    ...part,
    label: part.name === '' ? '' : labelOf(fields, part.name),
    value: option?.label ?? part.value,
  }
}

/** Guards that hold the sum of a tally under an amount, with the field that states the amount. */
const bounds: Readonly<Record<string, string>> = {
  'under-ceiling': 'ceiling',
  'leg-known': 'value',
}

/** The amount that bounds the sum of what a step keeps: where a guard of the step holds it to one, and nowhere else. */
function limitOf(
  matter: Matter,
  steps: readonly Transition[],
  step: Transition,
  document: Document,
): { label: string; value: string } | null {
  const guard = step.guards.map((g) => (typeof g === 'string' ? g : g.guard)).find((g) => bounds[g])
  const name = guard === undefined ? undefined : bounds[guard]
  if (name === undefined) return null
  const [amount] = partsOf(matter.state.notes[name] ?? document[name] ?? null, name)
  if (amount?.kind !== 'money') return null
  const fields = steps.flatMap((t) => fieldsOf(t.form)).filter((f) => f.kind === 'money')
  return { label: labelOf(fields, name), value: amount.value }
}

/** The moment that the document sets for everybody, from which the acts are counted. */
function zeroOf(form: string, document: Document): { label: string; at: string } | null {
  const field = fieldsOf(form).find((f) => f.kind === 'instant')
  const at = field === undefined ? undefined : document[field.name]
  return field === undefined || typeof at !== 'string' ? null : { label: field.label, at }
}

type TallyPart = Tallies[number]['rows'][number]['parts'][number]

/** A kept value in its parts: several fields of one event, or the one value. */
function partsOf(value: Json, name: string): TallyPart[] {
  const label = ''
  if (value === true) return [{ name, label, kind: 'text', value: 'done' }]
  if (value === false) return [{ name, label, kind: 'text', value: 'no' }]
  if (value === null) return []
  if (typeof value === 'string' || typeof value === 'number')
    return [{ name, label, kind: isInstant(value) ? 'instant' : 'text', value: String(value) }]
  if (Array.isArray(value))
    return [{ name, label, kind: 'text', value: value.map(String).join(', ') }]
  const { amount, currency } = value as { readonly amount?: Json; readonly currency?: Json }
  if (typeof amount === 'string')
    return [{ name, label, kind: 'money', value: `${amount} ${currency ?? ''}`.trim() }]
  return Object.entries(value).flatMap(([part, v]) => (v === undefined ? [] : partsOf(v, part)))
}

function isInstant(value: string | number): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(String(value))
}
