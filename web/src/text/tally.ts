/** The number in an amount, for the length of a bar; the text beside it is the amount. 0 for what is none. */
export function amountOf(part: { readonly kind: string; readonly value: string }): number {
  return part.kind === 'money' ? Number.parseFloat(part.value) || 0 : 0
}

/** Exact sum of amounts like `5480000.00 EUR`; undefined where there is none, or more than one currency. */
export function sumOf(amounts: readonly string[]): string | undefined {
  const parts = amounts.map((amount) => /^(\d+)(?:\.(\d+))? (\S+)$/.exec(amount))
  const [first] = parts
  if (first == null || parts.some((part) => part?.[3] !== first[3])) return undefined
  const digits = Math.max(...parts.map((part) => part?.[2]?.length ?? 0))
  const minor = parts.reduce(
    (all, part) => all + BigInt(`${part?.[1]}${(part?.[2] ?? '').padEnd(digits, '0')}`),
    0n,
  )
  const text = String(minor).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`} ${first[3]}`
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
