import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

export const root = fileURLToPath(new URL('..', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program as a user does, through `bin/comity`, from the root of the repository. */
export function comity(
  args: readonly string[],
  options: { input?: Buffer; cwd?: string } = {},
): Ran {
  const ran = spawnSync(resolve(root, 'bin/comity'), [...args], {
    cwd: options.cwd ?? root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(options.input === undefined ? {} : { input: options.input }),
    env: { ...process.env, COMITY_DEBUG: '' },
  })
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr }
}

/** Compares with the file in the repository; UPDATE_GOLDEN=1 writes it instead. */
export function expectGolden(file: string, text: string): void {
  const path = resolve(root, 'test/golden', file)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return
  }
  expect(existsSync(path), `${file} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
