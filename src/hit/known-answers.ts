import type { KnownAnswer } from '#base'
import type { Group } from './group.ts'
import { batchHolds, blindInput, deriveKeyPair, evaluateBatch, finalize, outputOf } from './oprf.ts'
import { ristretto255 } from './ristretto.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const same = (a: Uint8Array, b: string) => Buffer.from(a).equals(hex(b))

// RFC 9497, A.1.2: seed, key info, input, blind, the randomness of the proof, and what must come out.
const seed = 'a3'.repeat(32)
const keyInfo = '74657374206b6579'
const secret = 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909'
const publicKey = 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e'
const input = '5a'.repeat(17)
const blind = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706'
const blinded = 'cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c'
const evaluated = '60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468'
const proofRandom = '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e'
const proof =
  '401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a' +
  '67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02'
const output =
  '8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60' +
  '356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6'

/** Blind questions: the whole protocol once, to the byte, and a proof that must not hold. */
export async function hitAnswers(): Promise<readonly KnownAnswer[]> {
  const group = await ristretto255()
  return [
    {
      of: 'VOPRF(ristretto255, SHA-512)',
      source: 'RFC 9497, A.1.2, test vector 2',
      holds: () => answersAsPublished(group),
    },
  ]
}

function answersAsPublished(group: Group): boolean {
  const key = deriveKeyPair(group, 'voprf', hex(seed), hex(keyInfo))
  const asked = blindInput(group, 'voprf', hex(input), { scalar: hex(blind) })
  const answer = evaluateBatch(group, key, [asked.element], { scalar: hex(proofRandom) })
  const other = group.multiplyBase(hex(blind))
  return (
    same(key.secret, secret) &&
    same(key.public, publicKey) &&
    same(asked.element, blinded) &&
    same(answer.elements[0]!, evaluated) &&
    same(Buffer.concat([answer.proof.c, answer.proof.s]), proof) &&
    batchHolds(group, key.public, [asked.element], answer) &&
    !batchHolds(group, other, [asked.element], answer) &&
    same(finalize(group, hex(input), asked.blind, answer.elements[0]!), output) &&
    same(outputOf(group, 'voprf', key.secret, hex(input)), output) &&
    !group.isElement(new Uint8Array(32)) &&
    !group.isElement(new Uint8Array(32).fill(0xff))
  )
}
