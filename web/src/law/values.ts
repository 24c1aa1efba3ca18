/** A value of a row as words: lists with commas, parts with their names, nothing as a dash. */
export function asText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (Array.isArray(value)) {
    const nested = value.some((item) => typeof item === 'object' && item !== null)
    return value.map(asText).join(nested ? '; ' : ', ')
  }
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `${name} ${asText(part)}`)
      .join(', ')
  return String(value)
}
