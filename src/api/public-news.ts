import type { Node } from '#node'
import {
  fill,
  frontWords,
  type Grown,
  type News,
  type PublicLanguage,
  periodName,
  type Said,
} from '#public'

/** Pages that came with what was published. */
export async function grownPages(node: Node): Promise<readonly Grown[]> {
  const { out } = await node.read.public.cases()
  return out.map(({ document }) => ({
    path: `/cases/${document.id}`,
    title: document.title,
    words: document.summary,
  }))
}

/** What was published, corrected or withdrawn. */
export async function news(node: Node): Promise<readonly News[]> {
  const [releases, cases, statements] = await Promise.all([
    node.read.releases(),
    node.read.public.cases(),
    node.read.public.statements(),
  ])
  const urn = `urn:comity:${node.id}`
  return [
    ...releases.flatMap((r): News[] => {
      const name = periodName(r, 'en')
      const path = `/public/en/figures?quarter=${r.period}`
      const out = {
        id: `${urn}:release:${r.period}:${r.version}`,
        title: `Figures, ${name}${r.version === 1 ? '' : `, version ${r.version}`}`,
        summary: r.reason === null ? frontWords.firstRelease.en : `correction: ${r.reason}`,
        name: inAll((l) =>
          fill(frontWords[r.version === 1 ? 'newFigures' : 'newVersion'][l], {
            period: periodName(r, l),
            version: r.version,
          }),
        ),
        ...(r.reason === null ? { says: frontWords.firstRelease } : {}),
        at: r.releasedAt,
        path,
      }
      if (r.withdrawn === null) return [out]
      const { at, reason } = r.withdrawn
      return [
        out,
        {
          id: `${out.id}:withdrawn`,
          title: `${out.title}: withdrawn`,
          summary: reason,
          at,
          path: '/public/en/data',
        },
      ]
    }),
    ...cases.out.map(
      ({ document, releasedAt }): News => ({
        id: `${urn}:case:${document.id}:${document.version}`,
        title: document.title,
        summary:
          document.reason === null ? 'case after final judgment' : `correction: ${document.reason}`,
        ...(document.reason === null ? { says: frontWords.newCase } : {}),
        at: releasedAt,
        path: `/public/en/cases/${document.id}`,
      }),
    ),
    ...statements.flatMap((it): News[] => {
      const id = `${urn}:statement:${it.reference}`
      const path = '/public/en/statements'
      const title = `Joint statement: ${it.subject}`
      const signers = it.signatures.map(({ authority }) => authority).join(', ')
      return [
        {
          id,
          title,
          summary: `signed by ${signers}`,
          says: inAll((l) => fill(frontWords.newStatement[l], { who: signers })),
          at: it.releasedAt,
          path,
        },
        ...it.corrections.map(({ at, right }) => ({
          id: `${id}:correction:${at}`,
          title,
          summary: `correction: ${right}`,
          at,
          path,
        })),
        ...(it.withdrawn === null
          ? []
          : [
              {
                id: `${id}:withdrawn`,
                title,
                summary: `withdrawn: ${it.withdrawn.reason}`,
                at: it.withdrawn.at,
                path,
              },
            ]),
      ]
    }),
    ...cases.withdrawn.map(
      ({ id, at, reason }): News => ({
        id: `${urn}:case:${id}:withdrawn:${at}`,
        title: `Case ${id}: withdrawn`,
        summary: reason,
        at,
        path: '/public/en/cases',
      }),
    ),
  ]
}

function inAll(text: (language: PublicLanguage) => string): Said {
  return { en: text('en'), fr: text('fr'), ar: text('ar') }
}
