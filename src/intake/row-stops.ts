import { quoted, stop } from './problem.ts'
import type { RowPlan } from './row-plan.ts'
import { type RowScan, utf8 } from './rows.ts'

/** What ends the reading at once, because nothing after it can be trusted. */
export function stopBinary(plan: RowPlan, row: number): never {
  stop(plan.file, {
    name: 'binary',
    row,
    expected: 'text',
    found: 'a NUL byte',
    remedy:
      'if this is UTF-16, name it: {"encoding": "utf-16le"}; otherwise export the table as CSV',
  })
}

export function stopUnclosed(
  plan: RowPlan,
  scan: RowScan,
  bytes: Uint8Array,
  end: number,
  row: number,
): never {
  stop(plan.file, unclosed(plan, scan, bytes, end, row, 'a closing quote'))
}

function unclosed(
  plan: RowPlan,
  scan: RowScan,
  bytes: Uint8Array,
  end: number,
  row: number,
  expected: string,
) {
  return {
    name: 'quote-unclosed',
    row,
    column: plan.header[scan.cells - 1] ?? `${scan.cells}`,
    expected,
    found: quoted(utf8(bytes, scan.at, Math.min(end, scan.at + 200))),
    remedy: 'close the quote; a quote inside a quoted cell is written twice',
  }
}

/** A row over the limit; a quote that is still open is named as the likely cause. */
export function stopTooBig(
  plan: RowPlan,
  scan: RowScan,
  bytes: Uint8Array,
  from: number,
  end: number,
  row: number,
): never {
  const most = plan.limits.rowBytes
  const open = scan.cells > 0 && scan.at >= from && bytes[scan.at] === 0x22
  const tooBig = {
    name: 'row-too-big',
    row,
    expected: `rows of at most ${most} bytes`,
    found: `${end - from} bytes without a line end`,
    remedy: 'check that the file is a table with one payment in a row',
  }
  const expected = `a closing quote within ${most} bytes`
  stop(plan.file, open ? unclosed(plan, scan, bytes, end, row, expected) : tooBig, 'too-large')
}

export function stopTooMany(plan: RowPlan, row: number): never {
  stop(
    plan.file,
    {
      name: 'too-many-rows',
      row,
      expected: `at most ${plan.limits.rows} payments`,
      found: 'more',
      remedy: 'split the ledger by account or period',
    },
    'too-large',
  )
}
