import { drawLot, type Json, seedOf } from '#base'
import { threshold } from '#law'
import { kFinding, mostTold, readCaseLine, type SourceCase } from './case-table.ts'
import { stillRuns } from './clock-runs.ts'
import type { Guard } from './guard.ts'
import type { Document } from './read-form.ts'
import { refusal } from './refuse.ts'
import { keptAs, type Situation, standing } from './situation.ts'
import { textDigest } from './text-digest.ts'

/** Words that promise nothing that could be counted or seen. */
const vague = /\b(strengthen|improve|enhance|promote|consider|endeavou?r|support|foster|explore)\b/i
/** `M1 2026-01-31: 80 % of companies filed`. */
const milestone = /^\S+ \d{4}-\d{2}-\d{2}: .{5,}/
/** What persons, and not members, are owed. */
const ofPersons = ['dsr', 'claims', 'remedies', 'urgent-assistance']

/** Guards of commitments, reviews, publications, exercises and courses. */
export const learningGuards: Readonly<Record<string, Guard>> = {
  'consultation-recorded': {
    text: 'civil society was consulted, and the record is there',
    ofPeer: false,
    gate: ({ state }) =>
      (state?.counts['co-create'] ?? 0) > 0
        ? undefined
        : refusal('consultation-unrecorded', 'no consultation with civil society is on record'),
  },
  'verifiable-wording': {
    text: 'somebody else can check whether it is met',
    ofPeer: true,
    check: ({ document }) => {
      const odd = list(document?.milestones).find((m) => !milestone.test(m))
      const word = vague.exec(String(document?.action))?.[0]
      if (odd !== undefined)
        return refusal(
          'wording-unverifiable',
          `the milestone "${odd.slice(0, 60)}" names no day and result`,
          { where: { pointer: '/document/milestones' } },
        )
      return word === undefined
        ? undefined
        : refusal('wording-unverifiable', `nobody can check the word "${word}"`, {
            where: { pointer: '/document/action' },
          })
    },
  },
  'reviewer-independent': {
    text: 'the reviewer is of another country than the owner',
    ofPeer: true,
    gate: ({ parties }) =>
      parties.requested.country === parties.requesting.country
        ? refusal(
            'reviewer-not-independent',
            `${parties.requested.authority} and ${parties.requesting.authority} belong to one country`,
          )
        : undefined,
  },
  'evidence-attached': {
    text: 'the evidence is a file of this matter that a second officer has let go',
    ofPeer: false,
    files: true,
    check: ({ files, actor, document }) => {
      if (files === undefined) return undefined
      const own = files.filter(
        (f) => f.digest === document?.evidence && f.authority === actor.authority,
      )
      const where = { where: { pointer: '/document/evidence' } }
      if (own.length === 0)
        return refusal(
          'evidence-not-attached',
          'no file of this matter has the digest that is named as evidence',
          where,
        )
      return own.some((f) => f.released)
        ? undefined
        : refusal(
            'evidence-not-attached',
            'the file is there, and no second officer has let it go yet',
            { ...where, remedy: 'ask a second officer to release the file, then report again' },
          )
    },
  },
  'evidence-seen': {
    text: 'who assesses has opened the files that the code rests on',
    ofPeer: false,
    files: true,
    check: ({ files, actor, document }) => {
      if (files === undefined) return undefined
      const unseen = list(document?.evidence).filter(
        (named) => !files.some((f) => f.digest === named && f.openedBy.includes(actor.id)),
      )
      if (unseen.length === 0) return undefined
      const there = files.some((f) => f.digest === unseen[0] && f.whole)
      return refusal(
        'evidence-unseen',
        `${actor.id} has not opened ${unseen.length} of the files that the code rests on${there ? '' : ', and one is not here whole'}`,
        { where: { pointer: '/document/evidence' } },
      )
    },
  },
  'code-on-evidence': {
    text: 'a code rises only on evidence that was reported; complete means evidence for every milestone',
    ofPeer: false,
    check: ({ state, document }, { tally = '' }) => codeWithout(state, document, tally),
  },
  'every-milestone': {
    text: 'every milestone has evidence',
    ofPeer: false,
    gate: ({ state }, { tally = '' }) => {
      const missing = withoutEvidence(state, tally)
      return missing.length === 0
        ? undefined
        : refusal('evidence-missing', `no evidence for ${missing.join(', ')}`, {
            remedy: 'report each milestone with its evidence first',
          })
    },
  },
  'reply-over': {
    text: 'the owner has replied, or had the time to',
    ofPeer: true,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined
        ? undefined
        : refusal('reply-right-open', `the owner can reply until ${due}`)
    },
  },
  'two-peers': {
    text: 'two peers of two other countries',
    ofPeer: true,
    check: ({ parties, document }) => {
      const peers = list(document?.peers)
      const own = peers.includes(parties.requesting.country)
      return new Set(peers).size === 2 && peers.length === 2 && !own
        ? undefined
        : refusal('peers-not-drawn', `drawn: ${peers.join(', ').slice(0, 60)}`, {
            where: { pointer: '/document/peers' },
          })
    },
  },
  'lot-followed': {
    text: 'the peers are those that the announced head draws',
    ofPeer: true,
    check: ({ state, parties, document, directory }) =>
      potWrong(directory, document ?? {}) ??
      lotWrong(state?.notes ?? {}, parties.requesting.country, document ?? {}),
  },
  'submissions-published': {
    text: 'every submission of civil society that counts was published',
    ofPeer: true,
    check: ({ state, document }) => {
      const papers = list(document?.papers)
      const count = Number(document?.submissions)
      const left = Object.keys(state?.tallies.papers ?? {}).filter((p) => !papers.includes(p))
      if (left.length > 0)
        return refusal(
          'submissions-miscounted',
          `${left.length} of the papers that were handed in are not named as published`,
          { where: { pointer: '/document/papers' } },
        )
      return papers.length === 0 || papers.length === count
        ? undefined
        : refusal(
            'submissions-miscounted',
            `${count} submissions are counted, ${papers.length} are named as published`,
            { where: { pointer: '/document/papers' } },
          )
    },
  },
  'recommendations-counted': {
    text: 'no more recommendations are accepted than were made',
    ofPeer: true,
    check: ({ state, document }) =>
      Number(document?.accepted) <= Number(state?.notes.recommendations)
        ? undefined
        : refusal(
            'recommendations-miscounted',
            `${document?.accepted} of ${state?.notes.recommendations} recommendations accepted`,
            { where: { pointer: '/document/accepted' } },
          ),
  },
  'is-red': {
    text: 'the clock has marked the commitment late',
    ofPeer: false,
    gate: ({ state }) =>
      standing(state, 'report') === 'RED'
        ? undefined
        : refusal('not-red', 'the reports on this commitment came in time'),
  },
  'ladder-due': {
    text: 'the day of this step of the ladder has come',
    ofPeer: true,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined
        ? undefined
        : refusal('ladder-too-early', `this step opens at ${due}`)
    },
  },
  'rights-untouched': {
    text: 'no right of a person is cut',
    ofPeer: true,
    check: ({ document }) => {
      const cut = list(document?.restrictions).find((r) => ofPersons.includes(r))
      return cut === undefined
        ? undefined
        : refusal('rights-cut', `"${cut}" is owed to persons, not to the member`, {
            where: { pointer: '/document/restrictions' },
          })
    },
  },
  'nobody-recognised': {
    text: 'the second person could recognise nobody',
    ofPeer: true,
    gate: ({ state }) =>
      state?.notes.result === 'somebody'
        ? refusal('somebody-recognised', 'the test by the second person found somebody')
        : undefined,
  },
  'table-counted': {
    text: 'what is said of the cases is what their table shows',
    ofPeer: true,
    check: ({ document }) => tableWrong(document ?? {}),
  },
  'enough-cases': {
    text: 'a public text rests on enough cases of enough jurisdictions, and points at none of them',
    ofPeer: true,
    check: (s) => {
      if (s.document?.level !== 'public') return undefined
      return (
        few(s, 'cases', 'TH-CASES') ??
        few(s, 'jurisdictions', 'TH-JURISDICTIONS') ??
        (s.state?.notes.unique === 0
          ? undefined
          : refusal(
              'combination-unique',
              `${s.state?.notes.unique} combinations of told traits belong to one case alone`,
            ))
      )
    },
  },
  'layer-lawful': {
    text: 'the strategic layer names nobody, the tactical one names through a legal gateway',
    ofPeer: true,
    check: ({ document }) => {
      const names = list(document?.named).length > 0
      if (document?.layer !== 'tactical')
        return names
          ? refusal('strategic-names', 'a strategic alert names persons or accounts', {
              where: { pointer: '/document/named' },
            })
          : undefined
      const open = ['TLP:CLEAR', 'TLP:GREEN'].includes(String(document.handling))
      if (open)
        return refusal('gateway-missing', `names cannot go out under ${document.handling}`, {
          where: { pointer: '/document/handling' },
        })
      return String(document.gateway ?? '').trim() === ''
        ? refusal('gateway-missing', 'a tactical alert names no legal gateway', {
            where: { pointer: '/document/gateway' },
          })
        : undefined
    },
  },
  'digest-of-text': {
    text: 'the digest is that of the text, so that whoever signs it signs these words',
    ofPeer: true,
    check: ({ document }) =>
      document?.digest === textDigest(String(document?.text ?? ''))
        ? undefined
        : refusal('text-differs', 'the digest is not that of the text', {
            where: { pointer: '/document/digest' },
          }),
  },
  'statement-same': {
    text: 'it is the text that was put forward',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.digest === state?.notes.digest
        ? undefined
        : refusal('text-differs', 'the text differs from the one that was put forward', {
            where: { pointer: '/document/digest' },
          }),
  },
  'every-signature': {
    text: 'every authority of the statement has signed it',
    ofPeer: true,
    gate: ({ state, parties }) => {
      const signed = state?.tallies.signatures ?? {}
      const missing = [parties.requesting, parties.requested, ...(parties.others ?? [])]
        .map((p) => p.authority)
        .filter((id) => signed[id] === undefined)
      return missing.length === 0
        ? undefined
        : refusal('signature-missing', `not signed yet: ${missing.join(', ')}`)
    },
  },
  'courts-clear': {
    text: 'no court has restricted what is said',
    ofPeer: true,
    check: ({ document }) =>
      document?.courts === 'clear'
        ? undefined
        : refusal('court-restricts', 'a court has restricted what would be said', {
            where: { pointer: '/document/courts' },
          }),
  },
  'victims-told-before': {
    text: 'the victims were told a day before',
    ofPeer: true,
    gate: ({ state, now }) => {
      if (state?.notes.victims !== 'known') return undefined
      const [first] = Object.keys(state.tallies.told ?? {}).sort()
      return first !== undefined && Date.parse(now) - Date.parse(first) >= 86_400_000
        ? undefined
        : refusal(
            'victims-not-first',
            first === undefined
              ? 'nobody has recorded that the victims were told'
              : `the victims were told at ${first}`,
          )
    },
  },
  'embargo-over': {
    text: 'the embargo is over',
    ofPeer: true,
    gate: ({ state, now }) =>
      Date.parse(String(state?.notes.embargo)) <= Date.parse(now)
        ? undefined
        : refusal('embargo-holds', `the embargo ends at ${state?.notes.embargo}`),
  },
  'invented-data': {
    text: 'an exercise runs on invented data',
    ofPeer: true,
    check: ({ document }) =>
      document?.data === 'invented'
        ? undefined
        : refusal('real-data', `the exercise would use ${document?.data} data`, {
            where: { pointer: '/document/data' },
          }),
  },
  'keys-apart': {
    text: 'the cloned network has keys of its own',
    ofPeer: true,
    check: ({ document }) =>
      document?.keysApart === true && list(document.keys).length > 0
        ? undefined
        : refusal('keys-shared', 'no keys of the cloned network are named', {
            where: { pointer: '/document/keysApart' },
          }),
  },
  'lesson-owned': {
    text: 'a lesson has an owner and a date',
    ofPeer: true,
    check: ({ document }) =>
      document?.owner && document.due
        ? undefined
        : refusal('lesson-without-owner', `lesson ${document?.lesson} has no owner or no date`, {
            where: { pointer: document?.owner ? '/document/due' : '/document/owner' },
          }),
  },
  'lesson-known': {
    text: 'the lesson was written in this exercise',
    ofPeer: true,
    check: ({ state, document }, { tally = '' }) =>
      keptAs(state, tally, document?.lesson) !== undefined
        ? undefined
        : refusal(
            'lesson-unknown',
            `lesson ${String(document?.lesson).slice(0, 40)} was not written`,
            {
              where: { pointer: '/document/lesson' },
            },
          ),
  },
  'lessons-closed': {
    text: 'every lesson is closed, or had its time',
    ofPeer: true,
    gate: (s, { clock = '', tally = '' }) => {
      const open = Object.keys(s.state?.tallies[tally] ?? {}).filter(
        (l) => keptAs(s.state, 'closed', l) === undefined,
      )
      return open.length === 0 || stillRuns(s, clock) === undefined
        ? undefined
        : refusal('lesson-open', `lessons still open: ${open.join(', ')}`)
    },
  },
  'placement-short': {
    text: 'a placement ends after it begins, within half a year, and its report follows within six weeks',
    ofPeer: true,
    check: ({ document }) => {
      const at = (name: string) => Date.parse(String(document?.[name]))
      const stays = (at('until') - at('from')) / 86_400_000
      const reports = (at('reportBy') - at('until')) / 86_400_000
      return stays > 0 && stays <= 183 && reports >= 0 && reports <= 42
        ? undefined
        : refusal(
            'placement-too-long',
            `from ${document?.from} until ${document?.until}, report by ${document?.reportBy}`,
            {
              where: {
                pointer: stays > 0 && stays <= 183 ? '/document/reportBy' : '/document/until',
              },
            },
          )
    },
  },
  passed: {
    text: 'the marks reach the pass mark',
    ofPeer: true,
    gate: ({ state }) => short(state?.notes.score, state?.notes.passMark),
  },
  'refresher-passed': {
    text: 'the marks of the refresher reach the pass mark',
    ofPeer: true,
    check: ({ state, document }) => short(document?.score, state?.notes.passMark),
  },
}

/** The editor types nothing that the table does not show: cases, countries and unique combinations are counted again. */
function tableWrong(document: Document) {
  const told = list(document.told)
  const pointer = (at: string) => ({ where: { pointer: `/document/${at}` } })
  if (told.length > mostTold || new Set(told).size < told.length)
    return refusal(
      'table-unreadable',
      `at most ${mostTold} told traits, each named once`,
      pointer('told'),
    )
  const cases: SourceCase[] = []
  for (const [i, line] of list(document.table).entries()) {
    const read = readCaseLine(line, told)
    if (read === undefined)
      return refusal(
        'table-unreadable',
        `line ${i + 1} is not: digest; country; ${told.map((t) => `${t.slice(0, 40)}=…`).join('; ')}`,
        pointer('table'),
      )
    cases.push(read)
  }
  const found = kFinding(cases, told)
  const counted = { ...found, unique: found.unique.length }
  const wrong = (['cases', 'jurisdictions', 'unique'] as const).find(
    (name) => Number(document[name]) !== counted[name],
  )
  return wrong === undefined
    ? undefined
    : refusal(
        'cases-miscounted',
        `${wrong}: ${document[wrong]} in the form, ${counted[wrong]} in the table`,
        pointer(wrong),
      )
}

/** Fewer than the row of law says; a law without the row lets nothing out. */
function few(s: Situation, what: 'cases' | 'jurisdictions', id: string) {
  const row = threshold(id, s.law)
  const count = Number(s.state?.notes[what])
  if (row !== undefined && count >= Number(row.value)) return undefined
  return refusal(
    'too-few-cases',
    row === undefined
      ? `the law has no threshold ${id}`
      : `${what}: ${count}, at least ${row.value} are needed`,
    row === undefined ? {} : { citation: row.citation },
  )
}

function short(score: unknown, mark: unknown) {
  return Number(score) >= Number(mark)
    ? undefined
    : refusal('mark-missed', `${score} marks, ${mark} are needed`)
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

const ranks = ['no-evidence', 'not-started', 'limited', 'substantial', 'complete']

/** Codes of the plan in their order; the first two say that nothing is shown. */
function rankOf(code: Json | undefined): number {
  return Math.max(0, ranks.indexOf(String(code)) - 1)
}

/**
 * Two signatures stand behind every code above "not started": the owner's under the evidence of a milestone, and the
 * reviewer's under a code that names that evidence. A higher code than the last one needs evidence that is new.
 */
function codeWithout(state: Situation['state'], document: Document | undefined, tally: string) {
  const pointer = (at: string) => ({ where: { pointer: `/document/${at}` } })
  const missing = withoutEvidence(state, tally)
  if (document?.code === 'complete' && missing.length > 0)
    return refusal('evidence-missing', `no evidence for ${missing.join(', ')}`, pointer('code'))
  if (rankOf(document?.code) === 0) return undefined
  const reported = Object.values(state?.tallies[tally] ?? {}).map(String)
  const named = list(document?.evidence)
  const unknown = named.find((digest) => !reported.includes(digest))
  if (unknown !== undefined)
    return refusal(
      'evidence-unknown',
      `nobody reported the evidence ${unknown.slice(0, 80)}`,
      pointer('evidence'),
    )
  if (named.length === 0)
    return refusal('evidence-missing', 'the code names no evidence', pointer('evidence'))
  const before = list(state?.notes.evidence)
  const rises = rankOf(document?.code) > rankOf(state?.notes.code)
  return state?.notes.code !== undefined && rises && named.every((d) => before.includes(d))
    ? refusal(
        'evidence-missing',
        `the code rises from ${state.notes.code}, and no evidence is new since then`,
        pointer('evidence'),
      )
    : undefined
}

/** Of a pot of two countries nothing is drawn. */
const leastPot = 3

function lotWrong(notes: Readonly<Record<string, Json>>, own: string, document: Document) {
  const head = `${String(document.head).trimEnd()}\n`
  const [log, size] = head.split('\n')
  const pointer = (at: string) => ({ where: { pointer: `/document/${at}` } })
  if (
    log !== notes.lotLog ||
    !/^\d{1,15}$/.test(size ?? '') ||
    Number(size) < Number(notes.lotSize)
  )
    return refusal(
      'lot-head-other',
      `announced: the first head of ${notes.lotLog} with at least ${notes.lotSize} entries`,
      pointer('head'),
    )
  const seed = seedOf([head])
  if (document.draw !== seed)
    return refusal('lot-not-followed', `the seed of this head is ${seed}`, pointer('draw'))
  const tickets = [...new Set(list(document.pot))].filter((country) => country !== own)
  const name = `peers ${notes.reference}`
  const drawn = drawLot({ name, seed, tickets, count: 2 })
  const peers = list(document.peers)
  return tickets.length >= leastPot && peers.join() === drawn.join()
    ? undefined
    : refusal(
        'lot-not-followed',
        tickets.length < leastPot
          ? `the pot holds ${tickets.length} countries beside the one under review, at least ${leastPot} are needed`
          : `the lot draws ${drawn.join(', ')}`,
        pointer(tickets.length < leastPot ? 'pot' : 'peers'),
      )
}

/** Every country that keeps a node is in the pot, and nobody else: who is left out cannot be drawn. */
function potWrong(directory: Situation['directory'], { pot }: Document) {
  const members = new Set(
    directory.flatMap((c) => (c.servedBy === undefined && c.outside !== true ? [c.country] : [])),
  )
  const said = new Set(list(pot))
  const left = [...members].filter((country) => !said.has(country)).sort()
  const strange = [...said].filter((country) => !members.has(country as never)).sort()
  return left.length + strange.length === 0
    ? undefined
    : refusal(
        'lot-pot-other',
        left.length > 0
          ? `the directory has ${left.join(', ')}, the pot has not`
          : `the pot has ${strange.join(', ').slice(0, 60)}, the directory has not`,
        { where: { pointer: '/document/pot' } },
      )
}

/** Milestones of the adopted plan for which no evidence was reported. */
function withoutEvidence(state: Situation['state'], tally: string): readonly string[] {
  return list(state?.notes.milestones)
    .map((m) => m.split(' ')[0] ?? m)
    .filter((m) => keptAs(state, tally, m) === undefined)
}
