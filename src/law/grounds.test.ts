import { describe, expect, it } from 'vitest'
import type { Day } from '#base'
import { groundsOpen } from './grounds.ts'
import { shipped } from './law.ts'

const on = '2025-03-17' as Day
const ids = (...args: Parameters<typeof groundsOpen>) => groundsOpen(...args).map((g) => g.id)

/** The letters of the article on which the open grounds of a matter rest. */
function letters(procedure: 'P4' | 'P5', article: string): string[] {
  const rests = groundsOpen(procedure, 'REG-2018-1805', on, shipped).flatMap((g) =>
    g.articles.filter((a) => a.instrument === 'REG-2018-1805').map((a) => a.article),
  )
  const found = rests.flatMap(
    (text) => text.match(new RegExp(`${article}\\(1\\)\\((.)\\)`))?.[1] ?? [],
  )
  return [...new Set(found)].sort()
}

describe('closed lists of grounds', () => {
  it('a freeze under the Regulation is refused on the six letters of art. 8(1) alone', () => {
    expect(letters('P4', '8')).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    const open = ids('P4', 'REG-2018-1805', on, shipped)
    expect(open).toEqual(['G-02', 'G-03', 'G-04', 'G-05', 'G-06', 'G-10', 'G-11'])
    expect(open, 'small value is a ground of the Convention').not.toContain('G-08')
  })

  it('a confiscation under the Regulation on the eight of art. 19(1)', () => {
    expect(letters('P5', '19')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  })

  it.each(['REG-2018-1805', 'CP'])(
    'a freeze is put off on three grounds under %s',
    (instrument) => {
      expect(ids('P4', instrument, on, shipped, 'postponement')).toEqual([
        'PO-01',
        'PO-02',
        'PO-03',
      ])
    },
  )

  it('small value and late evidence are grounds of the Convention', () => {
    expect(ids('P4', 'UNCAC', on, shipped)).toEqual(expect.arrayContaining(['G-08', 'G-12']))
  })

  it('usage between States has no list of its own and leaves that of the procedure', () => {
    expect(ids('P3', 'COMITY', on, shipped)).toEqual(ids('P3', undefined, on, shipped))
    expect(ids('P3', 'COMITY', on, shipped)).toContain('G-10')
  })
})
