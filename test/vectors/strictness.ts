import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const text = readFileSync(join(import.meta.dirname, '../../docs/strictness.md'), 'utf8')

/** The words of one list in `docs/strictness.md`: the fenced block that begins with its name. */
export function listIn(name: string): readonly string[] {
  const block = text.split(`\n\`\`\`list ${name}\n`)[1]?.split('\n```')[0]
  if (block === undefined) throw new Error(`docs/strictness.md has no list "${name}"`)
  return block.split(/\s+/).filter((word) => word !== '')
}
