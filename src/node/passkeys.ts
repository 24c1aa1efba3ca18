import { isIP } from 'node:net'
import {
  type Assertion,
  accessRefusal,
  isPasskeyKey,
  library,
  passkeyAlgorithms,
  type RelyingParty,
  verifyAssertion,
} from '#access'
import { done, type Instant, millis, type Outcome, refuse, sha256 } from '#base'
import { decideAccess } from './access.ts'
import { note, write } from './records.ts'
import { allRows, plain, rowData } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

/** A passkey of an officer (W3C WebAuthn Level 3). The private part never reaches the node. */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string
  readonly officer: string
  /** COSE_Key (RFC 9052), base64url. */
  readonly publicKey: string
  /** Signature counter as last seen; many authenticators leave it at 0. */
  readonly counter: number
  readonly registeredAt: Instant
  /** Somebody else of the authority has confirmed that it is this officer's. */
  readonly confirmed?: { readonly by: string; readonly at: Instant }
  readonly revoked?: { readonly by: string; readonly at: Instant }
}

/** What the browser gives back when a passkey is made (WebAuthn, 5.2.1). */
export interface Registration {
  readonly id: string
  readonly clientDataJSON: string
  readonly attestationObject: string
}

/** Minutes within which a ceremony that was begun is ended. */
const ceremonyMinutes = 5
const mostCeremonies = 1000

/**
 * The site for which passkeys of this node are made: the host of its own address. Passkeys are bound to a name; on a
 * machine of one's own that is localhost.
 */
export function relyingParty(world: World): Outcome<RelyingParty> {
  const address = world.addressOf(world.id) ?? ''
  const url = URL.canParse(address) ? new URL(address) : undefined
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? ''
  const loopback = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  if (url === undefined || (isIP(host) !== 0 && !loopback) || !/^https?:$/.test(url.protocol))
    return refuse({
      kind: 'conflict',
      name: 'passkeys-without-name',
      ground: 'the address of this node is no name of a host, and a passkey is bound to a name',
      citation: 'W3C WebAuthn Level 3, 5.1.2',
      remedy: 'give the node an https address with a host name on its card',
    })
  if (!loopback) return done({ rpId: host, origin: url.origin })
  return done({ rpId: 'localhost', origin: `http://localhost${url.port && `:${url.port}`}` })
}

/** A challenge for one ceremony, remembered for a few minutes and good once. */
function beginCeremony(world: World, what: string): string {
  const { ceremonies } = world.access
  const challenge = Buffer.from(world.random.bytes(32)).toString('base64url')
  for (const old of ceremonies.keys()) {
    if (ceremonies.size < mostCeremonies) break
    ceremonies.delete(old)
  }
  ceremonies.set(challenge, {
    what,
    until: millis(world.clock.now()) + ceremonyMinutes * 60_000,
  })
  return challenge
}

/** The challenge inside what the browser says, when it is one of ours for this; used up by asking. */
function endCeremony(world: World, clientDataJSON: string, what: string): string | undefined {
  const challenge = challengeIn(clientDataJSON)
  const begun = challenge === undefined ? undefined : world.access.ceremonies.get(challenge)
  if (challenge === undefined || begun?.what !== what) return undefined
  world.access.ceremonies.delete(challenge)
  return millis(world.clock.now()) <= begun.until ? challenge : undefined
}

function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const read = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as unknown
    const { challenge } = (read ?? {}) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}

/** What the browser needs to make a passkey. Keys that any officer of the node has are left out: one person, one account. */
export async function registrationOptions(
  world: World,
  actor: string,
): Promise<Outcome<Readonly<Record<string, unknown>>>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(passkeyRefused('nobody works here under that name'))
  const site = relyingParty(world)
  if (!site.ok) return site
  const known = await allPasskeys(world)
  return done({
    challenge: beginCeremony(world, `register ${hand.id}`),
    rp: { id: site.value.rpId, name: world.federation.own.name },
    user: { id: userHandle(hand.id), name: hand.id, displayName: hand.id },
    pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: ceremonyMinutes * 60_000,
    attestation: 'none',
    excludeCredentials: known
      .filter((key) => key.revoked === undefined)
      .map((key) => ({ type: 'public-key', id: key.id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    origin: site.value.origin,
  })
}

/** WebAuthn, 14.6.1: a handle that says nothing of the person. */
function userHandle(officer: string): string {
  return Buffer.from(sha256(Buffer.from(`comity officer ${officer}`))).toString('base64url')
}

/** Takes a new passkey in. It counts when somebody else of the authority has confirmed whose it is. */
export async function register(
  world: World,
  actor: string,
  given: Registration,
): Promise<Outcome<Passkey>> {
  const hand = handOf(world, actor)
  const site = relyingParty(world)
  if (!site.ok) return site
  const challenge = endCeremony(world, given.clientDataJSON, `register ${actor}`)
  if (hand === undefined || challenge === undefined) return refuse(ceremonyOver)
  const made = await verifiedKey(given, challenge, site.value)
  if (made === undefined)
    return refuse(passkeyRefused('what the authenticator gave back does not hold'))
  return world.locks.run(['passkeys'], async () => {
    const known = (await allPasskeys(world)).find(
      (key) => key.id === made.id || key.publicKey === made.publicKey,
    )
    if (known !== undefined)
      return refuse({
        kind: 'conflict',
        name: 'passkey-taken',
        ground: 'this passkey was registered here before; one passkey stands for one officer',
        citation: 'design of the procedures: four eyes',
        remedy: 'use another authenticator, or have the old entry withdrawn',
      })
    const passkey: Passkey = {
      ...made,
      officer: hand.id,
      registeredAt: world.clock.now(),
    }
    return keep(world, hand, passkey, 'passkey.registered', {
      credential: passkey.id,
      publicKey: passkey.publicKey,
      ...site.value,
    })
  })
}

/**
 * The key that an authenticator made, from what it gave back (WebAuthn Level 3, 7.1); undefined where it is not over the
 * challenge, of another site, without the person, or of a kind that nobody here verifies.
 */
export async function verifiedKey(
  given: Registration,
  expectedChallenge: string,
  site: RelyingParty,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter'> | undefined> {
  const { verifyRegistrationResponse } = await library()
  const { id, ...response } = given
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    })
    const credential = registrationInfo?.credential
    if (!verified || credential === undefined || !isPasskeyKey(credential.publicKey))
      return undefined
    const publicKey = Buffer.from(credential.publicKey).toString('base64url')
    return { id: credential.id, publicKey, counter: credential.counter }
  } catch {
    return undefined
  }
}

/** Somebody else of the authority, in the presence of the officer, says that the passkey is this officer's. */
export async function confirmPasskey(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<Passkey>> {
  return changePasskey(world, actor, id, 'passkey.confirmed', (key, by) =>
    key.confirmed !== undefined || key.revoked !== undefined
      ? refuse({
          kind: 'conflict',
          name: 'passkey-not-waiting',
          ground: 'this passkey waits for nobody: it was confirmed or withdrawn before',
          remedy: 'look at the list of passkeys',
        })
      : done({ ...key, confirmed: { by, at: world.clock.now() } }),
  )
}

/** Withdraws a passkey: lost, or its owner has left. Whoever owns it may, and whoever may confirm. */
export async function revokePasskey(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<Passkey>> {
  return changePasskey(world, actor, id, 'passkey.revoked', (key, by) =>
    done({ ...key, revoked: { by, at: world.clock.now() } }),
  )
}

async function changePasskey(
  world: World,
  actor: string,
  id: string,
  type: 'passkey.confirmed' | 'passkey.revoked',
  how: (key: Passkey, by: string) => Outcome<Passkey>,
): Promise<Outcome<Passkey>> {
  return world.locks.run(['passkeys'], async () => {
    const hand = handOf(world, actor)
    const row = await world.store.row('passkey', id)
    if (hand === undefined || row === undefined) return refuse(unknownPasskey)
    const key = rowData<Passkey>(row)
    const own = key.officer === hand.id
    const verdict = decideAccess(
      world,
      hand,
      'administer',
      { kind: 'officer', authority: key.officer.split('/')[0] ?? '' },
      // A session by passkey is asked for where approvals are given; here two people sit at one desk.
      { selfMade: own, assurance: 'passkey' },
    )
    if (!verdict.allowed && !(own && type === 'passkey.revoked'))
      return refuse(accessRefusal(verdict))
    const changed = how(key, hand.id)
    if (!changed.ok) return changed
    const about = { credential: id, officer: key.officer, policy: verdict.policy }
    return keep(world, hand, changed.value, type, about)
  })
}

/** Event and row in one act, then the memory of the node. */
async function keep(
  world: World,
  hand: Hand,
  passkey: Passkey,
  type: string,
  about: Readonly<Record<string, string>>,
): Promise<Outcome<Passkey>> {
  const entry = note(`officer/${passkey.officer}`, type, world.clock.now(), about)
  const committed = await world.store.commit({
    events: [write(world, hand, entry).event],
    rows: [{ kind: 'passkey', key: passkey.id, data: plain(passkey) }],
  })
  if (!committed.ok) return committed
  remember(world, passkey)
  return done(passkey)
}

function remember(world: World, passkey: Passkey): void {
  const { passkeys } = world.access
  const others = (passkeys.get(passkey.officer) ?? []).filter((k) => k.id !== passkey.id)
  const counts = passkey.confirmed !== undefined && passkey.revoked === undefined
  passkeys.set(passkey.officer, counts ? [...others, passkey] : others)
}

/** What the browser needs to sign in: any passkey of this site, whosever it is. */
export function signInOptions(world: World): Outcome<Readonly<Record<string, unknown>>> {
  const site = relyingParty(world)
  if (!site.ok) return site
  return done({
    challenge: beginCeremony(world, 'sign-in'),
    rpId: site.value.rpId,
    userVerification: 'required',
    timeout: ceremonyMinutes * 60_000,
    origin: site.value.origin,
  })
}

/** The officer of a passkey that was used to sign in. */
export async function officerOfPasskey(
  world: World,
  assertion: Assertion,
): Promise<Outcome<string>> {
  const challenge = endCeremony(world, assertion.clientDataJSON, 'sign-in')
  if (challenge === undefined) return refuse(ceremonyOver)
  const key = [...world.access.passkeys.values()].flat().find((k) => k.id === assertion.id)
  if (key === undefined) return refuse(unknownPasskey)
  const used = await usePasskey(world, key.officer, assertion, challenge)
  return used.ok ? done(key.officer) : used
}

/** Checks an assertion of one officer, and keeps the counter so that a copied key is noticed. */
export async function usePasskey(
  world: World,
  officer: string,
  assertion: Assertion,
  challenge: string,
): Promise<Outcome<{ readonly key: Passkey; readonly site: RelyingParty }>> {
  const site = relyingParty(world)
  if (!site.ok) return site
  const key = world.access.passkeys.get(officer)?.find((k) => k.id === assertion.id)
  if (key === undefined) return refuse(unknownPasskey)
  const { counter } = key
  const answer = await verifyAssertion(assertion, { challenge, site: site.value, key, counter })
  if ('wrong' in answer) return refuse(passkeyRefused(answer.wrong))
  if (answer.counter !== counter) {
    const used = { ...key, counter: answer.counter }
    const rows = [{ kind: 'passkey', key: key.id, data: plain(used) }]
    const kept = await world.store.commit({ events: [], rows })
    if (!kept.ok) return kept
    remember(world, used)
  }
  return done({ key, site: site.value })
}

export async function allPasskeys(world: World): Promise<readonly Passkey[]> {
  return (await allRows<Passkey>(world.store, 'passkey')).map(({ data }) => data)
}

const unknownPasskey = {
  kind: 'unknown',
  name: 'passkey-unknown',
  ground: 'no officer of this node has this passkey, or it was not confirmed yet',
  remedy: 'register it with a sign-in link, and have it confirmed at the desk',
} as const

const ceremonyOver = {
  kind: 'unauthenticated',
  name: 'passkey-too-late',
  ground:
    'the answer of the passkey belongs to no question of this node, or came after five minutes',
  citation: 'W3C WebAuthn Level 3, 7.1 and 7.2',
  remedy: 'begin again',
} as const

function passkeyRefused(why: string) {
  return {
    kind: 'unauthenticated',
    name: 'passkey-refused',
    ground: `the passkey does not count: ${why}`,
    citation: 'W3C WebAuthn Level 3, 7.1 and 7.2',
    remedy: 'try again with your own passkey, and confirm with PIN or fingerprint',
  } as const
}
