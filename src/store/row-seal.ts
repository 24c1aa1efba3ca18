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
  /** The same for canonical JSON. */
  sealText(row: Place, text: Uint8Array): string
  /**
   * Undefined when it was sealed by another key or changed. Plain content of before is read as it is. What one row object
   * holds is opened once, as long as the object is there; whoever asks gets the same value, which nobody can change.
   */
  open(row: Sealed): Json | undefined
  /** What it holds as text, canonical when it was sealed here. */
  text(row: Sealed): string | undefined
  /** For the writer: what the row holds, so that it need not be opened. */
  remember(row: Sealed, text: string): void
  /** The column under the key of now; undefined when it is so already. */
  reseal(row: Sealed): string | undefined
}

interface Place {
  readonly kind: string
  readonly key: string
}

type Sealed = Place & { readonly data: string }

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
  const texts = new WeakMap<Sealed, string>()
  const opened = new WeakMap<Sealed, Json>()
  const openText = (row: Sealed): string | undefined => {
    const sealed = bytesOf(row.data)
    if (sealed === undefined) return row.data
    const place = placeOf(row)
    for (const key of [now!, ...former]) {
      const plain = key.open(place, sealed)
      if (plain) return plain.toString('utf8')
    }
    return undefined
  }
  const text = (row: Sealed): string | undefined => {
    const known = texts.get(row) ?? openText(row)
    if (known !== undefined) texts.set(row, known)
    return known
  }
  return {
    seal: (row, data) => seal(row, canonical(data)),
    sealText: seal,
    text,
    remember: (row, known) => void texts.set(row, known),
    open(row) {
      const known = opened.get(row)
      if (known !== undefined) return known
      const found = text(row)
      if (found === undefined) return undefined
      const value = frozen(JSON.parse(found) as Json)
      opened.set(row, value)
      return value
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

function frozen(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) if (part !== undefined) frozen(part)
  return Object.freeze(value)
}

function placeOf({ kind, key }: Place): Buffer {
  return Buffer.from(JSON.stringify(['row', kind, key]))
}
