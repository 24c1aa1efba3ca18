/** Families of procedures in the order in which a case meets them. A family without a name here shows its own word. */
const names: Readonly<Record<string, string>> = {
  intelligence: 'Financial intelligence',
  assistance: 'Suspending, freezing, legal assistance',
  recovery: 'Confiscation, claims, return',
  cooperation: 'Joint teams and automatic exchange',
  rights: 'Rights, complaints, tips, disputes',
  learning: 'Commitments, typologies, exercises',
}

export function familyName(family: string): string {
  return names[family] ?? family
}

export function byFamily<T extends { readonly family: string }>(
  items: readonly T[],
): readonly { readonly family: string; readonly name: string; readonly items: readonly T[] }[] {
  const order = Object.keys(names)
  const place = (family: string) => (order.includes(family) ? order.indexOf(family) : order.length)
  const families = [...new Set(items.map((item) => item.family))]
  return families
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((family) => ({
      family,
      name: familyName(family),
      items: items.filter((item) => item.family === family),
    }))
}
