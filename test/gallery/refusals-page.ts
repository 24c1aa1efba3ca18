import type { Refusal } from '#base'
import { packRefusals } from '#law'
import { refusalFamilies, refusalRows } from '#procedure'
import { statusOf } from '../../src/api/problem.ts'
import { exitCode } from '../../src/cli/refusal.ts'
import { galleries } from './galleries.ts'
import { type Gallery, refusalIn } from './gallery.ts'

interface Section {
  readonly heading: string
  /** What the section is about, in a sentence or two. */
  readonly intro: string
  readonly gallery: Gallery
  /** Rows of the refusals, where they are a table: what each is in one line. */
  readonly titles: Readonly<Record<string, { readonly title: string }>>
}

const kindWords = {
  malformed: 'the input cannot be read as it stands',
  unauthenticated: 'nobody can tell who speaks, or a signature does not hold',
  forbidden: 'somebody may do this, but not this officer or this authority',
  unknown: 'what was named is not there',
  conflict: 'it does not fit what has happened already',
  'too-large': 'it is larger than its place takes',
  unlawful: 'no article permits it, or one forbids it; always with the article',
  'too-early': 'it may be done later; the text says when',
  'too-many': 'the caller has asked too often',
} as const satisfies Record<Refusal['kind'], string>

const families = {
  core: ['Procedures: every step', 'Said by the engine in each of the procedures.'],
  assistance: [
    'Procedures: suspension, assistance, freezing',
    'P2 suspension of a transaction, P3 legal assistance, P4 freezing, P4b the synchronised freeze.',
  ],
  recovery: [
    'Procedures: confiscation, return, claims',
    'P5 confiscation and recovery, P6 return, P7 claims of victims and third parties.',
  ],
  cooperation: [
    'Procedures: teams and automatic exchange',
    'P8 joint investigation teams, P9 automatic exchange of information.',
  ],
  rights: [
    'Procedures: rights of persons',
    'P10 requests of data subjects, P11 complaints, P15 tips, P16 disputes and stalled requests.',
  ],
  learning: [
    'Procedures: learning',
    'P12 commitments and reviews, P13 typologies, P14 exercises and training, P18 joint statements, P19 alerts to a partnership.',
  ],
  outside: [
    'Procedures: observations and documents in force',
    'P20 observations from outside, P21 documents that bind an authority, and the policy behind a joint operation.',
  ],
  items: [
    'Procedures: items and oral requests',
    'Corrections of what was exchanged, in every procedure that carries it, and P17 oral requests.',
  ],
} as const satisfies Record<keyof typeof refusalFamilies, readonly [string, string]>

const areas: readonly (readonly [area: string, heading: string, intro: string])[] = [
  ['law', 'Law: the register', 'Said where a legal basis or a time limit is asked for.'],
  [
    'packs',
    'Law: packs of rows',
    'Said to a pack that a treaty desk drafts or signs. In each case the law that was in force stays in force.',
  ],
  ['intake', 'Ledgers and tables', 'Said to a file. Nothing of a refused file is read in silence.'],
  ['trace', 'Tracing', 'Said by the engine that follows money.'],
  [
    'evaluation',
    'Evaluation',
    'Said where figures are handed to an evaluator, and to the evaluator who opens the files.',
  ],
  ['knowledge', 'Publications', 'Said to an editor who would tell a pattern to everybody.'],
  ['courses', 'Courses', 'Said to whoever sits a course.'],
  ['exercises', 'Exercises', 'Said to whoever takes over what an exercise taught.'],
  ['desk', 'The tracing desk of a node', 'Said to an officer who works on a tracing.'],
  [
    'exchange',
    'Letters between nodes',
    'Said to a letter; the sender reads it in a signed receipt.',
  ],
  [
    'resolve',
    'Identifiers',
    'Said to an identifier, or to a list of them, before anybody is asked about it.',
  ],
  [
    'hit',
    'Blind questions',
    'Said between two nodes: what the owner answers to a question, and why the asker uses nothing of an answer.',
  ],
  [
    'hit-desk',
    'The desk of blind questions',
    'Said to the officers who ask, agree to be asked, oversee and draw, and to partners at the door.',
  ],
  [
    'access',
    'Who may do what',
    'Said by the policies inside one authority; the first of them belong to the floor.',
  ],
  ['sign-in', 'Signing in and passkeys', 'Said to whoever comes in, and to passkeys that approve.'],
  [
    'attachments',
    'Files of a matter, and last days',
    'Said where files are added, released, fetched and opened, and where something has its last day.',
  ],
  [
    'items',
    'Items and their conditions',
    'Said where something that was given is used, passed on or corrected.',
  ],
  [
    'oversight',
    'Oversight',
    'Said to those who watch and to those who are watched: accounts, alarms, samples, red lines, declarations.',
  ],
  ['node', 'The node', 'Said to officers, to operators and to the treaty desk.'],
  [
    'directory',
    'The directory',
    'Said to the card of an authority, and where nobody answers for a measure.',
  ],
  ['api', 'Calls over HTTP', 'Said at the door, before a node looks at what is asked.'],
  [
    'public',
    'Public pages',
    'Said to readers of the public pages, and to the desk that tells a case.',
  ],
  ['releases', 'Releases of figures', 'Said to the desk that releases figures, and to readers.'],
  ['rights', 'Pages for persons', 'Said to persons who ask, and to the desk for persons.'],
  ['tips', 'The tip box', 'Said to those who write to the box, and to the unit that keeps it.'],
  ['cli', 'The command line', 'Said to what was typed.'],
  ['paper', 'Exhibits and documents', 'Said to a file that is to be verified.'],
  [
    'log',
    'The log and its witnesses',
    'Cosignatures, forks, timestamps and proofs: said between nodes, to auditors and to judges.',
  ],
  [
    'store',
    'The store',
    'Said to the program itself when two acts meet; an officer sees it rarely.',
  ],
  ['base-money', 'Documents and amounts', 'Said to JSON and to amounts, wherever they come in.'],
]

function sections(): readonly Section[] {
  const of = (area: string) => galleries.find((g) => g.area === area)!.gallery
  const procedures = of('procedure')
  return [
    ...Object.entries(families).map(([family, [heading, intro]]) => ({
      heading,
      intro,
      titles: refusalRows,
      gallery: Object.fromEntries(
        Object.keys(refusalFamilies[family as keyof typeof families]).flatMap((name) =>
          procedures[name] === undefined ? [] : [[name, procedures[name]]],
        ),
      ),
    })),
    ...areas.map(([area, heading, intro]) => ({
      heading,
      intro,
      titles: area === 'packs' ? packRefusals : {},
      gallery: of(area),
    })),
  ]
}

interface Entry {
  readonly refusal: Refusal
  readonly text: string
}

/** `docs/refusals.md`, from the galleries: each example is run, and its answer is what the page shows. */
export async function refusalsPage(): Promise<string> {
  const seen = new Set<string>()
  const shown: { section: Section; texts: readonly string[] }[] = []
  for (const section of sections()) {
    const entries = await entriesOf(section)
    // What two doors say in the same words stands on the page once.
    const fresh = entries.filter(({ refusal: { name, ground, remedy } }) => {
      const key = `${name} ${ground} ${remedy}`
      return !seen.has(key) && seen.add(key)
    })
    shown.push({ section, texts: fresh.map((e) => e.text) })
  }
  const contents = shown.map(({ section: { heading }, texts }) => [heading, texts.length] as const)
  const parts = shown.map(
    ({ section: { heading, intro }, texts }) => `## ${heading}\n\n${intro}\n\n${texts.join('\n')}`,
  )
  return `${head(contents)}\n${parts.join('\n')}`
}

function head(contents: readonly (readonly [heading: string, count: number])[]): string {
  const count = contents.reduce((n, [, of]) => n + of, 0)
  return `# Every "no" the system can say

<!-- Generated from the gallery of refusals: COMITY_UPDATE_DOCS=1 npm test -- test/generated-docs.test.ts -->

A refusal is an answer, not a fault. It says what happened, on which ground, where that is written and what can be done now;
nothing is half-written, and where an officer acted it stands in the log. This page has all ${count} of them, each with one
situation that brings it about. The situations are run by the tests, and what is quoted here is what the program said.

To look one up, search the page for its name: it stands in every answer of the interface, in the log and in receipts.

${contents.map(([heading, of]) => `- [${heading}](#${anchor(heading)}) (${of})`).join('\n')}

## Kinds

| kind | means | HTTP | exit code |
|---|---|---|---|
${Object.entries(kindWords)
  .map(([kind, words]) => {
    const code = exitCode({ kind } as Refusal)
    return `| ${kind} | ${words} | ${statusOf[kind as Refusal['kind']]} | ${code} |`
  })
  .join('\n')}
`
}

async function entriesOf({ gallery, titles }: Section): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const [name, { situation, example }] of Object.entries(gallery)) {
    const refusal = refusalIn(await example())
    if (refusal === undefined) throw new Error(`the example of ${name} was not refused`)
    entries.push({ refusal, text: entryText(refusal, situation, titles[name]?.title) })
  }
  return entries
}

function entryText(refusal: Refusal, situation: string, title: string | undefined): string {
  const { name, kind, ground, citation, remedy } = refusal
  return [
    `- **${name}** (${kind})${title === undefined ? '' : `: ${title}`}`,
    `  - When: ${situation}`,
    `  - Ground: ${steady(ground)}`,
    ...(citation === undefined ? [] : [`  - Article: ${steady(citation)}`]),
    `  - What to do: ${steady(remedy)}`,
    '',
  ].join('\n')
}

/** What differs from run to run is written once and for all, so that the page changes only when a text does. */
function steady(text: string): string {
  return text
    .replace(/\/[^\s]*comity-[a-z]+-[A-Za-z0-9]{6}(\/node\.json)?[^\s]*/g, 'DIR$1')
    .replace(/(127\.0\.0\.1:|port )\d{4,5}\b/g, '$14710')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'ID')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')
    .replace(/found \d+ bytes from \d+/, 'found 68 million bytes from 200 thousand')
    .replace(/Ed25519:[0-9a-f]{16}/g, 'Ed25519:…')
    .replaceAll('|', '\\|')
    .replaceAll('<', '\\<')
}

/** As GitHub makes anchors of headings. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
}
