import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { erc55 } from './checks.ts'
import { guessKind, readIdentifier } from './identifier.ts'
import { keccak256 } from './keccak.ts'
import { readIdentifierList } from './list.ts'
import { nameWords, sound } from './names.ts'

const text = (written: string) => must(readIdentifier(written)).text
const no = (written: string) => {
  const read = readIdentifier(written)
  return read.ok ? `read as ${read.value.text}` : read.refusal.name
}

describe('an identifier', () => {
  it.each([
    ['iban:GB82 WEST 1234 5698 7654 32', 'iban:GB82WEST12345698765432'],
    [' IBAN: gb82-west-1234-5698-7654-32 ', 'iban:GB82WEST12345698765432'],
    // Full-width digits, as some keyboards write them.
    ['phone:＋46 8 12 34 567', 'phone:+4681234567'],
    ['phone:0046 (8) 12-34.567', 'phone:+4681234567'],
    ['natid:xv:1968-47.11', 'natid:XV:19684711'],
    // The example that the page and the refusal give.
    ['iban:XV85 DEMO 0000 4711', 'iban:XV85DEMO00004711'],
    ['passport:XV: p 123 456', 'passport:XV:P123456'],
    ['company:XN:HRB 12-345', 'company:XN:HRB12345'],
    ['account:XN:A33', 'account:XN:A33'],
  ] as [string, string][])('%s is %s, whoever typed it', (written, canonical) => {
    expect(text(written)).toBe(canonical)
  })

  it('has check digits wherever its issuer gave it some', () => {
    expect(no('iban:GB82WEST12345698765433')).toBe('identifier-check-digits')
    // ISO 17442, an LEI of the register: one digit changed.
    expect(text('lei:529900T8BM49AURSDO55')).toBe('lei:529900T8BM49AURSDO55')
    expect(no('lei:529900T8BM49AURSDO56')).toBe('identifier-check-digits')
    // ERC-55, its own examples.
    const ether = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
    expect(text(`wallet:${ether}`)).toBe(`wallet:${ether.toLowerCase()}`)
    expect(no(`wallet:${ether.replace('aAeb', 'AAeb')}`)).toBe('identifier-check-digits')
    expect(`0x${erc55('fb6916095ca1df60bb79ce92ce3ea74c37c5d359')}`).toBe(
      '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    )
    // BIP 173 and BIP 350 examples; the genesis address.
    expect(text('wallet:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4')).toBe(
      'wallet:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    )
    expect(no('wallet:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5')).toBe('identifier-check-digits')
    expect(text('wallet:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0')).toContain(
      'bc1p',
    )
    expect(text('wallet:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toContain('1A1z')
    expect(no('wallet:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb')).toBe('identifier-check-digits')
  })

  it('is refused by name where its form is wrong', () => {
    expect(no('iban:GB82WEST123456987654')).toBe('identifier-malformed')
    expect(no('natid:19684711')).toBe('identifier-country-missing')
    expect(no('natidd:XV:19684711')).toBe('identifier-kind-unknown')
    expect(no('19684711')).toBe('identifier-kind-unknown')
    expect(no('phone:12345')).toBe('identifier-malformed')
    expect(no('email:nobody')).toBe('identifier-malformed')
    expect(no('name:Goran Telleg')).toBe('name-without-birth')
    expect(no('name:Goran Telleg|1974-02-30')).toBe('identifier-malformed')
    expect(no('name:Goran|1974')).toBe('identifier-malformed')
    expect(no(`account:XV:${'9'.repeat(300)}`)).toBe('identifier-malformed')
  })

  it('is never read twice differently: what was read reads as itself', () => {
    const kinds = fc.constantFrom(
      'account:XV:',
      'natid:XN:',
      'phone:+',
      'company:XS:',
      'email:a@b.',
    )
    fc.assert(
      fc.property(kinds, fc.string({ maxLength: 40 }), (kind, value) => {
        const read = readIdentifier(kind + value)
        if (read.ok) expect(text(read.value.text)).toBe(read.value.text)
      }),
      { numRuns: 500 },
    )
  })

  it('loses no digit unnoticed: every single changed digit of an IBAN is refused', () => {
    const iban = 'GB82WEST12345698765432'
    for (let i = 8; i < iban.length; i++)
      for (const digit of '0123456789') {
        if (digit === iban[i]) continue
        expect(no(`iban:${iban.slice(0, i)}${digit}${iban.slice(i + 1)}`)).toBe(
          'identifier-check-digits',
        )
      }
  })

  it('hashes as Ethereum does', () => {
    // Keccak team, KAT of the empty message under the original padding; and a message longer than one block.
    expect(Buffer.from(keccak256(new Uint8Array())).toString('hex')).toBe(
      'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    )
    expect(Buffer.from(keccak256(Buffer.from('testing'))).toString('hex')).toBe(
      '5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02',
    )
  })
})

describe('a name', () => {
  it('is the same person in another order, with other marks, in another alphabet', () => {
    const words = nameWords('Maskov-Tenn, Aurél').join(' ')
    expect(nameWords('Dr. AUREL MASKOV TENN').join(' ')).toBe(words)
    expect(nameWords('Аурел Масков Тенн').join(' ')).toBe(words)
    expect(nameWords('Petra Strøm-Łęcka')).toEqual(['lecka', 'petra', 'strom'])
  })

  it('is only ever possible, and meets the innocent namesake by the widest key alone', () => {
    const telleg = must(readIdentifier('name:Goran Telleg|1974-02-11'))
    const tellek = must(readIdentifier('name:Goran Tellek|1974-09-30'))
    expect(telleg.keys.map((key) => key.says)).toEqual(['possible', 'possible', 'possible'])
    const common = telleg.keys.filter((key) => tellek.keys.some((other) => other.text === key.text))
    expect(common).toEqual([])
    expect(sound('telleg')).not.toBe(sound('tellek'))
    const spelled = must(readIdentifier('name:Telegg Goran|1974'))
    expect(spelled.keys.map((key) => key.text)).toContain(telleg.keys[2]!.text)
  })

  it('with a year alone still meets the register that knows the day', () => {
    const day = must(readIdentifier('name:Livia Maskov-Tenn|1971-05-04'))
    const year = must(readIdentifier('name:maskov tenn livia|1971'))
    expect(year.keys.every((key) => day.keys.some((other) => other.text === key.text))).toBe(true)
  })
})

describe('a list', () => {
  it('may be lines, or a table, with or without kinds', () => {
    const lines = must(
      readIdentifierList('iban:GB82WEST12345698765432\n\n# a remark\nphone:+4681234567\n', 'a.txt'),
    )
    expect(lines.identifiers.map((i) => [i.text, i.row])).toEqual([
      ['iban:GB82WEST12345698765432', 1],
      ['phone:+4681234567', 4],
    ])
    const table = must(
      readIdentifierList(
        'kind;country;value\nnatid;XV;1968-4711\nIBAN;;GB82 WEST 1234 5698 7654 32\n',
        'b.csv',
      ),
    )
    expect(table.identifiers.map((i) => i.text)).toEqual([
      'natid:XV:19684711',
      'iban:GB82WEST12345698765432',
    ])
    const people = must(readIdentifierList('name,born\n"Telleg, Goran",1974\n', 'c.csv'))
    expect(people.identifiers[0]!.text).toBe('name:GORAN TELLEG|1974')
    const bare = must(
      readIdentifierList('identifier\nGB82 WEST 1234 5698 7654 32\n+46 8 1234567\n', 'd.csv'),
    )
    expect(bare.identifiers.map((i) => i.kind)).toEqual(['iban', 'phone'])
    expect(guessKind('GB82 WEST 1234 5698 7654 33')).toBeUndefined()
  })

  it('names the row and the column of the first line that cannot be read, or reads the rest', () => {
    const text =
      'kind,value\niban,GB82WEST12345698765432\niban,GB82WEST12345698765433\niban,gb82 west12345698765432\n'
    const refused = readIdentifierList(text, 'list.csv')
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        name: 'identifier-check-digits',
        where: { file: 'list.csv', row: 3, column: 'value' },
      },
    })
    const rest = must(readIdentifierList(text, 'list.csv', { skipBad: true }))
    expect(rest).toMatchObject({ repeated: 1, problems: [{ name: 'identifier-check-digits' }] })
    expect(rest.identifiers).toHaveLength(1)
  })

  it('is never a reason to fall over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        readIdentifierList(text, 'x')
        readIdentifierList(`kind,value\n${text}`, 'x', { skipBad: true })
      }),
      { numRuns: 300 },
    )
  })
})
