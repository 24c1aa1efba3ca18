/** One question of a course with ready answers. */
export interface Question {
  readonly id: string
  readonly asks: string
  /** The first one is right; whoever sees them sees them mixed. */
  readonly options: readonly string[]
  /** Why, with the source; shown after the grade. */
  readonly because: string
}
