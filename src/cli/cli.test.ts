import { describe, expect, it } from 'vitest'
import { nearest } from '#base'
import { readArgs } from './args.ts'
import { commands } from './commands.ts'
import { run } from './run.ts'
import { grouped, table } from './table.ts'
import type { Terminal } from './terminal.ts'

function listening() {
  const said = { out: [] as string[], err: [] as string[], json: [] as unknown[] }
  const terminal: Terminal = {
    out: (text) => said.out.push(text),
    json: (value) => said.json.push(value),
    say: (text) => said.err.push(text),
    progress: () => ({ step() {}, end() {} }),
  }
  return { said, terminal }
}

const trace = commands.find((c) => c.name === 'trace')!

describe('the table of commands', () => {
  it('has an example for every command, and each example can be read', () => {
    for (const command of commands) {
      expect(command.examples.length, command.name).toBeGreaterThan(0)
      for (const example of command.examples) {
        const [program, name, ...words] = example.match(/"[^"]*"|\S+/g)!
        expect([program, name]).toEqual(['comity', command.name])
        const read = readArgs(
          command,
          words.map((w) => w.replaceAll('"', '')),
        )
        expect(read.ok, example).toBe(true)
      }
    }
  })

  it('names no option twice, and the code behind every command loads', async () => {
    for (const command of commands) {
      const names = command.options.map((o) => o.name)
      expect(new Set(names).size, command.name).toBe(names.length)
      expect(await command.load()).toBeTypeOf('function')
    }
  })
})

describe('words typed after a command', () => {
  it('may stand in any order, before and after the options', () => {
    const read = readArgs(trace, [
      '--rule=fifo',
      'a.csv',
      '--claim',
      'P=A',
      '--claim',
      'L=B',
      '--json',
    ])
    expect(read).toMatchObject({ ok: true })
    if (!read.ok) return
    expect(read.value.positionals).toEqual(['a.csv'])
    expect(read.value.text('rule')).toBe('fifo')
    expect(read.value.texts('claim')).toEqual(['P=A', 'L=B'])
    expect(read.value.flag('json')).toBe(true)
  })

  it('may name a file that begins with a hyphen after two hyphens', () => {
    const read = readArgs(trace, ['--rule', 'fifo', '--', '-odd.csv'])
    expect(read.ok && read.value.positionals).toEqual(['-odd.csv'])
  })
})

describe('the nearest word', () => {
  const cases: [string, string | undefined][] = [
    ['fofo', 'fifo'],
    ['pari', 'pari-passu'],
    ['polling', 'rolling'],
    ['xyz', undefined],
    ['proceed-first', 'proceeds-first'],
  ]
  it.each(cases)('to %s is %s', (typed, wanted) => {
    expect(nearest(typed, ['fifo', 'lifo', 'rolling', 'pari-passu', 'proceeds-first'])).toBe(wanted)
  })
})

describe('a fault in the program', () => {
  it('is exit code 70 with where to report it, without a stack and without what was typed', async () => {
    const { said, terminal } = listening()
    const broken: Terminal = {
      ...terminal,
      out() {
        throw new TypeError('a name of a person')
      },
    }
    expect(await run(['help', 'trace', 'Peter'], {}, broken)).toBe(70)
    expect(said.err.join('\n')).toMatch(/fault in the program.*TypeError/s)
    expect(said.err.join('\n')).not.toMatch(/person|Peter|\.ts:/)
  })

  it('shows its place in the code when that is asked for', async () => {
    const { said, terminal } = listening()
    const broken: Terminal = {
      ...terminal,
      out() {
        throw new TypeError('x')
      },
    }
    await run(['help'], { COMITY_DEBUG: '1' }, broken)
    expect(said.err.join('\n')).toMatch(/run\.ts/)
  })
})

describe('the tables', () => {
  it('line up numbers on the right, also beside names in Greek and with accents', () => {
    const text = table(
      [{ title: 'Name' }, { title: 'Sum', align: 'right' }],
      [
        ['Łódź', '1.00'],
        ['Ελλάδα', '100.00'],
      ],
    )
    expect(text.split('\n')).toEqual([
      'Name       Sum',
      '------  ------',
      'Łódź      1.00',
      'Ελλάδα  100.00',
    ])
  })
  it.each([
    ['1870000.00', '1,870,000.00'],
    ['-1000', '-1,000'],
    ['12/25', '12/25'],
    ['touched', 'touched'],
  ])('%s is shown as %s', (amount, shown) => {
    expect(grouped(amount)).toBe(shown)
  })
})
