import type { Field, FieldKind, Option } from '../fields.ts'
import { admissibility, conditionsIfAny } from './conditions-fields.ts'

const model = 'UNCAC art. 49; model agreement on joint investigation teams'
const crs = 'Multilateral Competent Authority Agreement on the Common Reporting Standard'

/** A required field. */
function needs(name: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field {
  return { name, label, kind, required: true, ...more }
}

/** A field that may stay empty. */
function may(name: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field {
  return { name, label, kind, required: false, ...more }
}

function options(rows: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(rows).map(([value, label]) => ({ value, label }))
}

const reasons = needs('reasons', 'reasons', 'long')
const reference = needs('reference', 'our reference', 'text')

const entity = needs('entity', 'company or arrangement, by its number in the case', 'text')

/** Documents of joint investigation teams and of the automatic exchange, field by field. */
export const cooperationForms = {
  'team-suggestion': [
    reference,
    needs('cases', 'parallel cases', 'list'),
    needs('hits', 'what the comparison of cases found', 'long'),
    needs('why', 'why a team, and not requests', 'long'),
    may('others', 'further authorities', 'authorities'),
  ],
  'team-comment': [needs('comment', 'comment on the suggestion or the draft', 'long')],
  'team-agreement': [
    needs('agreement', 'digest of the text', 'digest'),
    needs('purpose', 'purpose and offences', 'long', { citation: model }),
    needs('starts', 'from', 'day'),
    needs('until', 'until', 'day', { citation: 'DL-41' }),
    needs('leaders', 'leader for each territory', 'list', { citation: model }),
    needs('members', 'members by function, without names', 'list', { citation: model }),
    needs('formalities', 'formalities that make evidence good for all', 'list'),
    needs('costs', 'who bears which cost', 'long'),
    needs('media', 'who speaks to the press', 'long'),
    needs('oversight', 'oversight seats, read only', 'authorities'),
    needs('rights', 'annex on privilege and rights', 'long'),
  ],
  'team-signature': [
    needs('agreement', 'digest of the text', 'digest'),
    needs('competent', 'law that lets this authority sign', 'text'),
  ],
  'team-decline': [reasons],
  'team-start': [needs('room', 'data room', 'text'), needs('roomUntil', 'data room closes', 'day')],
  'team-review': [
    needs('progress', 'progress and open tasks', 'long'),
    may('deviations', 'deviations from the operating procedure', 'number'),
  ],
  'team-members': [needs('members', 'members by function, without names', 'list'), reasons],
  'team-task': [
    needs('task', 'task', 'text'),
    needs('coercive', 'restrains a person or property', 'check'),
    needs('territory', 'authority on whose territory', 'text'),
    needs('due', 'until', 'day'),
  ],
  'team-evidence': [
    needs('item', 'item', 'text'),
    needs('digest', 'digest of the item', 'digest'),
    needs('formalities', 'formalities that were kept', 'list'),
    needs('privilege', 'checked for privilege', 'check'),
    ...admissibility,
    ...conditionsIfAny,
  ],
  'team-owners': [
    entity,
    needs('digest', 'digest of the extract', 'digest'),
    needs('source', 'register or records that show it', 'text'),
  ],
  'team-open-owners': [
    entity,
    needs('open', 'what is not known, and who looks for it', 'long'),
    needs('due', 'until', 'day'),
  ],
  'team-match': [
    needs('run', 'comparison', 'text'),
    needs('compared', 'identifiers that were compared', 'number'),
    needs('hits', 'hits', 'number'),
    needs('merged', 'hits after which inquiries were merged', 'number'),
    needs('led', 'further hits for which a lead was agreed', 'number'),
  ],
  'team-trade': [
    needs('line', 'line', 'text'),
    needs('good', 'good, with its number of the Harmonized System', 'text'),
    needs('exporter', 'country of export', 'text'),
    needs('importer', 'country of import', 'text'),
    needs('year', 'calendar year', 'number', { least: 1990, most: 2100 }),
    needs('imported', 'import as declared', 'money'),
    needs('exported', 'export as declared on the other side', 'money'),
    needs('freight', 'freight and insurance in the import', 'money'),
    needs('rate', 'euro for one unit of the currency, on the last day of the year', 'text'),
    needs('digest', 'digest of the declarations', 'digest'),
  ],
  'team-prosecution': [
    needs('prosecution', 'number of the prosecution', 'text'),
    needs('court', 'court', 'text'),
    needs('opened', 'opened on', 'day'),
    may('cites', 'digests of the items that it cites', 'list'),
  ],
  'team-judgment': [
    needs('prosecution', 'number of the prosecution', 'text'),
    needs('outcome', 'outcome', 'choice', {
      options: options({
        convicted: 'convicted',
        'convicted-in-part': 'convicted in part',
        acquitted: 'acquitted',
        discontinued: 'discontinued',
      }),
    }),
    needs('judged', 'day of the judgment', 'day'),
    needs('final', 'no remedy is open any more', 'check'),
  ],
  'team-addendum': [
    needs('addendum', 'digest of the addendum', 'digest'),
    needs('kind', 'kind', 'choice', {
      options: options({ extend: 'longer term', enlarge: 'further parties or offences' }),
    }),
    needs('until', 'until', 'day', { citation: 'DL-41' }),
    reasons,
  ],
  'addendum-signature': [needs('addendum', 'digest of the addendum', 'digest')],
  'addendum-entry': [needs('until', 'until', 'day', { citation: 'DL-41' })],
  'team-reason': [reasons],
  'team-evaluation': [
    needs('results', 'results', 'long'),
    needs('obstacles', 'obstacles', 'list', {
      options: options({
        partners: 'finding partners',
        priorities: 'different priorities',
        'set-up': 'late setting-up',
        resources: 'resources and language',
        disclosure: 'rules of disclosure',
        none: 'none',
      }),
    }),
    needs('lessons', 'lessons', 'long'),
  ],
  'aeoi-collection': [
    reference,
    needs('year', 'calendar year of the data', 'number', { least: 2014, most: 2100 }),
    needs('closes', 'last day of the year of the data', 'day'),
    needs('institutions', 'institutions that reported', 'number'),
    needs('records', 'records', 'number'),
    needs('validation', 'what the validation found', 'long'),
    needs('minimum', 'no more data than the standard asks for', 'check', { citation: crs }),
  ],
  'aeoi-preparation': [
    needs('schema', 'version of the schema', 'text'),
    needs('confidentiality', 'standing of the partner in the review of confidentiality', 'choice', {
      options: options({
        approved: 'approved',
        conditional: 'approved with conditions',
        'not-approved': 'not approved',
      }),
      citation: crs,
    }),
    needs('fileDigest', 'digest of the file', 'digest'),
  ],
  'aeoi-file': [
    needs('year', 'calendar year of the data', 'number', { least: 2014, most: 2100 }),
    needs('schema', 'version of the schema', 'text'),
    needs('fileDigest', 'digest of the file', 'digest'),
    needs('records', 'records', 'number'),
    needs('encrypted', 'sealed to the receiver, nobody reads it on the way', 'check'),
    needs('test', 'data', 'choice', {
      options: options({ production: 'real data', test: 'test data' }),
    }),
  ],
  'aeoi-received': [needs('fileDigest', 'digest of the file as it arrived', 'digest')],
  'aeoi-accepted': [needs('records', 'records taken over', 'number')],
  'aeoi-error': [
    needs('codes', 'error codes', 'list', {
      help: 'file 50001 to 50013, record 60000 to 60023, correction 80000 to 80015',
    }),
    needs('records', 'records concerned', 'number'),
    needs('text', 'what is wrong', 'long'),
  ],
  'aeoi-omission': [needs('text', 'what is missing, and how it was noticed', 'long')],
  'aeoi-correction': [
    needs('fileDigest', 'digest of the corrected file', 'digest'),
    needs('records', 'records corrected', 'number'),
    needs('mixed', 'new and corrected records in one file', 'choice', {
      options: options({ no: 'no', yes: 'yes' }),
    }),
  ],
  'aeoi-match': [
    needs('matched', 'records matched', 'number'),
    needs('records', 'records received', 'number'),
    needs('discrepancies', 'discrepancies', 'number'),
  ],
  'aeoi-check': [
    needs('checked', 'a person looked at every discrepancy', 'check'),
    needs('confirmed', 'discrepancies confirmed', 'number'),
    reasons,
  ],
  'other-use-question': [
    needs('basis', 'legal basis of the other use', 'text'),
    needs('purpose', 'other use', 'choice', {
      options: options({ criminal: 'criminal proceedings', recovery: 'asset recovery' }),
    }),
    needs('recipient', 'recipient', 'text'),
    reasons,
  ],
  'other-use-authorised': [
    needs('tag', 'use that the data now carry', 'text'),
    needs('conditions', 'conditions', 'long'),
  ],
  'other-use-denied': [reasons],
  'aeoi-deletion': [
    needs('proof', 'proof of deletion', 'text'),
    needs('law', 'national rule on retention', 'text'),
  ],
  'aeoi-reason': [reasons],
} as const satisfies Readonly<Record<string, readonly Field[]>>
