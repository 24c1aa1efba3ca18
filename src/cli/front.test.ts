import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { comity } from '../../test/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-front-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('comity front', () => {
  it('finds the log that betrays a caller, by line, and leaves with 1', () => {
    const path = file(
      'nginx.conf',
      'server {\n  error_log /dev/null;\n  access_log /var/log/nginx/access.log;\n}\n',
    )
    const said = comity(['front', path, '--json'])
    expect(said.code).toBe(1)
    expect(JSON.parse(said.stdout)).toMatchObject({
      kind: 'nginx',
      findings: [{ code: 'front-logs', line: 3, about: '/tips' }],
    })
    expect(comity(['front', path]).stdout).toContain('switch the access log off')
  })

  it('finds nothing in settings that keep nothing, and refuses what are none', () => {
    const tor = file('torrc', 'HiddenServiceDir /x\nHiddenServicePort 80 127.0.0.1:4710\n')
    const good = comity(['front', tor])
    expect(good.code).toBe(0)
    expect(good.stdout).toMatch(/^tor: nothing found/)
    expect(comity(['front', file('letter.txt', 'Dear colleagues,')])).toMatchObject({ code: 2 })
  })
})
