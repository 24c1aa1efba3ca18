import { createPrivateKey, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, done, type Outcome, systemClock } from '#base'
import { layUnsigned, shippedPacks, signPack } from '#law'
import type { Call, ExitCode } from './command.ts'
import { readAll, today, unusable } from './law-files.ts'
import { writeWhole } from './write-file.ts'

/** Adds one signature to a pack file, in place. */
export async function sign(
  files: readonly string[],
  { args, terminal }: Call,
): Promise<Outcome<ExitCode>> {
  const [file] = files
  const [keyFile, signer, role] = [args.text('key'), args.text('signer'), args.text('role')]
  if (file === undefined || files.length > 1)
    return unusable(
      'one file is signed at a time',
      'write comity law sign FILE --key KEY.pem --signer ID --role delegate',
    )
  if (keyFile === undefined || signer === undefined || role === undefined)
    return unusable(
      '--key, --signer and --role are needed',
      'write --key KEY.pem --signer XV-FIU/delegate-1 --role delegate',
    )
  const read = readAll([file])
  if (!read.ok) return read
  const key = privateKey(keyFile)
  if (!key.ok) return key
  const { pack, signatures } = read.value[0]!
  const sound = layUnsigned([pack], later(today(), pack.from))
  if (!sound.ok) return sound
  if (signatures.some((s) => s.signer === signer))
    return unusable(`${signer} has signed it already`, 'have a second person sign it')
  const stamp = {
    signer,
    key: args.text('key-id') ?? `${signer}/key`,
    role,
    at: systemClock.now(),
  }
  const signed = { pack, signatures: [...signatures, signPack(pack, stamp, key.value)] }
  writeText(file, `${JSON.stringify(signed, null, 2)}\n`)
  const count = signed.signatures.length
  terminal.say(
    `${file}: signed by ${signer}; ${count === 1 ? 'a second person has to sign it too' : `${count} signatures`}`,
  )
  return done(0)
}

function privateKey(file: string): Outcome<KeyObject> {
  try {
    const key = createPrivateKey(readFileSync(file))
    if (key.asymmetricKeyType === 'ed25519') return done(key)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
  }
  return unusable(
    `${file} holds no Ed25519 private key`,
    'make one with: openssl genpkey -algorithm ed25519 -out key.pem',
  )
}

function later(a: Day, b: Day): Day {
  return a < b ? b : a
}

/** Writes the shipped packs as files that a lawyer can edit. */
export async function exportPacks(
  files: readonly string[],
  { terminal }: Call,
): Promise<Outcome<ExitCode>> {
  const [dir] = files
  if (dir === undefined || files.length > 1)
    return unusable('one folder is needed', 'write comity law export DIR')
  mkdirSync(dir, { recursive: true })
  const paths = shippedPacks.map((pack) => join(dir, `${pack.id}.json`))
  const there = paths.find((path) => existsSync(path))
  if (there !== undefined)
    return unusable(
      `${there} is there already`,
      'choose an empty folder, so that no edited pack is lost',
    )
  for (const [i, pack] of shippedPacks.entries())
    writeText(paths[i]!, `${JSON.stringify(pack, null, 2)}\n`)
  terminal.say(`${paths.length} packs written to ${dir}; raise the version of the one you edit`)
  return done(0)
}

function writeText(path: string, text: string): void {
  writeWhole(path, new TextEncoder().encode(text))
}
