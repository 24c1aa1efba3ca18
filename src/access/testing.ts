import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/**
 * An authenticator in software, written from W3C WebAuthn Level 3 (6.1 authenticator data, 6.5.4 attestation object,
 * 7.2) and RFC 9052 (COSE keys), so that the ceremonies are tested against something that the library did not write.
 */
export interface TestAuthenticator {
  /** Credential id, base64url. */
  readonly id: string
  /** COSE_Key, base64url. */
  readonly publicKey: string
  register(challenge: string, site: { rpId: string; origin: string }): RegistrationJson
  assert(challenge: string, site: { rpId: string; origin: string }, wrong?: Wrong): AssertionJson
}

/** Things an authenticator, or somebody in between, may get wrong. */
export interface Wrong {
  readonly verified?: boolean
  readonly present?: boolean
  readonly type?: string
  readonly counter?: number
}

export interface AssertionJson {
  readonly id: string
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
}

export interface RegistrationJson {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly clientExtensionResults: object
  readonly response: {
    readonly clientDataJSON: string
    readonly attestationObject: string
    readonly transports: readonly 'internal'[]
  }
}

export function testAuthenticator(algorithm: 'P-256' | 'Ed25519' = 'P-256'): TestAuthenticator {
  const { privateKey, publicKey } =
    algorithm === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519')
  const cose = coseKey(publicKey, algorithm)
  const id = createHash('sha256').update(cose).digest().subarray(0, 24)
  let counter = 0
  return {
    id: id.toString('base64url'),
    publicKey: cose.toString('base64url'),
    register(challenge, { rpId, origin }) {
      const client = clientData('webauthn.create', challenge, origin)
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      // UP, UV, AT; then AAGUID of zeros, the id with its length, the key.
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
      const data = Buffer.concat([authenticatorData(rpId, 0x45, 0), attested])
      const object = cborMap([
        [text('fmt'), text('none')],
        [text('attStmt'), Buffer.from([0xa0])],
        [text('authData'), bytes(data)],
      ])
      return {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          attestationObject: object.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    assert(challenge, { rpId, origin }, wrong = {}) {
      counter = wrong.counter ?? counter + 1
      const flags = (wrong.present === false ? 0 : 1) | (wrong.verified === false ? 0 : 4)
      const data = authenticatorData(rpId, flags, counter)
      const client = clientData(wrong.type ?? 'webauthn.get', challenge, origin)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        id: id.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        clientDataJSON: client.toString('base64url'),
        signature: signature(privateKey, algorithm, signed).toString('base64url'),
      }
    },
  }
}

function signature(key: KeyObject, algorithm: string, data: Buffer): Buffer {
  return sign(algorithm === 'P-256' ? 'sha256' : null, data, key)
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), tail])
}

/** RFC 9052 and RFC 9053: EC2 with ES256 (-7), or OKP with EdDSA (-8). */
function coseKey(key: KeyObject, algorithm: 'P-256' | 'Ed25519'): Buffer {
  const jwk = key.export({ format: 'jwk' }) as { x: string; y?: string }
  const coordinate = (value: string) => bytes(Buffer.from(value, 'base64url'))
  return algorithm === 'P-256'
    ? cborMap([
        [integer(1), integer(2)],
        [integer(3), integer(-7)],
        [integer(-1), integer(1)],
        [integer(-2), coordinate(jwk.x)],
        [integer(-3), coordinate(jwk.y as string)],
      ])
    : cborMap([
        [integer(1), integer(1)],
        [integer(3), integer(-8)],
        [integer(-1), integer(6)],
        [integer(-2), coordinate(jwk.x)],
      ])
}

function cborMap(pairs: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([Buffer.from([0xa0 | pairs.length]), ...pairs.flat()])
}

function integer(value: number): Buffer {
  return Buffer.from([value >= 0 ? value : 0x20 | (-1 - value)])
}

function text(value: string): Buffer {
  return Buffer.concat([head(0x60, value.length), Buffer.from(value)])
}

function bytes(value: Buffer): Buffer {
  return Buffer.concat([head(0x40, value.length), value])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([major | length])
  if (length < 256) return Buffer.from([major | 24, length])
  return Buffer.from([major | 25, length >> 8, length & 255])
}
