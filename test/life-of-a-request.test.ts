import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, 'docs', 'life-of-a-request.md'), 'utf8')
const files = [...text.matchAll(/`((?:src|test)\/[\w/.-]+\.ts)`/g)].map((m) => m[1]!)

describe('docs/life-of-a-request.md', () => {
  it('names files that exist', () => {
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true)
  })
})
