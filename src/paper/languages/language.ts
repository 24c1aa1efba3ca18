/**
 * A second language of documents. `words` turns the English words of forms and pages into the language's own; a word
 * that is missing is shown in English and marked, never guessed.
 */
export interface Language {
  /** BCP 47. */
  readonly tag: string
  readonly name: string
  readonly words: Readonly<Record<string, string>>
}
