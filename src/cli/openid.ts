import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Outcome, readJson, refuse } from '#base'
import type { OpenIdConfig } from '#node'

const limits = { maxBytes: 256 * 1024, maxDepth: 4 } as const
const words = ['issuer', 'clientId', 'name', 'redirect'] as const

/**
 * The agency's own sign-in service, from `DIR/openid.json`; its secret from the environment alone. Undefined where there
 * is no such file.
 */
export function readOpenId(
  dir: string,
  secret: string | undefined,
): Outcome<OpenIdConfig | undefined> {
  const path = join(dir, 'openid.json')
  if (!existsSync(path)) return done(undefined)
  const read = readJson(readFileSync(path), limits)
  const given = read.ok ? (read.value as Partial<OpenIdConfig> | null) : null
  const missing = words.find((name) => typeof given?.[name] !== 'string')
  if (missing !== undefined) return unusable(path, `${missing} is missing or is no text`)
  const { issuer, clientId, name, redirect, claim = 'sub', officers } = given as OpenIdConfig
  for (const address of [issuer, redirect])
    if (!isAddress(address)) return unusable(path, 'issuer and redirect are https addresses')
  if (typeof claim !== 'string' || !isMap(officers))
    return unusable(path, 'claim is a text, officers a list of value and officer')
  if (secret === undefined) return unusable(path, 'COMITY_OPENID_SECRET is not set')
  return done({ issuer, clientId, clientSecret: secret, name, claim, officers, redirect })
}

/** TLS everywhere but on this very machine. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function isMap(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((officer) => typeof officer === 'string')
  )
}

function unusable(path: string, why: string): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'openid-file-unusable',
    ground: `${path}: ${why}`,
    citation: 'docs/access.md',
    remedy:
      'write the file as docs/access.md shows it, and give the secret in COMITY_OPENID_SECRET',
  })
}
