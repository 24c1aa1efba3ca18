import { boxAddresses, type FrontCode, type FrontFinding } from './finding.ts'
import type { Directive } from './nginx-read.ts'

/** What nginx does with a call of the box: the location that takes it, inside its server, inside `http`. */
type Chain = readonly (readonly Directive[])[]

/**
 * Every server of these settings, asked for every address of the box: a server that only sends callers on to another
 * writes them down too.
 */
export function nginxFindings(top: readonly Directive[]): readonly FrontFinding[] {
  const all = [...walk(top)]
  const http = all.filter(({ name }) => name === 'http').flatMap(({ block }) => block ?? [])
  const servers = all.filter(({ name, block }) => name === 'server' && block !== undefined)
  const found: FrontFinding[] = all
    .filter(({ name, args }) => name === 'include' && !/mime\.types$|\*/.test(args[0] ?? ''))
    .map(({ line, args }) => ({ code: 'front-include-unseen', line, about: args[0] ?? '' }))
  for (const server of servers)
    for (const address of boxAddresses) {
      const chain = [locationFor(server.block!, address), server.block!, http, top]
      for (const finding of findingsOf(chain, address, server.line))
        if (!found.some((f) => f.code === finding.code && f.line === finding.line))
          found.push(finding)
    }
  return found.sort((a, b) => a.line - b.line)
}

function* walk(block: readonly Directive[]): Generator<Directive> {
  for (const one of block) {
    yield one
    if (one.block !== undefined && one.name !== 'server') yield* walk(one.block)
    // Of a server only what is taken in from elsewhere.
    if (one.name === 'server')
      for (const inside of walkAll(one.block ?? [])) if (inside.name === 'include') yield inside
  }
}

function* walkAll(block: readonly Directive[]): Generator<Directive> {
  for (const one of block) {
    yield one
    yield* walkAll(one.block ?? [])
  }
}

function findingsOf(chain: Chain, address: string, server: number): readonly FrontFinding[] {
  const found: FrontFinding[] = []
  const say = (code: FrontCode, at: Directive | undefined, about = address) =>
    found.push({ code, line: at?.line ?? server, about })
  const logs = effective(chain, 'access_log')
  // Nothing said: nginx writes a log in its own form.
  if (logs.length === 0) say('front-logs', undefined)
  for (const log of logs) if (log.args[0] !== 'off') say('front-logs', log)
  const errors = effective(chain, 'error_log')
  if (errors.length === 0) say('front-logs-errors', undefined)
  for (const log of errors) if (log.args[0] !== '/dev/null') say('front-logs-errors', log)
  for (const name of ['gzip', 'brotli', 'zstd'])
    for (const one of effective(chain, name)) if (one.args[0] !== 'off') say('front-packs', one)
  for (const one of effective(chain, 'proxy_set_header')) {
    const [name = '', value = ''] = one.args
    if (/\$(remote_addr|proxy_add_x_forwarded_for|realip_remote_addr|http_x_)/.test(value))
      say('front-names-callers', one, name)
  }
  const passes = chain[0]!.find(({ name }) => name === 'proxy_pass')
  if (passes === undefined) return found
  const buffers = effective(chain, 'proxy_request_buffering')
  if (buffers[0]?.args[0] !== 'off') say('front-keeps-uploads', buffers[0] ?? passes)
  const cache = effective(chain, 'proxy_cache').find(({ args }) => args[0] !== 'off')
  const temporary = effective(chain, 'proxy_max_temp_file_size')[0]
  const isOff = effective(chain, 'proxy_buffering')[0]?.args[0] === 'off'
  if (cache !== undefined) say('front-keeps-answers', cache)
  else if (!isOff && temporary?.args[0] !== '0') say('front-keeps-answers', temporary ?? passes)
  return found
}

/** Of the innermost level at which it stands at all: nginx takes over a setting whole or not at all. */
function effective(chain: Chain, name: string): readonly Directive[] {
  for (const level of chain) {
    const here = level.filter((one) => one.name === name)
    if (here.length > 0) return here
  }
  return []
}

/** The innermost location that takes the address (nginx: exact, longest prefix, first expression), or nothing. */
function locationFor(block: readonly Directive[], address: string): readonly Directive[] {
  const locations = block.filter(({ name }) => name === 'location')
  const exact = locations.find(({ args }) => args[0] === '=' && args[1] === address)
  const prefixes = locations
    .filter(
      ({ args }) => (args.length === 1 || args[0] === '^~') && isPrefix(args.at(-1)!, address),
    )
    .sort((a, b) => b.args.at(-1)!.length - a.args.at(-1)!.length)
  const expression = locations.find(
    ({ args }) => /^~\*?$/.test(args[0] ?? '') && matches(args[1] ?? '', args[0] === '~*', address),
  )
  const isLast = prefixes[0]?.args[0] === '^~'
  const taken = exact ?? (isLast ? prefixes[0] : (expression ?? prefixes[0]))
  if (taken === undefined) return block.filter(({ name }) => name === 'proxy_pass')
  const inner = taken.block ?? []
  return inner.some(({ name }) => name === 'location')
    ? [...locationFor(inner, address), ...inner]
    : inner
}

function isPrefix(prefix: string, address: string): boolean {
  return !prefix.startsWith('@') && address.startsWith(prefix)
}

/** An expression that is not read as nginx does counts as one that does not match: the stricter answer. */
function matches(expression: string, anyCase: boolean, address: string): boolean {
  try {
    return expression.length <= 200 && new RegExp(expression, anyCase ? 'i' : '').test(address)
  } catch {
    return false
  }
}
