import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sha256 } from '#base'
import { readingVersion } from './reading.ts'

const files = readdirSync(import.meta.dirname)
  .filter((name) => /^(observe.*|observation|stream|matters|values|words|kept)\.ts$/.test(name))
  .sort()

it('names the program that reads matters: what another one kept is not taken over', () => {
  const texts = files.map((name) => readFileSync(join(import.meta.dirname, name)))
  const version = Buffer.from(sha256(...texts))
    .toString('hex')
    .slice(0, 16)
  if (process.env.COMITY_UPDATE_DOCS === '1' && version !== readingVersion) {
    const place = join(import.meta.dirname, 'reading.ts')
    const text = readFileSync(place, 'utf8').replace(readingVersion, version)
    writeFileSync(place, text)
    return
  }
  expect(files.length).toBeGreaterThan(15)
  expect(readingVersion, 'run this test with COMITY_UPDATE_DOCS=1').toBe(version)
})
