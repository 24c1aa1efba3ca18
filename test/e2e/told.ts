import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what all stories share; removed at the end. */
    readonly shared: string
  }
}

/** The story of the demonstration is told once, by the first file that needs it; each file then works on a copy. */
export function setup(project: TestProject): () => void {
  const shared = mkdtempSync(join(tmpdir(), 'comity-e2e-'))
  project.provide('shared', shared)
  return () => rmSync(shared, { recursive: true, force: true })
}
