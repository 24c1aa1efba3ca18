import { canonical, type Json, type Random } from '#base'
import { derive, type Kek, keysOf } from './vault.ts'
import { xaes256gcm } from './xaes.ts'

/**
 * What rows hold lies encrypted in the table (names, subjects, words of a matter); kind, key, due and sort stay plain,
 * because the table is searched by them, and carry ids, instants and numbers only. Bound to its kind and key, so that the
 * content of one row does not open in another.
 */
export interface RowSeal {
  /** JSON text for the column: a string of base64. */
  seal(row: Place, data: Json): string
  /** Undefined when it was sealed by another key or changed. Plain content of before is read as it is. */
  open(row: Place & { readonly data: string }): Json | undefined
  /** The column under the key of now; undefined when it is so already. */
  reseal(row: Place & { readonly data: string }): string | undefined
}

interface Place {
  readonly kind: string
  readonly key: string
}

const mark = 'r1.'

export function openRowSeal(kek: Kek, random: Random): RowSeal {
  const keys = keysOf(kek)
  const [now, ...former] = [keys.kek, ...keys.former.map((item) => item.kek)].map((key) =>
    xaes256gcm(derive(key, 'comity/row/v1')),
  )
  const seal = (row: Place, plain: Uint8Array) => {
    const sealed = now!.seal(random.bytes(24), placeOf(row), plain)
    return `"${mark}${sealed.toString('base64')}"`
  }
  const bytesOf = (data: string): Buffer | undefined =>
    data.startsWith(`"${mark}`) ? Buffer.from(data.slice(mark.length + 1, -1), 'base64') : undefined
  return {
    seal: (row, data) => seal(row, canonical(data)),
    open(row) {
      const sealed = bytesOf(row.data)
      if (sealed === undefined) return JSON.parse(row.data) as Json
      const place = placeOf(row)
      for (const key of [now!, ...former]) {
        const plain = key.open(place, sealed)
        if (plain) return JSON.parse(plain.toString('utf8')) as Json
      }
      return undefined
    },
    reseal(row) {
      const sealed = bytesOf(row.data)
      if (sealed === undefined) return seal(row, Buffer.from(row.data))
      const place = placeOf(row)
      if (former.length === 0 || now!.open(place, sealed)) return undefined
      for (const key of former) {
        const plain = key.open(place, sealed)
        if (plain) return seal(row, plain)
      }
      return undefined
    },
  }
}

function placeOf({ kind, key }: Place): Buffer {
  return Buffer.from(JSON.stringify(['row', kind, key]))
}
