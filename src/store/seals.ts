import { hmacSha256 } from './hmac.ts'
import { same } from './merkle.ts'
import { type AnyRow, type RowOf, type TableName, tableNames, tableOf } from './tables.ts'
import { type Kek, keysOf } from './vault.ts'

/**
 * Each row of a table that no Merkle tree covers carries an HMAC over its columns; the head carries, per
 * table, the count of rows and the sum of their seals (the multiset hash MSet-Add-Hash of Clarke et al.,
 * ASIACRYPT 2003). So a changed byte is found by its row, a row removed or put back by the sum.
 */
export interface Seals {
  /** The row with its seal columns filled in. */
  sealed<N extends TableName>(table: N, row: Unsealed<N>): RowOf<N>
  /** Names of the seal columns that do not fit their row. */
  broken(table: TableName, row: AnyRow): readonly string[]
}

export type Unsealed<N extends TableName> = Omit<RowOf<N>, 'seal' | 'state_seal'>

export function openSeals(kek: Kek): Seals {
  const hmacOf = hmacSha256(keysOf(kek).fixed.seal)
  /** Type and length go in front of each value, so that no two rows are the same bytes. */
  function mac({ label, covers }: Sealing, row: AnyRow): Uint8Array {
    // Small values in one piece, large ones as they lie: neither many calls nor a copy of what is long.
    const parts: (string | Uint8Array)[] = []
    let text = label
    for (const column of covers) {
      const value = row[column] ?? null
      if (value === null) text += '-'
      else if (typeof value === 'number') text += `i${value};`
      else if (typeof value === 'string') text += `t${value.length};${value}`
      else {
        parts.push(`${text}b${value.length};`, value)
        text = ''
      }
    }
    parts.push(text)
    return hmacOf(parts)
  }
  return {
    sealed(table, row) {
      const full: Record<string, string | number | Uint8Array | null> = { ...(row as AnyRow) }
      for (const sealing of sealings[table]!) full[sealing.seal] = mac(sealing, full)
      return full as RowOf<typeof table>
    },
    broken(table, row) {
      let found = none
      for (const sealing of sealings[table]!)
        if (!same(mac(sealing, row), row[sealing.seal] as Uint8Array))
          found = [...found, sealing.seal]
      return found
    },
  }
}

interface Sealing {
  /** Its column. */
  readonly seal: string
  readonly label: string
  readonly covers: readonly string[]
}

const sealings: Readonly<Record<string, readonly Sealing[]>> = Object.fromEntries(
  tableNames.map((table) => [
    table,
    Object.entries(tableOf(table).seals).map(([seal, covers]) => ({
      seal,
      label: `${table} ${seal}\n`,
      covers,
    })),
  ]),
)

const none: readonly string[] = []

/** Tables whose rows are counted in the head. */
export const tallied = ['bodies', 'rows', 'outbox', 'inbox'] as const
export type Tallied = (typeof tallied)[number]

/** Per table: 8 bytes count, 32 bytes sum of seals modulo 2^256, big-endian. */
export interface Tally {
  add(table: Tallied, seal: Uint8Array): void
  remove(table: Tallied, seal: Uint8Array): void
  bytes(): Uint8Array
  count(table: Tallied): bigint
  sum(table: Tallied): bigint
}

const modulus = 1n << 256n

export function tallyFrom(bytes: Uint8Array | undefined): Tally {
  const counts = new Map<Tallied, bigint>()
  const sums = new Map<Tallied, bigint>()
  for (const [i, table] of tallied.entries()) {
    counts.set(table, bytes ? number(bytes.subarray(i * 40, i * 40 + 8)) : 0n)
    sums.set(table, bytes ? number(bytes.subarray(i * 40 + 8, i * 40 + 40)) : 0n)
  }
  function change(table: Tallied, by: bigint, seal: Uint8Array): void {
    counts.set(table, counts.get(table)! + by)
    sums.set(table, (sums.get(table)! + by * number(seal) + modulus) % modulus)
  }
  return {
    add: (table, seal) => change(table, 1n, seal),
    remove: (table, seal) => change(table, -1n, seal),
    count: (table) => counts.get(table)!,
    sum: (table) => sums.get(table)!,
    bytes: () =>
      new Uint8Array(
        Buffer.concat(
          tallied.flatMap((table) => [fixed(counts.get(table)!, 8), fixed(sums.get(table)!, 32)]),
        ),
      ),
  }
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
}

function fixed(value: bigint, length: number): Uint8Array {
  return Buffer.from(
    value
      .toString(16)
      .padStart(length * 2, '0')
      .slice(-length * 2),
    'hex',
  )
}
