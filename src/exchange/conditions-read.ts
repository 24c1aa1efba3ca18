import { asDay, done, type Json, type Outcome } from '#base'
import { type HandlingMark, handlingMarks } from '#model'
import {
  type Grade,
  type ItemConditions,
  meet,
  type PapMark,
  type Permit,
  papMarks,
  permits,
  type SienaCode,
  sienaCodes,
  strictest,
  unrestricted,
} from './conditions.ts'
import { exchangeRefusal } from './refusals.ts'

/** The document of an act, as far as it says how it may be used. */
export type Filed = Readonly<Record<string, Json>>

const authorityId = /^[A-Z]{2,4}-[A-Z0-9-]{1,20}$/
const gradeCode = /^[ABCX][1-4]$/

/**
 * Conditions of a document as a whole; `undefined` when it states none. What an authority forgot to say is not allowed,
 * what this version does not know is refused by the form.
 */
export function conditionsOf(document: Filed, originator: string): ItemConditions | undefined {
  const { handling, onward } = document
  const evidence = isPermit(document.evidence) ? document.evidence : document.asEvidence
  if (!isMark(handling) || !isPermit(evidence) || !isPermit(onward)) return undefined
  const siena = textsOf(document.siena).filter((c): c is SienaCode => c in sienaCodes)
  return {
    ...unrestricted,
    handling,
    evidence,
    onward,
    pap: papMarks.find((p) => p === document.pap) ?? 'PAP:CLEAR',
    siena: [...new Set(siena)].sort(),
    purposes: [...new Set(textsOf(document.purposes))].sort(),
    // A list says something only where passing on needs consent; elsewhere it would make one set look like two.
    onwardTo: onward !== 'with-consent' ? [] : [...new Set(textsOf(document.onwardTo))].sort(),
    speciality: document.speciality === true,
    retainUntil: dayOf(document.retainUntil),
    confidentialUntil: dayOf(document.confidentialUntil),
    disputed: document.disputed === true,
    grade: gradeOf(document.grade),
    originators: [originator],
  }
}

/** Stricter conditions for a part: `answer: TLP:RED; evidence no; until 2026-01-31`. */
export interface PartConditions {
  readonly part: string
  readonly conditions: ItemConditions
}

/**
 * The parts of a document with conditions of their own, already met with those of the whole: a part can be stricter,
 * never looser. A line that cannot be read is refused, for it would be a condition that nobody keeps.
 */
export function partsOf(
  document: Filed,
  whole: ItemConditions,
): Outcome<readonly PartConditions[]> {
  const found: PartConditions[] = []
  for (const line of textsOf(document.parts)) {
    const read = readLine(line)
    if (!read.ok) return read
    found.push({ part: read.value.part, conditions: meet(whole, read.value.conditions) })
  }
  return done(found)
}

/** The whole document with all of its parts; what states nothing is under the strictest conditions. */
export function conditionsWithParts(document: Filed, originator: string): ItemConditions {
  const whole = conditionsOf(document, originator) ?? { ...strictest, originators: [originator] }
  const parts = partsOf(document, whole)
  if (!parts.ok) return meet(whole, strictest)
  return parts.value.reduce((sum, part) => meet(sum, part.conditions), whole)
}

const longestLine = 500

function readLine(line: string): Outcome<PartConditions> {
  const [, part, rest] = /^\s*([A-Za-z]\w{0,39}(?:\/\d{1,3})?)\s*:\s+(.+)$/.exec(line) ?? []
  if (line.length > longestLine || part === undefined || rest === undefined)
    return unreadable(line, 'it does not begin with the name of a field and a colon')
  let conditions = unrestricted
  for (const text of rest.split(';')) {
    const one = readTerm(text.trim())
    if (one === undefined) return unreadable(line, `"${text.trim().slice(0, 40)}" is no condition`)
    conditions = meet(conditions, one)
  }
  return done({ part, conditions })
}

/** One condition in words; `undefined` for anything else. */
function readTerm(text: string): ItemConditions | undefined {
  const [word = '', ...values] = text.split(/[\s,]+/)
  const value = values[0]
  if (values.length === 0) {
    if (isMark(word)) return { ...unrestricted, handling: word }
    if (isPap(word)) return { ...unrestricted, pap: word }
    if (word in sienaCodes) return { ...unrestricted, siena: [word as SienaCode] }
    if (word === 'speciality') return { ...unrestricted, speciality: true }
    if (word === 'disputed') return { ...unrestricted, disputed: true }
    return undefined
  }
  if (word === 'evidence' && isPermit(value)) return { ...unrestricted, evidence: value }
  if (word === 'onward' && isPermit(value)) return { ...unrestricted, onward: value }
  if (word === 'only' && values.every((id) => authorityId.test(id)))
    return { ...unrestricted, onward: 'with-consent', onwardTo: [...new Set(values)].sort() }
  if (word === 'until' && dayOf(value) !== null)
    return { ...unrestricted, retainUntil: dayOf(value) }
  if (word === 'confidential' && dayOf(values[1]) !== null && value === 'until')
    return { ...unrestricted, confidentialUntil: dayOf(values[1]) }
  if (word === 'purposes') return { ...unrestricted, purposes: [...new Set(values)].sort() }
  if (word === 'grade' && gradeOf(value) !== null) return { ...unrestricted, grade: gradeOf(value) }
  return undefined
}

function unreadable(line: string, why: string) {
  return exchangeRefusal(
    'condition-unreadable',
    `the conditions of a part cannot be read (${line.length} signs): ${why}`,
  )
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []
}

function dayOf(value: Json | undefined): string | null {
  return typeof value === 'string' && asDay(value) !== undefined ? value : null
}

function gradeOf(value: Json | undefined): Grade | null {
  return typeof value === 'string' && gradeCode.test(value) ? (value as Grade) : null
}

function isMark(value: Json | undefined): value is HandlingMark {
  return handlingMarks.some((m) => m === value)
}

function isPap(value: Json | undefined): value is PapMark {
  return papMarks.some((m) => m === value)
}

function isPermit(value: Json | undefined): value is Permit {
  return permits.some((p) => p === value)
}
