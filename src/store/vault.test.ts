import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemRandom } from '#base'
import { fileBlobs } from './blobs.ts'
import { bodyCommitment, leafData } from './leaf.ts'
import { digestOfText, utf8 } from './test-world.ts'
import { derive, openVault } from './vault.ts'

const kek = new Uint8Array(32).fill(1)

describe('the vault', () => {
  const vault = openVault(kek, systemRandom)

  it('opens what it sealed, under the same name and key only', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, name) => {
        const sealed = vault.seal(name, bytes)
        expect(new Uint8Array(vault.open(name, sealed)!)).toEqual(bytes)
        expect(vault.open(`${name}x`, sealed)).toBeUndefined()
        expect(openVault(new Uint8Array(32), systemRandom).open(name, sealed)).toBeUndefined()
      }),
    )
  })

  it('seals the same body differently each time, so that equal bodies do not look equal', () => {
    const [a, b] = [vault.seal('x', utf8('same')), vault.seal('x', utf8('same'))]
    expect(a.cipher).not.toEqual(b.cipher)
    expect(vault.open('x', { cipher: a.cipher, wrapped: b.wrapped })).toBeUndefined()
  })

  it('opens nothing too short to have been sealed', () => {
    const empty = { cipher: new Uint8Array(), wrapped: new Uint8Array() }
    expect(vault.open('x', empty)).toBeUndefined()
  })

  it('takes no key of another length', () => {
    expect(() => openVault(new Uint8Array(16), systemRandom)).toThrow('32 bytes')
  })

  it('has a key of its own for each use', () => {
    expect(derive(kek, 'one')).not.toEqual(derive(kek, 'other'))
  })
})

describe('commitments', () => {
  const salt = new Uint8Array(32).fill(2)
  it('bind record and signature apart, so that a byte cannot move from one to the other', () => {
    const one = leafData({ salt, record: utf8('ab'), signature: utf8('c') })
    const other = leafData({ salt, record: utf8('a'), signature: utf8('bc') })
    expect(one).not.toEqual(other)
  })

  it('need the whole salt', () => {
    const short = new Uint8Array(16)
    expect(() => bodyCommitment(short, utf8('x'))).toThrow('32 bytes')
    expect(() => leafData({ salt: short, record: utf8('x'), signature: utf8('y') })).toThrow()
  })
})

describe('blobs in files', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'comity-blobs-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))

  it('show neither content nor digest on disk, and are found again by another opening', async () => {
    const options = { folder, kek, random: systemRandom }
    const name = await (await fileBlobs(options)).put(utf8('a bank statement'), {
      kind: 'text/csv',
    })
    const [file, ...others] = await files()
    expect(others).toEqual([])
    expect(file!.replaceAll('/', '')).not.toContain(name.slice(-20))
    expect((await readFile(file!)).includes('bank')).toBe(false)
    expect((await (await fileBlobs(options)).get(name))?.bytes).toEqual(utf8('a bank statement'))
  })

  it('with a changed byte are a fault, not another content', async () => {
    const blobs = await fileBlobs({ folder, kek, random: systemRandom })
    const [file] = await files()
    const bytes = await readFile(file!)
    bytes[bytes.length - 1]! ^= 1
    await writeFile(file!, bytes)
    await expect(blobs.get(digestOfText('a bank statement'))).rejects.toThrow('was changed')
  })

  it('are named by digests only', async () => {
    const blobs = await fileBlobs({ folder, kek, random: systemRandom })
    await expect(blobs.has('../../etc/passwd' as never)).rejects.toThrow('sha256:')
  })
})
