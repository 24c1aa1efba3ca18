import { execFileSync } from 'node:child_process'
import { mkdir, open, readdir, readFile, readlink, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { StoreFault } from './contract.ts'

/**
 * One process per embedded database. Each claimant creates its own file, exclusively, in a folder outside
 * the data; the name says host, boot, process-id space, process id and start time of the process. Having
 * created it, the claimant looks at the others: one whose process lives, or cannot be judged from here,
 * and it withdraws. Of two that come at the same moment at least one sees the other, so never both go on.
 * A claim is void when its process is dead or the id belongs to a process that started at another time;
 * never because it is old, since a long query looks just like a hang.
 */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const me = await self()
  const mine = join(folder, nameOf(me))
  try {
    const file = await open(mine, 'wx', 0o600)
    await file.close()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new StoreFault('this process has opened the same folder before: close that store first')
  }
  const stale: string[] = []
  for (const name of await readdir(folder)) {
    if (join(folder, name) === mine) continue
    const verdict = await judge(name, me)
    if (verdict === 'void') stale.push(join(folder, name))
    else {
      await unlink(mine)
      throw new StoreFault(refusal(name, verdict, join(folder, name)))
    }
  }
  for (const path of stale) await unlink(path).catch(() => {})
  return async () => {
    await unlink(mine).catch(() => {})
  }
}

export interface Claim {
  readonly host: string
  /** Identity of the present boot of the machine, or `-` where the system does not tell. */
  readonly boot: string
  /** Process-id space (container), or `-`. */
  readonly space: string
  readonly pid: number
  /** Start of the process, as the system writes it; only compared for equality. */
  readonly start: string
}

export function nameOf(claim: Claim): string {
  const { host, boot, space, pid, start } = claim
  return [host, boot, space, pid, start]
    .map((part) => encodeURIComponent(part).replaceAll('~', '%7E'))
    .join('~')
}

export function readName(name: string): Claim | undefined {
  const [host, boot, space, pid, start, ...rest] = name.split('~').map(decodeURIComponent)
  if (!host || !boot || !space || !start || rest.length > 0 || !/^\d+$/.test(pid ?? ''))
    return undefined
  return { host, boot, space, pid: Number(pid), start }
}

type Verdict = 'void' | 'alive' | 'unknown'

async function judge(name: string, me: Claim): Promise<Verdict> {
  const claim = readName(name)
  if (!claim || claim.host !== me.host) return 'unknown'
  if (claim.boot !== me.boot) return 'void'
  if (claim.space !== me.space) return 'unknown'
  return (await startOf(claim.pid)) === claim.start ? 'alive' : 'void'
}

function refusal(name: string, verdict: Verdict, path: string): string {
  const claim = readName(name)
  if (verdict === 'alive')
    return `the folder is in use by process ${claim!.pid}: stop that node, or speak to it over HTTP`
  return `the folder was claimed by ${claim ? `process ${claim.pid} on ${claim.host}` : 'an unknown program'}, which cannot be seen from here: when it surely does not run, delete ${path}`
}

export async function self(): Promise<Claim> {
  return {
    host: hostname(),
    boot: await readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
      (text) => text.trim(),
      () => '-',
    ),
    space: await readlink('/proc/self/ns/pid').catch(() => '-'),
    pid: process.pid,
    start: (await startOf(process.pid)) ?? '-',
  }
}

/** When the process with this id started, or undefined when there is none. */
export async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat) return startIn(stat)
  if (process.platform === 'linux') return undefined
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/**
 * proc(5): the command in parentheses may hold anything; after it come the state, and as the 18th and 20th field the number
 * of threads and the start time. A process that has ended and was not yet asked for its exit code holds nothing; one whose
 * first thread alone has ended may still write.
 */
export function startIn(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ended = (fields[0] === 'Z' || fields[0] === 'X') && Number(fields[17]) <= 1
  return ended ? undefined : fields[19]
}
