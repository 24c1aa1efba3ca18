import { describe, expect, it } from 'vitest'
import { demoBegins, lanternStory, replay, todaysChapters } from '#exercise'
import { touches } from '#oversight'

/**
 * False alarms of the red lines, measured on every document of the LANTERN story: what is stopped has to be what the story
 * says is to be stopped, for a line that stops everything is switched off by those who have to work.
 */
describe('red lines over the documents of the LANTERN story', () => {
  const told = replay([...lanternStory, ...todaysChapters], demoBegins)
  const documents = [...told].flatMap(([reference, { logs }]) =>
    (logs[0]?.events ?? []).flatMap(({ document, procedure, transition }) =>
      document === undefined ? [] : [{ reference, procedure, transition, document }],
    ),
  )
  const asks = new Set(['P1', 'P1b', 'P2', 'P3', 'P4', 'P4b', 'P9'])

  it('stop the request about the journalist, and no other', () => {
    const read = documents.filter(({ procedure }) => asks.has(procedure))
    const stopped = read.filter(({ document }) => touches(document).length > 0)
    expect(read.length).toBeGreaterThan(400)
    expect([...new Set(stopped.map((d) => d.reference))]).toEqual(['RL-01'])
  })
})
