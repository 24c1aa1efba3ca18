import { digestOf, type Refusal } from '#base'
import {
  type ClockClass,
  type Element,
  groundOf,
  groundsOpen,
  type FormId as LawForm,
  type Permission,
  permits,
  requiredElements,
} from '#law'
import { runOut } from './clocks.ts'
import type { Guard } from './guard.ts'
import { fieldsOf } from './read-form.ts'
import { refusal } from './refuse.ts'
import type { GuardName } from './rows.ts'
import { dayOf, other, type Situation } from './situation.ts'

/** The permission on which the matter rests, on the day of the step. */
export function permission(s: Situation): ReturnType<typeof permits> {
  return permits(
    {
      measure: s.procedure.measure,
      from: s.parties.requesting,
      to: s.parties.requested,
      on: dayOf(s.now),
    },
    s.law,
  )
}

/** The limit for the answer that the basis names for a class. */
export function answerRule(granted: Permission, wanted: ClockClass): string | undefined {
  return granted.basis.answer[wanted]
}

/** Guards that any procedure may name. */
export const coreGuards: Readonly<Record<GuardName, Guard>> = {
  complete: {
    text: 'every required element is there',
    ofPeer: true,
    gate: (s) => {
      const missing = s.state?.missing ?? []
      return missing.length === 0 ? undefined : elementsMissing(s, missing)
    },
  },
  permitted: {
    text: 'a legal basis between the two authorities is in force today',
    ofPeer: true,
    gate: (s) => {
      const granted = permission(s)
      return granted.ok ? undefined : granted.refusal
    },
  },
  'urgency-explained': {
    text: 'urgency has a reason',
    ofPeer: true,
    check: ({ document }) =>
      ['normal', 'register'].includes(String(document?.class)) || document?.urgencyReason
        ? undefined
        : refusal('urgency-unexplained', `class ${document?.class} is asked for without a reason`, {
            where: { pointer: '/document/urgencyReason' },
          }),
  },
  'class-agreed': {
    text: 'the legal basis names a limit for the class',
    ofPeer: true,
    check: (s) => {
      const granted = permission(s)
      const wanted = s.document?.class as ClockClass
      if (!granted.ok) return granted.refusal
      if (answerRule(granted.value, wanted) !== undefined) return undefined
      const { basis } = granted.value
      return refusal('class-not-agreed', `${basis.citation} names no limit for class ${wanted}`, {
        citation: basis.citation,
        remedy: `choose one of ${Object.keys(basis.answer).join(', ')}`,
        where: { pointer: '/document/class' },
      })
    },
  },
  'same-text': {
    text: 'the text is the one that was approved',
    ofPeer: false,
    check: ({ state, document }) =>
      state?.approvedText === digestOf(document ?? {})
        ? undefined
        : refusal(
            'text-not-approved',
            'the text differs from the one that the head of desk approved',
          ),
  },
  'class-change-explained': {
    text: 'another class than the one asked for has a reason',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.class === state?.class || document?.classReason
        ? undefined
        : refusal(
            'class-change-unexplained',
            `class ${state?.class} would become ${document?.class} without a reason`,
            {
              where: { pointer: '/document/classReason' },
            },
          ),
  },
  'ground-open': {
    text: 'the ground is on the closed list of this procedure',
    ofPeer: true,
    check: (s) => {
      const id = String(s.document?.ground)
      const { instrument } = s.state?.basis ?? {}
      const open = groundsOpen(s.procedure.id, instrument, dayOf(s.now), s.law)
      if (open.some((g) => g.id === id)) return undefined
      const known = groundOf(id, s.law)
      const closed = known?.closedIn.find((c) => c.procedure === s.procedure.id)
      return refusal(
        'ground-not-open',
        known === undefined
          ? `there is no ground ${id.slice(0, 40)}`
          : `ground ${id} (${known.name}) may not be used in ${s.procedure.id}${why(closed?.text, instrument)}`,
        {
          ...(closed === undefined ? {} : { citation: closed.citation }),
          remedy: `choose one of ${open.map((g) => `${g.id} ${g.name}`).join(', ')}`,
          where: { pointer: '/document/ground' },
        },
      )
    },
  },
  'ground-consulted': {
    text: 'the ground is the one that was consulted on',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.ground === state?.notes.ground
        ? undefined
        : refusal(
            'ground-not-consulted',
            `the consultation was on ${state?.notes.ground}, the refusal names ${document?.ground}`,
            {
              where: { pointer: '/document/ground' },
            },
          ),
  },
  'consultation-over': {
    text: 'the consultation was answered, or its time has passed',
    ofPeer: true,
    gate: ({ state, now }, { clock: name = 'consultation' }) => {
      const clock = state?.clocks.find((c) => c.clock === name)
      if (clock === undefined || clock.stopped !== undefined || now > clock.due) return undefined
      return refusal('consultation-open', `the requesting side can answer until ${clock.due}`)
    },
  },
  'other-side-late': {
    text: 'a limit of the other side has run out',
    ofPeer: false,
    gate: (s) => {
      const late =
        s.state !== undefined &&
        runOut(s.state, s.now, s.law, s.tables).some(({ clock }) => clock.owedBy === other(s.side))
      return late ? undefined : refusal('nobody-late', 'no limit of the other side has run out')
    },
  },
  'own-side-late': {
    text: 'a limit of the own side has run out',
    ofPeer: false,
    gate: (s) => {
      const late =
        s.state !== undefined &&
        runOut(s.state, s.now, s.law, s.tables).some(({ clock }) => clock.owedBy === s.side)
      return late ? undefined : refusal('nobody-late', 'no limit of the own side has run out')
    },
  },
  'retention-over': {
    text: 'the retention time has run out',
    ofPeer: true,
    gate: ({ state, now }) => {
      if (state === undefined) return undefined
      const running = state.clocks.find(
        (c) => c.clock.startsWith('retention') && c.stopped === undefined,
      )
      return running === undefined || now > running.due
        ? undefined
        : refusal('retention-running', `the file is kept until ${running.due}`, {
            citation: running.citation,
          })
    },
  },
}

function why(closed: string | undefined, instrument: string | undefined): string {
  if (closed !== undefined) return `: ${closed}`
  return instrument === undefined ? '' : ` under ${instrument}`
}

/** Which elements of the instrument are missing; the product's own fields come after them. */
function elementsMissing(s: Situation, missing: readonly string[]): Refusal {
  const elements = requiredElements(s.procedure.form as LawForm, dayOf(s.now), s.law)
  const fields = (e: Element) => e.fields ?? [e.field]
  const of = elements.filter((e) => fields(e).some((f) => missing.includes(f)))
  const first = of[0]
  const labels = missing.map((m) => of.find((e) => fields(e).includes(m))?.label ?? labelOf(s, m))
  const names = [...new Set(labels)]
  return refusal(
    'elements-missing',
    `${names.length === 1 ? 'an element is' : `${names.length} elements are`} missing: ${names.join(', ')}`,
    {
      ...(first === undefined ? { citation: s.procedure.citation } : { citation: first.citation }),
      where: { pointer: `/document/${missing[0]}` },
    },
  )
}

function labelOf(s: Situation, field: string): string {
  return fieldsOf(s.procedure.form, s.tables.forms).find((f) => f.name === field)?.label ?? field
}
