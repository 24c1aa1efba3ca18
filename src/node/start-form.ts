import { type Day, done, type Json, type Outcome, oneOf, type Refusal, refuse } from '#base'
import type { AuthorityCard } from '#directory'
import { meetAll } from '#exchange'
import { type Permission, permits, requiredElements, routes } from '#law'
import { defaultsFrom, fieldsOf, type Procedure, procedureOf } from '#procedure'
import { type Look, openMatter } from './access.ts'
import { readDocument } from './bodies.ts'
import { firstStep, firstSteps } from './command.ts'
import { completenessOf } from './completeness.ts'
import { conditionFields, isOurs } from './conditions.ts'
import { conditionsFor, itemsOf } from './items.ts'
import { load } from './matter.ts'
import { fieldView } from './request-view.ts'
import type { Completeness, StartForm } from './views.ts'
import { kindInWords, roleInWords } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

/** The form of a new matter: to whom it can be put, what it must say, on which bases it can rest. */
export function startForm(
  world: World,
  actor: string,
  query: {
    readonly procedure: string
    readonly to?: string | undefined
    /** One of several steps with which it can begin. */
    readonly step?: string | undefined
  },
): Outcome<StartForm> {
  const hand = handOf(world, actor)
  const found = procedureOf(query.procedure)
  if (!found.ok) return found
  if (hand === undefined) return refuse(addresseeUnknown(query.to ?? ''))
  const procedure = found.value
  const peer = query.to === undefined ? undefined : world.federation.card(query.to)
  if (query.to !== undefined && (peer === undefined || query.to === hand.authority))
    return refuse(addresseeUnknown(query.to))
  const own = world.federation.card(hand.authority)
  const bases =
    own === undefined || peer === undefined
      ? []
      : basesBetween(world, own, peer, [procedure.measure])
  const classes = new Set(bases.flatMap((b) => Object.keys(b.basis.answer)))
  const law = world.laws.now()
  const begins = firstStep(procedure, hand.role, query.step)
  const fields = fieldsOf(begins?.form ?? procedure.form)
  const elements = requiredElements(begins?.form ?? procedure.form, today(world), law)
  return done({
    steps: firstSteps(procedure)
      .filter((t) => t.roles.includes(hand.role))
      .map((t) => ({ id: t.id, name: t.name })),
    procedure: { id: procedure.id, name: procedure.name, citation: procedure.citation },
    elements: elements.length === 0 ? fields.filter((f) => f.required).length : elements.length,
    alone: procedure.between === 'one',
    sends: begins?.crosses === true && begins.paper !== true,
    ...addresseesFor(world, hand, procedure, begins?.paper === true),
    form: fields.map((field) => {
      const view = fieldView(field)
      // A basis that sets no limit by urgency leaves all of them open.
      if (field.name !== 'class' || view.options === undefined || classes.size === 0) return view
      return { ...view, options: view.options.filter((o) => classes.has(o.value)) }
    }),
    bases: bases.map(({ basis, instrument }) => ({
      id: basis.id,
      name: instrument.name,
      citation: basis.citation,
      clocks: Object.entries(basis.answer).map(([name, rule]) => `${name}: ${rule}`),
    })),
  })
}

/**
 * Every other authority of the directory, with the reason why this cannot be put to it; where a paper is recorded, with
 * the reason why it cannot have sent one.
 */
function addresseesFor(
  world: World,
  hand: Hand,
  procedure: Procedure,
  paper: boolean,
): Pick<StartForm, 'addressees' | 'closed'> {
  const addressees: StartForm['addressees'] = []
  const closed: StartForm['closed'] = []
  if (procedure.between === 'one') return { addressees, closed }
  for (const card of world.federation.cards()) {
    if (card.id === hand.authority) continue
    const line = { id: card.id, name: card.name, country: card.country, kind: card.kind }
    const why = paper ? whyNotFrom(procedure, card) : whyNotTo(world, hand, procedure, card)
    if (why === undefined) addressees.push(line)
    else
      closed.push({
        ...line,
        why: why.ground,
        remedy: why.remedy,
        ...(why.citation === undefined ? {} : { citation: why.citation }),
      })
  }
  return { addressees, closed }
}

function whyNotTo(
  world: World,
  hand: Hand,
  procedure: Procedure,
  to: AuthorityCard,
): Refusal | undefined {
  const from = world.federation.card(hand.authority)
  if (from === undefined) return addresseeUnknown(hand.authority)
  const kinds = procedure.requestedKinds ?? procedure.kinds
  const no = (ground: string, remedy: string): Refusal => ({
    kind: 'unlawful',
    name: 'addressee-not-competent',
    ground,
    citation: procedure.citation,
    remedy,
  })
  if (!kinds.includes(to.kind))
    return no(
      `${to.id} is ${kindInWords(to.kind)}, not ${oneOf(kinds.map(kindInWords))}`,
      'choose an authority of that kind',
    )
  if ((procedure.between ?? 'countries') === 'countries' && from.country === to.country)
    return no(
      `${to.id} is an authority of the same country`,
      'domestic authorities need no procedure between countries',
    )
  if (!asksTheLaw(procedure)) return undefined
  const permitted = permits(
    {
      measure: procedure.measure,
      from: partyOf(from),
      to: partyOf(to),
      on: today(world),
    },
    world.laws.now(),
  )
  return permitted.ok ? undefined : permitted.refusal
}

/** Only who stands outside the network sends paper. */
function whyNotFrom(procedure: Procedure, from: AuthorityCard): Refusal | undefined {
  if (from.outside === true) return undefined
  return {
    kind: 'forbidden',
    name: 'sender-in-network',
    ground: `${from.id} is a member of the network and sends for itself`,
    citation: procedure.citation,
    remedy: 'wait for its own signed letter',
  }
}

/** Does a step of the procedure ask whether a basis between the two is in force? */
function asksTheLaw(procedure: Procedure): boolean {
  return procedure.transitions.some((t) =>
    t.guards.some((g) => (typeof g === 'string' ? g : g.guard) === 'permitted'),
  )
}

function partyOf(card: AuthorityCard) {
  return { authority: card.id, country: card.country, kind: card.kind }
}

export function basesBetween(
  world: World,
  from: AuthorityCard,
  to: AuthorityCard,
  wanted: readonly AuthorityCard['competences'][number][],
): readonly Permission[] {
  return wanted.flatMap((measure) =>
    routes({ measure, from: partyOf(from), to: partyOf(to), on: today(world) }, world.laws.now()),
  )
}

/** May the officer begin such a matter? The reason when not. */
export function whyNotOpen(world: World, hand: Hand, procedure: Procedure): Refusal | undefined {
  const card = world.federation.card(hand.authority)
  const first = firstSteps(procedure)
  const kinds = new Set([...procedure.kinds, ...first.flatMap((t) => t.kinds ?? [])])
  const no = (ground: string, remedy: string): Refusal => ({
    kind: 'forbidden',
    name: 'may-not-open',
    ground,
    citation: procedure.citation,
    remedy,
  })
  if (card === undefined || !kinds.has(card.kind))
    return no(
      `only ${oneOf([...kinds].map(kindInWords))} may begin it, ${hand.authority} is ${kindInWords(card?.kind ?? 'unknown')}`,
      'ask the competent authority of your country',
    )
  const roles: readonly string[] = [...new Set(first.flatMap((t) => t.roles))].filter(
    (role) => role !== 'node',
  )
  if (!roles.includes(hand.role))
    return no(
      `it is begun by ${oneOf(roles.map((r) => roleInWords(r)))}`,
      'ask an officer with that role',
    )
  return undefined
}

/** The live score of a draft that is kept nowhere yet. */
export async function checkForm(
  world: World,
  actor: string,
  query: {
    readonly procedure: string
    readonly form?: string | undefined
    /** Step whose form it is; without it and without a form, the form with which the procedure begins. */
    readonly action?: string | undefined
    readonly document: Readonly<Record<string, unknown>>
    readonly matter?: string | undefined
  },
): Promise<Outcome<Completeness>> {
  const procedure = procedureOf(query.procedure)
  if (!procedure.ok) return procedure
  const step =
    query.action === undefined
      ? query.matter === undefined
        ? firstStep(procedure.value, handOf(world, actor)?.role)
        : undefined
      : procedure.value.transitions.find((t) => t.id === query.action)
  const form = query.form ?? step?.form ?? procedure.value.form
  const known =
    procedure.value.form === form || procedure.value.transitions.some((t) => t.form === form)
  if (!known)
    return refuse({
      kind: 'unknown',
      name: 'form-unknown',
      ground: `${procedure.value.id} has no form ${form.slice(0, 60)}`,
      remedy: 'look at the forms of the procedure',
    })
  const before =
    query.matter === undefined ? done({}) : await textOf(world, actor, query.matter, 'read')
  if (!before.ok) return before
  const document = { ...before.value, ...(query.document as Record<string, Json>) }
  return done(completenessOf(form, document, today(world), world.laws.now()))
}

/**
 * What an earlier matter of the case lets us fill in, and a link to it. Who, what and why stay the same in a case;
 * reference, period, urgency and measure do not, and are left to the officer.
 */
export async function formDefaults(
  world: World,
  actor: string,
  query: { readonly procedure: string; readonly from: string },
): Promise<Outcome<{ document: Readonly<Record<string, Json>> }>> {
  const procedure = procedureOf(query.procedure)
  if (!procedure.ok) return procedure
  const earlier = await textOf(world, actor, query.from, 'combine', { with: query.procedure })
  if (!earlier.ok) return earlier
  const { form } = procedure.value
  const document: Record<string, Json> = {
    ...defaultsFrom(form, [earlier.value]),
    ...(await conditionsFrom(world, query.from, form)),
  }
  const link = fieldsOf(form).find((f) => f.kind === 'matter' && f.name !== 'amends')
  if (link !== undefined) document[link.name] = `matter/${query.from}`
  return done({ document })
}

/** What was received stays under its conditions: they are filled in, and the text names where it came from. */
async function conditionsFrom(
  world: World,
  from: string,
  form: string,
): Promise<Readonly<Record<string, Json>>> {
  const stream = `matter/${from}`
  const matter = await load(world, stream)
  const item = (await itemsOf(world, stream)).find((i) => i.id === matter?.text)
  if (item === undefined || isOurs(world, item.from)) return {}
  return conditionFields(form, meetAll(conditionsFor(item, '')), [item.id])
}

async function textOf(
  world: World,
  actor: string,
  id: string,
  look: Look,
  about: { readonly with?: string } = {},
): Promise<Outcome<Readonly<Record<string, Json>>>> {
  const opened = await openMatter(world, actor, id, look, about)
  if (!opened.ok) return opened
  const { matter } = opened.value
  return done((matter.text === null ? undefined : await readDocument(world, matter.text)) ?? {})
}

function today(world: World): Day {
  return world.clock.now().slice(0, 10) as Day
}

function addresseeUnknown(to: string): Refusal {
  return {
    kind: 'unknown',
    name: 'addressee-unknown',
    ground: `${to.slice(0, 40)} is not a partner in the directory`,
    remedy: 'choose an authority from the directory',
  }
}
