/** What one file may cost before it is refused; every limit is checked before the memory is taken. */
export interface Limits {
  /** Bytes of one row, quoted line ends included. */
  readonly rowBytes: number
  readonly columns: number
  /** Rows after the header. */
  readonly rows: number
  /** Bytes of text after unpacking. */
  readonly textBytes: number
  /** Unpacked bytes for one packed byte, looked at once 64 MiB are unpacked. */
  readonly gzipRatio: number
  /** Bad rows that are listed; more are counted. */
  readonly problems: number
}

export const limits: Limits = {
  rowBytes: 1024 * 1024,
  columns: 1_000,
  rows: 200_000_000,
  textBytes: 32 * 1024 ** 3,
  gzipRatio: 200,
  problems: 1_000,
}
