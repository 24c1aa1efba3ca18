import type { Voice } from './document-words.ts'

/** One text in one language; without a language it is the same in all that are shown. */
export interface Said {
  readonly tag: string | null
  readonly text: string
}

/** What each language says; once where they all say the same. */
export function saidBy(voices: readonly Voice[], say: (voice: Voice) => string): readonly Said[] {
  const all = voices.map((v) => ({ tag: v.tag, text: say(v) }))
  const first = all[0]!
  return all.every((s) => s.text === first.text) ? [{ tag: null, text: first.text }] : all
}
