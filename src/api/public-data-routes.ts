import { z } from 'zod'
import { millis, refuse, systemClock } from '#base'
import type { Node } from '#node'
import { dataBody, dataWords, type ReportText, reportBody, reportWords } from '#public'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** Releases with their files, and the yearly report. */
export const publicDataRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/data',
    who: 'anybody',
    limit: 'read',
    what: 'page: releases and corrections as open data, with the dictionary',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/data',
        section: 'figures',
        title: dataWords.title[language],
        lead: dataWords.lead[language],
        body: dataBody(await call.node.read.releases(), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/transparency',
    who: 'anybody',
    limit: 'read',
    what: 'page: the transparency report of a year that is over',
    params: inLanguage,
    query: z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
    run: async (call) => {
      const { language } = call.params
      const { now } = await call.node.read.node()
      const last = Number(now.slice(0, 4)) - 1
      const year = call.query.year ?? last
      if (year > last) return refuse(yearNotOver)
      return pageAnswer(call, {
        language,
        path: '/transparency',
        ...(call.query.year === undefined ? {} : { query: `?year=${year}` }),
        title: `${reportWords.title[language]} ${year}`,
        lead: reportWords.lead[language],
        body: reportBody(
          await reportOf(call.node, year),
          [0, 1, 2].map((back) => last - back).filter((each) => each !== year),
          language,
        ),
      })
    },
  }),
]

const yearNotOver = {
  kind: 'too-early',
  name: 'report-year-not-over',
  ground: 'the transparency report is made of whole years that are over',
  citation: 'small-count rule, step 5',
  remedy: 'ask for an earlier year',
} as const

const kept = new WeakMap<
  Node,
  Map<number, { readonly at: number; readonly report: Promise<ReportText> }>
>()

/** The whole log is read for it, and anybody may ask: a year is counted once in ten minutes. */
function reportOf(node: Node, year: number): Promise<ReportText> {
  const known = kept.get(node) ?? new Map()
  kept.set(node, known)
  const now = millis(systemClock.now())
  const before = known.get(year)
  if (before !== undefined && now - before.at < 600_000) return before.report
  if (known.size >= 20) known.clear()
  const report = node.oversight.report(year)
  known.set(year, { at: now, report })
  report.catch(() => known.delete(year))
  return report
}
