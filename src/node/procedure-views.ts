import { done, type Outcome } from '#base'
import { type Law, safeguardColumns, safeguardsOf, spanInWords } from '#law'
import {
  type ClockRow,
  fieldsOf,
  jsonSchemaOf,
  type Procedure,
  procedureOf,
  procedures,
  refusalFamilies,
  refusalRows,
} from '#procedure'
import { familyOf, headingOf } from './families.ts'
import { safeguardLabel } from './matter-parts.ts'
import { fieldView } from './request-view.ts'
import { whyNotOpen } from './start-form.ts'
import type { ProcedureItem, ProcedureView, RefusalsView } from './views-procedures.ts'
import { handOf, type World } from './world.ts'

/** Every procedure of the register, and whether the officer may begin one. */
export function procedureItems(world: World, actor: string): { procedures: ProcedureItem[] } {
  const hand = handOf(world, actor)
  return {
    procedures: procedures.map((p) => {
      const why = hand === undefined ? undefined : whyNotOpen(world, hand, p)
      return {
        id: p.id,
        name: p.name,
        citation: p.citation,
        family: familyOf(p.id),
        between: p.between ?? 'countries',
        mayOpen: hand !== undefined && why === undefined,
        ...(why === undefined ? {} : { why: why.ground, remedy: why.remedy }),
        states: p.states.length,
        steps: p.transitions.length,
      }
    }),
  }
}

/** One table whole. */
export function procedureView(world: World, id: string): Outcome<ProcedureView> {
  const found = procedureOf(id)
  if (!found.ok) return found
  const p = found.value
  const law = world.laws.now()
  const formIds = [...new Set([p.form, ...p.transitions.map((t) => t.form)])]
  return done({
    id: p.id,
    name: p.name,
    citation: p.citation,
    family: familyOf(p.id),
    between: p.between ?? 'countries',
    sides: { ...p.sides },
    states: p.states.map(({ id, track, name, waitsFor, closed }) => ({
      id,
      track,
      name,
      waitsFor,
      closed: closed === true,
    })),
    transitions: p.transitions.map((t) => ({
      id: t.id,
      name: t.name,
      track: t.track,
      from: [...t.from],
      to: t.to,
      side: t.side,
      sideName: t.side === 'either' ? 'either side' : p.sides[t.side],
      roles: [...t.roles],
      kinds: [...(t.kinds ?? [])],
      form: t.form,
      citation: t.citation,
      coercive: t.coercive !== undefined,
      crosses: t.crosses,
      fourEyes: [...(t.fourEyes ?? [])],
      byClock: t.by === 'clock',
    })),
    clocks: p.clocks.map((c) => clockRow(c, law)),
    safeguards: safeguards(p, law),
    forms: formIds
      .filter((form) => fieldsOf(form).length > 0)
      .map((form) => ({
        id: form,
        name: headingOf(form),
        fields: fieldsOf(form).map(fieldView),
        schema: jsonSchemaOf(form),
      })),
  })
}

function clockRow(c: ClockRow, law: Law): ProcedureView['clocks'][number] {
  return {
    id: c.id,
    name: c.name,
    owedBy: c.owedBy,
    ...ruleOf(c, law),
    consequence: c.consequence,
    warns:
      c.warns === undefined
        ? [
            'by its length: 14 days before two months or more, 2 days before a week, 6 hours before a day',
          ]
        : c.warns.map((w) => `${spanInWords(w)} before`),
  }
}

/** A clock's rule in words, wherever it is written. */
function ruleOf({ rule }: ClockRow, law: Law) {
  if (typeof rule === 'string') {
    const row = law.rules.find((r) => r.id === rule || r.terms.some((t) => t.id === rule))
    return { rule, ruleText: row?.text ?? '', citation: row?.citation ?? '' }
  }
  if ('basis' in rule)
    return {
      rule: `basis: ${rule.basis}`,
      ruleText: `as the legal basis between the two says for "${rule.basis}"`,
      citation: 'the legal basis of the matter',
    }
  if ('field' in rule)
    return {
      rule: `field: ${rule.field}`,
      ruleText: `the day that the document of the step sets (${rule.field})`,
      citation: rule.citation,
    }
  return {
    rule: `national: ${rule.national}`,
    ruleText: `as the law of the country of the ${rule.of} side says, else the protocol`,
    citation: `national rule, or CP-${rule.national}`,
  }
}

function safeguards(p: Procedure, law: Law): ProcedureView['safeguards'] {
  if (p.safeguards === null) return null
  const row = safeguardsOf(p.safeguards, law)
  return safeguardColumns.map((column) => ({
    column,
    label: safeguardLabel(column),
    text: row[column],
  }))
}

/** Every "no" that the procedures can say. */
export function refusalsView(): RefusalsView {
  return {
    refusals: Object.entries(refusalRows).map(([name, row]) => ({
      name,
      kind: row.kind,
      title: row.title,
      situation: row.title,
      citation: row.citation,
      remedy: row.remedy,
      families: Object.entries(refusalFamilies)
        .filter(([, rows]) => name in rows)
        .map(([family]) => family),
    })),
  }
}
