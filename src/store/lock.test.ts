import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Claim, nameOf, readName, self, startIn, startOf, takeLock } from './lock.ts'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'comity-lock-')), 'lock')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

async function claimedBy(change: Partial<Claim>): Promise<string> {
  await mkdir(folder, { recursive: true })
  const name = nameOf({ ...(await self()), ...change })
  await writeFile(join(folder, name), '')
  return name
}

/** No process has it: the highest id Linux gives out is 4,194,304. */
const deadPid = 4_194_305

describe('the lock of an embedded database', () => {
  it('is free again once it was released', async () => {
    await (await takeLock(folder))()
    await (await takeLock(folder))()
    expect(await readdir(folder)).toEqual([])
  })

  it('is taken once per process', async () => {
    await takeLock(folder)
    await expect(takeLock(folder)).rejects.toThrow('close that store first')
  })

  it('of a living process is respected, and the process named', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      const start = (await startOf(child.pid!))!
      const name = await claimedBy({ pid: child.pid!, start })
      await expect(takeLock(folder)).rejects.toThrow(`in use by process ${child.pid}`)
      expect(await readdir(folder)).toEqual([name])
    } finally {
      child.kill()
    }
  })

  it.each([
    ['a dead process', { pid: deadPid }],
    ['an id that another process has now', { pid: process.ppid, start: '1' }],
    ['a process before the machine was started again', { boot: 'an earlier one' }],
  ])('of %s is taken over', async (_what, change) => {
    await claimedBy(change)
    await takeLock(folder)
    expect(await readdir(folder)).toEqual([nameOf(await self())])
  })

  it.each([
    ['another machine', { host: 'elsewhere', pid: deadPid }],
    ['another container', { space: 'pid:[1]', pid: deadPid }],
  ])('of %s is never taken over, and the file to delete is named', async (_what, change) => {
    const name = await claimedBy(change)
    await expect(takeLock(folder)).rejects.toThrow(join(folder, name))
    expect(await readdir(folder)).toEqual([name])
  })

  it('goes to one of many that come at the same moment, or to none, never to two', async () => {
    const script = `
      import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
      try { await takeLock(${JSON.stringify(folder)}); console.log('held'); setTimeout(() => {}, 1500) }
      catch { console.log('refused') }`
    const children = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script]),
    )
    const answers = await Promise.all(
      children.map(
        (child) =>
          new Promise<string>((resolve) => {
            let said = ''
            child.stdout.on('data', (text: Buffer) => {
              said += text.toString()
            })
            child.on('exit', () => resolve(said.trim()))
          }),
      ),
    )
    expect(answers.filter((answer) => answer === 'held').length).toBeLessThanOrEqual(1)
    expect(answers.filter((answer) => answer === 'refused').length).toBeGreaterThanOrEqual(4)
  })

  it('is void once the process has ended, whether or not anybody has asked for its exit code', () => {
    const stat = (state: string, threads: number) =>
      `42 (node) x) ${state} 1 42 42 0 -1 4194560 9 0 0 0 3 1 0 0 20 0 ${threads} 0 118218 1 1`
    expect(startIn(stat('S', 11))).toBe('118218')
    expect(startIn(stat('Z', 1))).toBeUndefined()
    // Its first thread has ended, another may still write.
    expect(startIn(stat('Z', 3))).toBe('118218')
  })

  it('writes names that can be read back, and nothing else', () => {
    const claim = { host: 'a~b/c', boot: '-', space: 'pid:[4026531836]', pid: 7, start: '12 ~' }
    expect(readName(nameOf(claim))).toEqual(claim)
    expect(readName('something else')).toBeUndefined()
  })
})
