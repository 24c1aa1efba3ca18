// What `npm start` and `npm test` call. Plain JavaScript, so that it runs on whatever Node is there first: it makes sure that
// the dependencies, the runtime and the web build are present, says what it does, and hands over.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'comity')
const say = (text) => process.stderr.write(`${text}\n`)

const [task = 'start', ...rest] = process.argv.slice(2)

dependencies()
const node = runtime()

switch (task) {
  case 'start':
    web()
    hand([join(root, 'bin', 'comity'), 'demo', ...rest])
    break
  case 'build':
    web()
    break
  case 'check':
    process.exit(check() ? 0 : 1)
    break
  case 'test':
    web()
    process.exit(await test(['check', 'unit', 'e2e'], rest))
    break
  case 'test:unit':
    process.exit(await test(['unit'], rest))
    break
  case 'test:e2e':
    web()
    process.exit(await test(['e2e'], rest))
    break
  default:
    say(`unknown task "${task}"; there are start, build, check, test, test:unit, test:e2e`)
    process.exit(2)
}

/** Installs from the lock file when it changed since the last install. No package runs a script while it is installed. */
function dependencies() {
  const want = hashOf(['package-lock.json', 'package.json', 'web/package.json'])
  const stamp = join(root, 'node_modules', '.comity-installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return
  say('comity: installing dependencies from the lock file (once, about half a minute) ...')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (npm.status !== 0) {
    say('comity: npm ci failed; see its message above. Nothing else was changed')
    process.exit(70)
  }
  writeFileSync(stamp, want)
}

/** Node 24: the one that runs this, or the one that came with the dependencies. */
function runtime() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const bundled = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(bundled)) {
    const probe = spawnSync(bundled, ['--version'], { encoding: 'utf8' })
    if (probe.status === 0) return bundled
  }
  say(
    `comity: this is Node ${process.versions.node}; Comity needs Node 24 and found no bundled one for this platform. Install Node 24 and start again`,
  )
  process.exit(2)
}

/** Builds the workbench when its sources changed since the last build. */
function web() {
  const want = hashOf(
    walk('web').filter(
      (file) => !file.startsWith('web/dist') && !file.startsWith('web/node_modules'),
    ),
  )
  const stamp = join(cache, 'web-built')
  if (
    existsSync(join(root, 'web', 'dist', 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === want
  )
    return
  say('comity: building the workbench ...')
  const vite = spawnSync(
    node,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (vite.status !== 0) process.exit(70)
  mkdirSync(cache, { recursive: true })
  writeFileSync(stamp, want)
}

function check() {
  const biome = run('formatting and lint', [
    join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'check',
    '.',
  ])
  const types = run('types', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'])
  const webTypes = run('types of the workbench', [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'web',
  ])
  return biome && types && webTypes
}

/** Runs the parts, adds up what the runner reported, and ends with the one line that says how it went. */
async function test(parts, args) {
  let checked = true
  if (parts.includes('check')) checked = check()
  const total = { passed: 0, failed: 0, skipped: 0 }
  let ended = true
  const database = parts.includes('unit') ? await postgres() : undefined
  try {
    for (const part of parts.filter((name) => name !== 'check')) {
      const report = join(cache, `report-${part}.json`)
      mkdirSync(cache, { recursive: true })
      rmSync(report, { force: true })
      const config =
        part === 'e2e' ? ['--config', join(root, 'test', 'e2e', 'vitest.config.ts')] : []
      const ok = run(
        part === 'e2e' ? 'a browser against running nodes' : 'tests',
        [
          join(root, 'node_modules', 'vitest', 'vitest.mjs'),
          'run',
          ...config,
          '--reporter=dot',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...args,
        ],
        database ? { COMITY_TEST_DATABASE_URL: database.url } : {},
      )
      if (!existsSync(report)) {
        ended = false
        continue
      }
      const {
        numPassedTests,
        numFailedTests,
        numPendingTests,
        numTodoTests,
        numFailedTestSuites,
        success,
      } = JSON.parse(readFileSync(report, 'utf8'))
      total.passed += numPassedTests
      total.failed += numFailedTests
      total.skipped += numPendingTests + (numTodoTests ?? 0)
      // A file that could not even be loaded holds no failed test, but it failed.
      if ((!success || !ok) && numFailedTests === 0)
        total.failed += Math.max(1, numFailedTestSuites)
    }
  } finally {
    await database?.stop()
  }
  if (!checked) total.failed += 1
  if (!ended) total.failed += 1
  const line = `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, 'summary.txt'), `${line}\n`)
  process.stdout.write(`${line}\n`)
  return total.failed === 0 ? 0 : 1
}

/** PostgreSQL for the second half of the store's contract tests; without one they are skipped and say so. */
async function postgres() {
  if (process.env.COMITY_TEST_DATABASE_URL)
    return { url: process.env.COMITY_TEST_DATABASE_URL, stop: async () => {} }
  const tool = new URL('./postgres.mjs', import.meta.url)
  if (!existsSync(tool)) return undefined
  const { startPostgres } = await import(tool)
  return startPostgres(say)
}

function run(name, args, env = {}) {
  say(`comity: ${name} ...`)
  const result = spawnSync(node, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  })
  if (result.status !== 0) say(`comity: ${name} failed`)
  return result.status === 0
}

function hand(args) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 70)))
}

function walk(folder) {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    if (name === 'node_modules' || name === 'dist') return []
    return statSync(join(root, path)).isDirectory() ? walk(path) : [path]
  })
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}
