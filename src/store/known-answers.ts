import type { KnownAnswer } from '#base'
import { xaes256gcm } from './xaes.ts'

/** What rows and bodies are encrypted with at rest. */
export const storeAnswers: readonly KnownAnswer[] = [
  {
    of: 'XAES-256-GCM',
    source: 'C2SP XAES-256-GCM, test vectors',
    holds() {
      const box = xaes256gcm(new Uint8Array(32).fill(3))
      const aad = Buffer.from('c2sp.org/XAES-256-GCM')
      const plain = Buffer.from('XAES-256-GCM')
      const sealed = box.seal(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX'), aad, plain)
      const changed = Buffer.from(sealed)
      changed[changed.length - 1]! ^= 1
      return (
        sealed.subarray(24).toString('hex') ===
          '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d' &&
        box.open(aad, sealed)?.equals(plain) === true &&
        box.open(aad, changed) === undefined
      )
    },
  },
]
