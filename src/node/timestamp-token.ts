import { createHash } from 'node:crypto'
import {
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  type PkiObject,
  SignedData,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import { done, type Instant, type Outcome, refuse, sha256 } from '#base'

/** What a timestamp authority said about some bytes: at this time they existed (RFC 3161). */
export interface Timestamp {
  readonly time: Instant
  /** Common name of the signer's certificate. */
  readonly signer: string
  /** Serial number in hex; unique at the authority. */
  readonly serial: string
}

const sha256Oid = '2.16.840.1.101.3.4.2.1'
const tstInfoOid = '1.2.840.113549.1.9.16.1.4'
const signedDataOid = '1.2.840.113549.1.7.2'
const timeStampingOid = '1.3.6.1.5.5.7.3.8'
const extKeyUsageOid = '2.5.29.37'
/** signingCertificate (RFC 2634) with SHA-1, and its successor of RFC 5035. */
const signingCertificateOids = ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47']
/** A token with its chain has a few kilobytes. */
const mostBytes = 64 * 1024

/** TimeStampReq in DER (RFC 3161, 2.4.1): SHA-256 of the bytes, a nonce of 16 bytes, and the wish for the certificate. */
export function timestampRequest(bytes: Uint8Array, nonce: Uint8Array): Uint8Array {
  const algorithm = sequence(Buffer.from('06096086480165030402010500', 'hex'))
  const imprint = sequence(Buffer.concat([algorithm, tagged(0x04, sha256(bytes))]))
  // A positive INTEGER in its shortest form.
  const positive = Buffer.concat([
    Uint8Array.of(0x00),
    Uint8Array.of(0x40 | (nonce[0]! & 0x3f)),
    nonce.subarray(1),
  ])
  return sequence(
    Buffer.concat([
      Uint8Array.of(0x02, 0x01, 0x01),
      imprint,
      tagged(0x02, positive.subarray(1)),
      Uint8Array.of(0x01, 0x01, 0xff),
    ]),
  )
}

/**
 * The token inside an answer, when the authority granted it for exactly this question.
 *
 * @returns the token in DER; kept as it is, because a court checks these bytes
 */
export async function tokenIn(
  answer: Uint8Array,
  asked: {
    readonly bytes: Uint8Array
    readonly nonce: Uint8Array
    readonly roots: readonly string[]
  },
): Promise<Outcome<{ readonly token: Uint8Array; readonly timestamp: Timestamp }>> {
  const response = parsed(TimeStampResp, answer)
  if (response === undefined) return broken('the answer is not a timestamp response')
  const { status } = response.status
  if (status !== 0 && status !== 1) return broken(`the authority refused with status ${status}`)
  if (response.timeStampToken === undefined) return broken('the answer holds no token')
  const token = new Uint8Array(response.timeStampToken.toSchema().toBER(false))
  const checked = await checkToken(token, asked)
  if (!checked.ok) return checked
  const nonce = checked.value.nonce
  const expected = Buffer.from(asked.nonce)
  expected[0] = 0x40 | (expected[0]! & 0x3f)
  if (nonce === undefined || Buffer.compare(nonce, expected) !== 0)
    return broken('the token answers another question: its nonce is not the one that was sent')
  return done({ token, timestamp: checked.value.timestamp })
}

/**
 * A token held against the bytes it is about and against the roots that the reader trusts, at the time that it names.
 * Needs no network and no authority: signature, imprint, purpose and chain of the certificate.
 *
 * @param roots certificates in PEM
 */
export async function verifyToken(
  token: Uint8Array,
  asked: { readonly bytes: Uint8Array; readonly roots: readonly string[] },
): Promise<Outcome<Timestamp>> {
  const checked = await checkToken(token, asked)
  return checked.ok ? done(checked.value.timestamp) : checked
}

interface Checked {
  readonly timestamp: Timestamp
  readonly nonce: Uint8Array | undefined
}

const underway = new Set<Promise<unknown>>()

/** Settles when no token is being checked; undefined when none is. Signatures are checked by other threads. */
export function checksUnderway(): Promise<unknown> | undefined {
  return underway.size === 0 ? undefined : Promise.allSettled(underway)
}

function checkToken(
  token: Uint8Array,
  asked: { readonly bytes: Uint8Array; readonly roots: readonly string[] },
): Promise<Outcome<Checked>> {
  const checking = checkedToken(token, asked).finally(() => underway.delete(checking))
  underway.add(checking)
  return checking
}

async function checkedToken(
  token: Uint8Array,
  { bytes, roots }: { readonly bytes: Uint8Array; readonly roots: readonly string[] },
): Promise<Outcome<Checked>> {
  const content = token.length > mostBytes ? undefined : parsed(ContentInfo, token)
  if (content?.contentType !== signedDataOid) return broken('the token is not signed data (CMS)')
  try {
    const signed = new SignedData({ schema: content.content })
    const inside = signed.encapContentInfo
    if (inside.eContentType !== tstInfoOid || inside.eContent === undefined)
      return broken('the token holds no timestamp')
    const info = TSTInfo.fromBER(inside.eContent.getValue())
    const { hashAlgorithm, hashedMessage } = info.messageImprint
    if (hashAlgorithm.algorithmId !== sha256Oid)
      return broken('the token hashes otherwise than SHA-256')
    if (Buffer.compare(hashedMessage.valueBlock.valueHexView, sha256(bytes)) !== 0)
      return broken('the token is about other bytes')
    const signer = signerOf(signed)
    if (signer === undefined)
      return broken('the token does not hold the certificate of its one signer')
    if (!isForTimestamps(signer))
      return broken('the certificate of the signer is not for timestamps alone (RFC 3161, 2.3)')
    if (!namesCertificate(signed, signer))
      return broken('the token does not name the certificate it was signed with')
    const trustedCerts = roots.map(certificateOf)
    const held = await signed.verify({
      signer: 0,
      data: new Uint8Array(bytes).buffer,
      checkChain: true,
      passedWhenNotRevValues: true,
      checkDate: info.genTime,
      trustedCerts,
      extendedMode: true,
    })
    // In this mode a false signature is an answer and no exception.
    if (held.signatureVerified !== true || held.signerCertificateVerified !== true)
      return broken('its signature does not hold')
    const names = signer.subject.typesAndValues.filter((t) => t.type === '2.5.4.3')
    return done({
      timestamp: {
        time: info.genTime.toISOString() as Instant,
        signer: String(names[0]?.value.valueBlock.value ?? 'without a name'),
        serial: Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex'),
      },
      nonce: info.nonce?.valueBlock.valueHexView,
    })
  } catch (error) {
    // The library says no by throwing, whatever the reason; its words go into ours.
    const why = error instanceof Error ? error.message : String(error)
    return broken(`its signature does not hold: ${why.slice(0, 200)}`)
  }
}

/** Exactly one signer, whose certificate is inside. */
function signerOf(signed: SignedData): Certificate | undefined {
  if (signed.signerInfos.length !== 1) return undefined
  const { sid } = signed.signerInfos[0]!
  return (signed.certificates ?? []).find((c): c is Certificate => {
    if (!(c instanceof Certificate) || !('serialNumber' in sid)) return false
    return c.serialNumber.isEqual(sid.serialNumber) && c.issuer.isEqual(sid.issuer)
  })
}

function isForTimestamps(certificate: Certificate): boolean {
  const extension = certificate.extensions?.find((e) => e.extnID === extKeyUsageOid)
  if (extension?.critical !== true || !(extension.parsedValue instanceof ExtKeyUsage)) return false
  const { keyPurposes } = extension.parsedValue
  return keyPurposes.length === 1 && keyPurposes[0] === timeStampingOid
}

/** RFC 5816: the signed attributes name the certificate, so that another one with the same key is another signer. */
function namesCertificate(signed: SignedData, signer: Certificate): boolean {
  const der = new Uint8Array(signer.toSchema().toBER())
  const prints = ['sha256', 'sha1'].map((name) => createHash(name).update(der).digest())
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? []
  return attributes.some((attribute) => {
    if (!signingCertificateOids.includes(attribute.type)) return false
    const value = Buffer.from(attribute.toSchema().toBER())
    return prints.some((print) => value.includes(print))
  })
}

function certificateOf(pem: string): Certificate {
  const body = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(pem)?.[1]
  if (body === undefined) throw new TypeError('a root is a certificate in PEM')
  return Certificate.fromBER(new Uint8Array(Buffer.from(body, 'base64')))
}

function parsed<T extends PkiObject>(
  kind: { new (): T; fromBER(bytes: Uint8Array<ArrayBuffer>): PkiObject },
  bytes: Uint8Array,
): T | undefined {
  if (bytes.length > mostBytes) return undefined
  try {
    return kind.fromBER(new Uint8Array(bytes)) as T
  } catch {
    return undefined
  }
}

function sequence(content: Uint8Array): Uint8Array {
  return tagged(0x30, content)
}

/** DER with a short length: everything in a request is below 128 bytes. */
function tagged(tag: number, content: Uint8Array): Uint8Array {
  if (content.length > 127) throw new TypeError('a request for a timestamp is short')
  return Buffer.concat([Uint8Array.of(tag, content.length), content])
}

function broken(why: string) {
  return refuse({
    kind: 'unlawful',
    name: 'timestamp-not-valid',
    ground: why,
    citation: 'RFC 3161, sections 2.2 and 2.4.2',
    remedy: 'ask the authority again, or check that its root is the one you trust',
  })
}
