/** Milliseconds between two moments at which the box answers. */
const pace = 1200

/**
 * Answers at the end of a beat that begins with the call: whether digits are those of a tip, and whether much was read
 * for an answer, does not show in how long it took.
 */
export async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    const took = performance.now() - begun
    const rest = Math.ceil(took / pace) * pace - took
    await new Promise((resolve) => setTimeout(resolve, rest))
  }
}
