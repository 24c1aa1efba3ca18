import { must } from '#base'
import type { Node } from '#node'
import type { Interlude } from './across.ts'

/**
 * What persons hand in on the last days of the telling, so that the desks of the demonstration have something to do: a
 * request on the page, one told on the telephone, and a complaint without a name.
 */
export function personsAtTheDesk(node: (id: string) => Node): readonly Interlude[] {
  const words = {
    page: {
      ask: 'rectification',
      to: 'XV-FIU',
      language: 'fr',
      name: 'Odile Marent',
      born: '1988-07-14',
      country: 'XV',
      words: 'Une banque me dit qu’une autorité me confond avec une autre personne.',
      paperEnds: '20K8',
    },
    phone: {
      ask: 'access',
      to: 'XN-FIU',
      language: 'en',
      name: 'Ilse Ranvik',
      born: '1979-03-02',
      country: 'XN',
      words: 'What is held about me, and from whom does it come?',
    },
    complaint: {
      ask: 'complaint',
      against: 'delay',
      to: 'XN-CA',
      language: 'ar',
      words: 'أنتظر جواباً منذ أربعة أشهر ولم يصلني شيء.',
    },
  } as const
  const handed = (id: string, fields: Readonly<Record<string, string>>) => async () => {
    const told = await node(id).rights.hand(fields)
    if ('faults' in told) throw new Error(`handed in with faults: ${Object.keys(told.faults)}`)
    must(told)
  }
  return [
    { at: '2026-09-27T16:10:00Z', act: handed('XV-FIU', words.page) },
    {
      at: '2026-09-28T09:20:00Z',
      act: async () => {
        must(await node('XN-FIU').rights.operate('XN-DPA/registrar', words.phone, 'phone'))
      },
    },
    { at: '2026-09-29T19:45:00Z', act: handed('XN-FIU', words.complaint) },
  ]
}
