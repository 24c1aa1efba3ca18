/** Columns of the payments in file order, growing. */
export interface Columns {
  count: number
  from: Uint32Array
  to: Uint32Array
  time: Float64Array
  amount: Float64Array
  received: Float64Array
  row: Uint32Array
  start: Float64Array
  seq: Float64Array | undefined
}

export function newColumns(capacity: number, seq: boolean): Columns {
  return {
    count: 0,
    from: new Uint32Array(new SharedArrayBuffer(capacity * 4)),
    to: new Uint32Array(new SharedArrayBuffer(capacity * 4)),
    time: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    amount: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    received: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    row: new Uint32Array(new SharedArrayBuffer(capacity * 4)),
    start: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    seq: seq ? new Float64Array(capacity) : undefined,
  }
}

export function growColumns(columns: Columns): void {
  const next = newColumns(Math.ceil(columns.from.length * 1.6), columns.seq !== undefined)
  next.from.set(columns.from)
  next.to.set(columns.to)
  next.time.set(columns.time)
  next.amount.set(columns.amount)
  next.received.set(columns.received)
  next.row.set(columns.row)
  next.start.set(columns.start)
  if (columns.seq !== undefined) next.seq?.set(columns.seq)
  Object.assign(columns, { ...next, count: columns.count })
}
