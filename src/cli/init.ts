import { resolve } from 'node:path'
import { type Outcome, refuse } from '#base'
import { competencesOf, type Role, roles } from '#directory'
import { type AuthorityKind, authorityKinds } from '#law'
import { makeNode, type NewNode, type ServedAuthority } from '#node'
import { shorten } from './args.ts'
import type { Args, Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'

const authorityId = /^[A-Z]{2}-[A-Z0-9-]{2,20}$/
/** `mira`, or `XV-CA/petra` for an authority that the node serves. */
const officerId = /^([A-Z]{2}-[A-Z0-9-]{2,20}\/)?[a-z0-9-]{1,40}$/

/** Makes a node: a folder with its keys, its signed card and its officers. Nothing in it is preset by law. */
export async function init({ args, terminal, config }: Call): Promise<ExitCode> {
  const asked = newNode(args, config.secret)
  const made = asked.ok ? await makeNode(asked.value) : asked
  if (!asked.ok || !made.ok) {
    const { refusal } = asked.ok ? (made as Extract<Outcome<never>, { ok: false }>) : asked
    terminal.say(tell(refusal))
    return exitCode(refusal)
  }
  const { id, dir, officers, served } = asked.value
  if (args.flag('json')) terminal.json({ id, dir, card: made.value })
  else
    terminal.out(
      [
        `made the node ${id} in ${dir}`,
        `  officers: ${officers.map((o) => `${id}/${o.id} (${o.role})`).join(', ')}`,
        ...(served ?? []).map(
          (a) => `  serves ${a.id}: ${a.officers.map((o) => `${o.id} (${o.role})`).join(', ')}`,
        ),
        `  start it: comity start ${args.positionals[0]}`,
      ].join('\n'),
    )
  return 0
}

function newNode(args: Args, secret: string | undefined): Outcome<NewNode> {
  const [id, name, country, kind] = ['id', 'name', 'country', 'kind'].map((n) => args.text(n))
  if (!id || !name || !country || !kind)
    return unusable(
      '--id, --name, --country and --kind are needed',
      'comity help init shows an example',
    )
  if (!authorityId.test(id))
    return unusable(
      `"${shorten(id)}" is not an authority id`,
      'write the country, a hyphen and a short name in capitals: XV-FIU',
    )
  if (!/^[A-Z]{2}$/.test(country))
    return unusable(`"${shorten(country)}" is not a country code`, 'write two capitals, XV')
  const officers = officersOf(args.texts('officer'))
  if (!officers.ok) return officers
  const served = servedOf(args.texts('serve'), country, officers.value)
  if (!served.ok) return served
  const own = officers.value.filter((o) => !o.id.includes('/'))
  if (own.length === 0)
    return unusable(`${id} itself needs an officer`, 'add --officer "mira:analyst:Mira Solen"')
  return {
    ok: true,
    value: {
      dir: resolve(args.positionals[0]!),
      id,
      name,
      country,
      kind: kind as AuthorityKind,
      address: args.text('address') ?? 'http://127.0.0.1:4710',
      officers: own,
      competences: competencesOf[kind as AuthorityKind] ?? [],
      ...(served.value.length === 0 ? {} : { served: served.value }),
      ...(secret === undefined ? {} : { secret }),
    },
  }
}

/** Authorities of the country that act through this node, `XV-CA:central-authority:Ministry of Justice`. */
function servedOf(
  texts: readonly string[],
  country: string,
  officers: NewNode['officers'],
): Outcome<readonly ServedAuthority[]> {
  const served: ServedAuthority[] = []
  for (const text of texts) {
    const [id, kind, ...name] = text.split(':')
    const kindOf = authorityKinds.find((k) => k === kind)
    if (!id || !authorityId.test(id) || kindOf === undefined || name.join(':').trim() === '')
      return unusable(
        `"${shorten(text)}" is not ID:KIND:NAME`,
        `write for example "XV-CA:central-authority:Ministry of Justice"; kinds: ${authorityKinds.join(', ')}`,
      )
    const own = officers.filter((o) => o.id.startsWith(`${id}/`))
    if (own.length === 0)
      return unusable(`${id} has no officer`, `add --officer "${id}/petra:registrar:Petra Lunow"`)
    const competences = competencesOf[kindOf] ?? []
    served.push({
      id,
      kind: kindOf,
      name: name.join(':').trim(),
      country,
      competences,
      officers: own,
    })
  }
  const stray = officers.find(
    (o) => o.id.includes('/') && !served.some((a) => o.id.startsWith(`${a.id}/`)),
  )
  return stray === undefined
    ? { ok: true, value: served }
    : unusable(
        `${shorten(stray.id)} belongs to no authority that this node serves`,
        'name the authority with --serve ID:KIND:NAME',
      )
}

function officersOf(texts: readonly string[]): Outcome<NewNode['officers']> {
  if (texts.length === 0)
    return unusable('a node needs at least one officer', 'add --officer "mira:analyst:Mira Solen"')
  const officers: { id: string; role: Role; name: string }[] = []
  for (const text of texts) {
    const [id, role, ...name] = text.split(':')
    if (!id || !officerId.test(id) || !isRole(role) || name.join(':').trim() === '')
      return unusable(
        `"${shorten(text)}" is not ID:ROLE:NAME`,
        `write for example "mira:analyst:Mira Solen"; roles: ${people.join(', ')}`,
      )
    officers.push({ id, role, name: name.join(':').trim() })
  }
  return { ok: true, value: officers }
}

/** Roles of persons; the machine's own role is not given out. */
const people = roles.filter((role) => role !== 'node')

function isRole(text: string | undefined): text is Role {
  return people.some((role) => role === text)
}

function unusable(ground: string, remedy: string) {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}
