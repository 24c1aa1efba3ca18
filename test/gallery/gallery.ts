import type { Outcome, Refusal } from '#base'

type Answer = Outcome<unknown> | Refusal

/** One situation for each "no" of an area, and what brings it about. Keys are the names of the refusals. */
export type Gallery = Readonly<
  Record<string, { readonly situation: string; readonly example: () => Answer | Promise<Answer> }>
>

/** What an example came to, or undefined where nothing was refused. */
export function refusalIn(answer: Answer): Refusal | undefined {
  if (!('ok' in answer)) return answer
  return answer.ok ? undefined : answer.refusal
}

/** The refusal inside what was thrown; a bug stays a bug. */
export async function thrown(act: () => unknown): Promise<Answer> {
  try {
    await act()
  } catch (error) {
    const refusal = (error as { refusal?: Refusal }).refusal
    if (refusal !== undefined) return refusal
    throw error
  }
  return { ok: true, value: undefined }
}
