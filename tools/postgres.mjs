// A PostgreSQL of the tests' own: a private cluster in a temporary folder, on a free port of this machine only.
//
//   node tools/postgres.mjs start        prints the URL for COMITY_TEST_DATABASE_URL, keeps running
//   node tools/postgres.mjs stop         ends it and removes its folder
//   node tools/postgres.mjs run -- CMD   both around one command, which finds the URL in its environment
//
// When the server is missing and the user is root on a system with apt, it is installed from the system's
// packages, and said. Otherwise exit code 3 with the reason: the caller then goes on without these tests.
// Runs on any Node from 18 on; no dependencies.

import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stateFile = join(root, '.comity', 'test-postgres.json')
const isRoot = process.getuid?.() === 0

/** Folder of initdb and pg_ctl, PostgreSQL 15 first: it is the oldest that must work. Undefined: none. */
export function findServer() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .filter((name) => Number(name) >= 15)
        .sort((a, b) => Number(a) - Number(b))
    : []
  const candidates = [
    ...versions.map((name) => join(debian, name, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return candidates.find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')),
  )
}

/** Installs the server from the system's packages where that is possible. Says what it does on stderr. */
export function ensureServer() {
  const found = findServer()
  if (found) return found
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  console.error('PostgreSQL is missing: installing the package "postgresql" of this system')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env }
  const install = ['install', '-y', '--no-install-recommends', 'postgresql']
  if (spawnSync('apt-get', install, options).status !== 0) {
    spawnSync('apt-get', ['update'], options)
    spawnSync('apt-get', install, options)
  }
  return findServer()
}

/** Starts a fresh cluster. Resolves to { url, stop }, or undefined when there is no server to start. */
export async function startPostgres() {
  const bin = ensureServer()
  if (!bin) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'comity-postgres-'))
  const data = join(folder, 'data')
  const password = randomBytes(18).toString('base64url')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  // The server refuses to run as root, so root lends the folder to the package's user.
  const owner = isRoot ? serverUser() : {}
  if (isRoot) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
  const run = (command, args) =>
    execFileSync(join(bin, command), args, {
      ...owner,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  run('initdb', [
    ...['-D', data, '-U', 'comity', '--encoding=UTF8', '--locale=C.UTF-8'],
    ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`],
  ])
  const port = await freePort()
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'])
  return {
    url: `postgres://comity:${password}@127.0.0.1:${port}/postgres`,
    folder,
    stop: () => stopPostgres({ bin, folder }),
  }
}

export function stopPostgres({ bin, folder }) {
  const owner = isRoot ? serverUser() : {}
  const args = ['-D', join(folder, 'data'), '-m', 'immediate', '-w', 'stop']
  spawnSync(join(bin, 'pg_ctl'), args, { ...owner, cwd: tmpdir(), stdio: 'ignore' })
  rmSync(folder, { recursive: true, force: true })
}

function serverUser() {
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** COMITY_TEST_POSTGRES_PORT where the port matters, else any free one. */
async function freePort() {
  const wanted = Number(process.env.COMITY_TEST_POSTGRES_PORT ?? 0)
  const server = createServer()
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(wanted, '127.0.0.1', resolve)
  })
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function main([command, ...rest]) {
  if (command === 'stop') {
    if (existsSync(stateFile)) stopPostgres(JSON.parse(readFileSync(stateFile, 'utf8')))
    rmSync(stateFile, { force: true })
    return 0
  }
  if (command !== 'start' && command !== 'run') {
    console.error('usage: node tools/postgres.mjs start | stop | run -- COMMAND [ARG...]')
    return 2
  }
  const server = await startPostgres()
  if (!server) {
    console.error(
      'no PostgreSQL 15 or later on this machine: install it from the packages of the system, or set COMITY_TEST_DATABASE_URL to one that may be written to',
    )
    return 3
  }
  if (command === 'start') {
    mkdirSync(dirname(stateFile), { recursive: true })
    writeFileSync(stateFile, JSON.stringify({ bin: findServer(), folder: server.folder }))
    console.log(server.url)
    return 0
  }
  const [program, ...args] = rest[0] === '--' ? rest.slice(1) : rest
  const env = { ...process.env, COMITY_TEST_DATABASE_URL: server.url }
  const child = spawn(program, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127)).on('exit', (status) => resolve(status ?? 1))
  })
  server.stop()
  return code
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await main(process.argv.slice(2))
