import type { Field, Option } from '../fields.ts'

/** People whose protection needs two signatures before a request about them goes out or is carried out. */
const protectedPersons: readonly Option[] = [
  {
    value: 'journalist',
    label: 'a journalist or a source of one',
    citation: `Regulation (EU) 2018/1805 art. 8(1)(b)`,
  },
  { value: 'political', label: 'a political opponent', citation: 'UNCAC art. 46(21)(b)' },
  { value: 'defender', label: 'a defender of rights or a public watchdog' },
  { value: 'lawyer', label: 'a lawyer, about clients' },
  { value: 'whistle-blower', label: 'a whistle-blower', citation: 'UNCAC art. 33' },
]

/** Kinds of offence for which assistance is refused or asked about twice; an ordinary one needs no word. */
export const offenceKind: Field = {
  name: 'offenceKind',
  label: 'nature of the offence, where it is not an ordinary one',
  kind: 'choice',
  required: false,
  options: [
    {
      value: 'political',
      label: 'of a political nature',
      citation: 'UN Model Treaty on Mutual Assistance (A/RES/45/117), art. 4(1)(b)',
    },
    {
      value: 'military',
      label: 'under military law alone',
      citation: 'UN Model Treaty on Mutual Assistance (A/RES/45/117), art. 4(1)(f)',
    },
    {
      value: 'expression',
      label: 'committed by words: insult, defamation, publication',
      citation: 'ICCPR art. 19; Regulation (EU) 2018/1805 art. 8(1)(f)',
    },
    {
      value: 'capital',
      label: 'punishable by death',
      citation: 'Charter of Fundamental Rights of the Union, art. 19(2)',
    },
  ],
  help: 'a red line: two persons who did not write it say why it may go on',
}

/** Marks a request about them; whoever leaves it out is asked by the officer who receives it. */
export const sensitive: Field = {
  name: 'sensitive',
  label: 'persons under special protection',
  kind: 'list',
  required: false,
  options: protectedPersons,
  help: 'a red line: it takes two signed reasons to go on',
}
