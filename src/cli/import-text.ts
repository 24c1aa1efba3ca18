import type { Ledger } from '#intake'
import type { Imported } from './import.ts'
import { grouped, table } from './table.ts'
import { problemLines } from './tell-file.ts'

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
}

/** What was understood of one file, what is odd about it and what was left out. */
export function importText(found: Imported): string {
  if (found.as === 'ledger') return ledgerLines(found.file, found.ledger)
  return [
    `${found.file}: ${found.as}, ${found.rows.length} rows`,
    `  SHA-256 ${found.digest.replace(/^sha256:/, '')}`,
  ].join('\n')
}

function ledgerLines(
  file: string,
  { source, understood, findings, leftOut, payments }: Ledger,
): string {
  const period = source.firstDay
    ? `, ${source.firstDay} to ${source.lastDay ?? source.firstDay}`
    : ''
  return [
    `${file}: ledger, ${grouped(String(understood.payments))} payments between ${grouped(String(understood.accountCount))} booking accounts${period}, in ${understood.currencies.join(', ')}`,
    `  read as    ${understood.encoding}, ${delimiterNames[understood.delimiter] ?? understood.delimiter}${understood.gzip ? ', gzip' : ''}; dates ${understood.dateFormat}; accounts ${understood.accounts}`,
    `  SHA-256    ${source.digest.replace(/^sha256:/, '')}`,
    `  claims     ${payments.claims.length === 0 ? 'none introduced' : payments.claims.slice(0, 10).join(', ')}`,
    '',
    indent(
      table(
        [{ title: 'Ledger column' }, { title: 'Taken from' }],
        Object.entries(understood.columns),
      ),
    ),
    ...(understood.ignored.length > 0 ? ['', `  not used: ${understood.ignored.join(', ')}`] : []),
    '',
    findings.length === 0 ? '  findings: none' : '  findings',
    ...findings.flatMap((f) => [`    ${f.name}: ${f.text}`, ...shortAccounts(f)]),
    '',
    leftOut.rows + leftOut.zeroAmounts === 0
      ? '  left out: nothing'
      : `  left out: ${leftOut.rows} rows`,
    ...(leftOut.problemCount > 0
      ? [indent(problemLines(leftOut.problems, leftOut.problemCount))]
      : []),
    ...leftOut.totals.map((t) => `    in all ${grouped(t.amount)} ${t.currency} in ${t.rows} rows`),
    ...(leftOut.unknownAmounts > 0
      ? [`    and ${leftOut.unknownAmounts} rows whose amount could not be read`]
      : []),
    ...(leftOut.zeroAmounts > 0 ? [`    ${leftOut.zeroAmounts} payments of nothing`] : []),
  ].join('\n')
}

/** Worst accounts first; five are enough on a terminal, --json has them all. */
function shortAccounts(finding: Ledger['findings'][number]): string[] {
  if (!('accounts' in finding)) return []
  return finding.accounts
    .slice(0, 5)
    .map((a) => `      ${a.account}: ${grouped(a.worst)} ${a.currency} at ${a.at}, row ${a.row}`)
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}
