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

/** Marks a request about them; whoever leaves it out is asked by the officer who receives it. */
export const sensitive: Field = {
  name: 'sensitive',
  label: 'persons under special protection',
  kind: 'list',
  required: false,
  options: protectedPersons,
  help: 'a red line: it takes two signed reasons to go on',
}
