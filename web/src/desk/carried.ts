/** Files dropped on the list, on their way to the page of the tracing that was made for them. */
const carried = new Map<string, readonly File[]>()

export function carry(tracing: string, files: readonly File[]): void {
  if (files.length > 0) carried.set(tracing, files)
}

export function take(tracing: string): readonly File[] {
  const files = carried.get(tracing) ?? []
  carried.delete(tracing)
  return files
}
