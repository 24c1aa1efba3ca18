/** The number in an amount, for the length of a bar; the text beside it is the amount. 0 for what is none. */
export function amountOf(part: { readonly kind: string; readonly value: string }): number {
  return part.kind === 'money' ? Number.parseFloat(part.value) || 0 : 0
}

/** `4 s`, `12 min`, `4 h 41 min`, `3 d`: a length of time as people say it. */
export function span(seconds: number): string {
  const s = Math.round(seconds)
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 === 0 ? '' : ` ${s % 60} s`}`
  if (s < 86_400) {
    const minutes = Math.floor((s % 3600) / 60)
    return `${Math.floor(s / 3600)} h${minutes === 0 ? '' : ` ${minutes} min`}`
  }
  return `${Math.floor(s / 86_400)} d`
}
