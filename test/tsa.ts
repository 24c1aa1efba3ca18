import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as asn1 from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'

/** A timestamp authority of RFC 3161 on a port of this machine, with a root of its own. For tests alone. */
export interface Tsa {
  readonly address: string
  /** Certificate of the root, in PEM. */
  readonly root: string
  readonly asked: number
  /** What it does wrong; nothing while undefined. */
  fault: Fault | undefined
  close(): Promise<void>
}

export type Fault =
  | 'down'
  | 'refuses'
  | 'other-imprint'
  | 'other-nonce'
  | 'no-purpose'
  | 'expired'
  | 'other-root'
  | 'no-certificate-named'
  | 'changed-signature'
  | 'not-asn1'

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const

export async function startTsa(now: () => Date): Promise<Tsa> {
  const good = await authority('good', [timeStamping], now)
  const plain = await authority('plain', ['1.3.6.1.5.5.7.3.1'], now)
  const old = await authority('old', [timeStamping], () => new Date('2001-01-01T00:00:00Z'))
  const stranger = await authority('stranger', [timeStamping], now)
  let fault: Fault | undefined
  let asked = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      asked++
      if (fault === 'down' || request.headers['content-type'] !== 'application/timestamp-query') {
        response.writeHead(503).end()
        return
      }
      const signer =
        fault === 'no-purpose'
          ? plain
          : fault === 'expired'
            ? old
            : fault === 'other-root'
              ? stranger
              : good
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
      response.end(
        fault === 'not-asn1' ? 'hello' : await answer(Buffer.concat(parts), signer, now(), fault),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    root: `${good.root}${old.root}${plain.root}`,
    get asked() {
      return asked
    },
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The same authority without a port: who asks it brings the wire and the time. */
export async function tsaWithoutPort(now: () => Date): Promise<{
  readonly root: string
  answer(request: Uint8Array, fault?: Fault): Promise<Uint8Array>
}> {
  const good = await authority('good', [timeStamping], now)
  const stranger = await authority('stranger', [timeStamping], now)
  return {
    root: good.root,
    answer: (request, fault) =>
      answer(request, fault === 'other-root' ? stranger : good, now(), fault),
  }
}

const timeStamping = '1.3.6.1.5.5.7.3.8'

interface Signer {
  readonly certificate: Certificate
  readonly key: webcrypto.CryptoKey
  readonly root: string
}

async function authority(name: string, purposes: string[], now: () => Date): Promise<Signer> {
  const root = (await webcrypto.subtle.generateKey(curve, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const leaf = (await webcrypto.subtle.generateKey(curve, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const year = 365 * 86_400_000
  const make = async (subject: string, of: webcrypto.CryptoKeyPair, extensions: Extension[]) => {
    const certificate = new Certificate()
    certificate.version = 2
    certificate.serialNumber = new asn1.Integer({ valueHex: positive(8) })
    certificate.issuer.typesAndValues.push(commonName(`${name} root`))
    certificate.subject.typesAndValues.push(commonName(subject))
    certificate.notBefore.value = new Date(now().getTime() - 10 * year)
    certificate.notAfter.value = new Date(now().getTime() + year)
    certificate.extensions = extensions
    await certificate.subjectPublicKeyInfo.importKey(of.publicKey)
    await certificate.sign(root.privateKey, 'SHA-256')
    return certificate
  }
  const basic = new BasicConstraints({ cA: true })
  const ca = new Extension({
    extnID: '2.5.29.19',
    critical: true,
    extnValue: basic.toSchema().toBER(),
  })
  const usage = new ExtKeyUsage({ keyPurposes: purposes })
  const eku = new Extension({
    extnID: '2.5.29.37',
    critical: true,
    extnValue: usage.toSchema().toBER(),
  })
  const top = await make(`${name} root`, root, [ca])
  const certificate = await make(`${name} authority`, leaf, [eku])
  return { certificate, key: leaf.privateKey, root: pem(top) }
}

async function answer(
  request: Uint8Array,
  signer: Signer,
  now: Date,
  fault?: Fault,
): Promise<Buffer> {
  if (fault === 'refuses') {
    const refused = new TimeStampResp({ status: new PKIStatusInfo({ status: 2 }) })
    return Buffer.from(refused.toSchema().toBER())
  }
  const asked = TimeStampReq.fromBER(new Uint8Array(request))
  const message = Buffer.from(asked.messageImprint.hashedMessage.valueBlock.valueHexView)
  if (fault === 'other-imprint') message[0]! ^= 1
  const info = new TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.99999.1',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new asn1.OctetString({ valueHex: new Uint8Array(message).buffer }),
    }),
    serialNumber: new asn1.Integer({ valueHex: positive(8) }),
    genTime: new Date(Math.floor(now.getTime() / 1000) * 1000),
    nonce: fault === 'other-nonce' ? new asn1.Integer({ valueHex: positive(16) }) : asked.nonce!,
  })
  const content = new Uint8Array(info.toSchema().toBER())
  const digest = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
  const certificateHash = digest(new Uint8Array(signer.certificate.toSchema(true).toBER()))
  const attributes = [
    new Attribute({
      type: '1.2.840.113549.1.9.3',
      values: [new asn1.ObjectIdentifier({ value: tstInfo })],
    }),
    new Attribute({
      type: '1.2.840.113549.1.9.4',
      values: [new asn1.OctetString({ valueHex: digest(content).buffer })],
    }),
    // SigningCertificateV2 (RFC 5035): SHA-256 of the certificate.
    ...(fault === 'no-certificate-named'
      ? []
      : [
          new Attribute({
            type: '1.2.840.113549.1.9.16.2.47',
            values: [
              sequence(
                sequence(sequence(new asn1.OctetString({ valueHex: certificateHash.buffer }))),
              ),
            ],
          }),
        ]),
  ]
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: tstInfo,
      eContent: new asn1.OctetString({ valueHex: content.buffer }),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: signer.certificate.issuer,
          serialNumber: signer.certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
    certificates: [signer.certificate],
  })
  await signed.sign(signer.key, 0, 'SHA-256')
  if (fault === 'changed-signature') {
    const bytes = signed.signerInfos[0]!.signature.valueBlock.valueHexView
    bytes[bytes.length - 1]! ^= 1
  }
  const token = new ContentInfo({
    contentType: '1.2.840.113549.1.7.2',
    content: signed.toSchema(true),
  })
  const reply = new TimeStampResp({
    status: new PKIStatusInfo({ status: 0 }),
    timeStampToken: token,
  })
  return Buffer.from(reply.toSchema().toBER())
}

const tstInfo = '1.2.840.113549.1.9.16.1.4'

function sequence(...value: asn1.AsnType[]): asn1.Sequence {
  return new asn1.Sequence({ value })
}

function commonName(name: string): AttributeTypeAndValue {
  return new AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1.Utf8String({ value: name }) })
}

function positive(bytes: number): ArrayBuffer {
  const value = randomBytes(bytes)
  value[0] = (value[0]! & 0x3f) | 0x40
  return new Uint8Array(value).buffer
}

function pem(certificate: Certificate): string {
  const body = Buffer.from(certificate.toSchema(true).toBER()).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${body.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`
}
