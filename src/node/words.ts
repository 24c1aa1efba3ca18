import type { ActorView } from './views.ts'
import type { World } from './world.ts'

export const roleNames: Readonly<Record<string, string>> = {
  analyst: 'analyst',
  'head-of-desk': 'head of desk',
  'duty-officer': 'duty officer',
  auditor: 'auditor',
  node: 'node',
  'case-officer': 'case officer',
  prosecutor: 'prosecutor',
  judge: 'judge',
  registrar: 'registrar',
  'asset-manager': 'asset manager',
  inspector: 'inspector',
  delegate: 'delegate',
  editor: 'editor',
  monitor: 'monitor',
}

/** A kind of authority with its article: `a financial intelligence unit`, `a central authority`. */
export function kindInWords(kind: string): string {
  return withArticle(kindNames[kind] ?? kind.replaceAll('-', ' '))
}

/** A role with its article: `an analyst`, `a head of desk`. */
export function roleInWords(role: string): string {
  return withArticle(roleNames[role] ?? role.replaceAll('-', ' '))
}

function withArticle(words: string): string {
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`
}

const kindNames: Readonly<Record<string, string>> = {
  FIU: 'financial intelligence unit',
  ARO: 'asset recovery office',
  AMO: 'asset management office',
  tax: 'tax authority',
  oversight: 'oversight body',
  government: 'government office',
  'victim-support': 'victim support unit',
  'civil-society': 'body of civil society',
  cert: 'computer emergency team',
  customs: 'customs authority',
  parliament: 'committee of parliament',
}

const countryNames: Readonly<Record<string, string>> = {
  XV: 'Republic of Veldania',
  XN: 'Kingdom of Norrhavn',
  XC: 'Carrow Islands',
  XS: 'Port Sable Free City',
  XZ: 'State of Zerev',
  XX: 'the federation',
}

/** Countries that are not invented here have their names from the runtime's own tables. */
export function countryName(code: string): string {
  const known = countryNames[code]
  if (known !== undefined) return known
  try {
    return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

export function actorViews(world: World): readonly ActorView[] {
  return world.officers.map((o) => ({
    id: o.id,
    name: o.name,
    role: o.role,
    roleName: roleNames[o.role] ?? o.role,
    authority: o.authority,
    authorityName: authorityName(world, o.authority),
  }))
}

/** Our officers by name, others by their function: a partner's card names no persons. */
export function actorName(world: World, actor: string): string {
  const ours = world.officers.find((o) => o.id === actor)
  if (ours !== undefined) return ours.name
  const [authority, who] = actor.split('/')
  if (who === 'clock') return 'the clock'
  if (who === 'node') return 'the node'
  const officer = world.federation.card(authority ?? '')?.officers.find((o) => o.id === actor)
  return officer === undefined ? (who ?? actor) : (roleNames[officer.role] ?? officer.role)
}

export function authorityName(world: World, id: string): string {
  return world.federation.card(id)?.name ?? id
}
