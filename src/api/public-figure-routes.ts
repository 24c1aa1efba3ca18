import { z } from 'zod'
import { done, type Outcome, refuse } from '#base'
import {
  definitionBody,
  type FiguresText,
  type FigureText,
  figureBody,
  figuresBody,
  figureWords,
  methodBody,
  methodOf,
  methodWords,
  noFigures,
  nothingReleased,
  type PublicLanguage,
  periodId,
  periodName,
  plainName,
  verifyBody,
  verifyWords,
} from '#public'
import { figuresIfAny, newestPeriod, opinionsOn, otherPeriods, overTime } from './public-figures.ts'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

const ofQuarter = z.object({ quarter: z.string().max(20).optional() })
const ofIndicator = inLanguage.extend({ id: z.string().min(1).max(10) })

/** The figures with their method, as pages. */
export const publicFigureRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/figures',
    who: 'anybody',
    limit: 'read',
    what: 'page: all published figures of a quarter',
    params: inLanguage,
    query: ofQuarter,
    run: async (call) => {
      const { language } = call.params
      const found = await figuresIfAny(
        call.node,
        call.query.quarter ?? (await newestPeriod(call.node)),
      )
      if (!found.ok) return found
      const lead = figureWords.lead[language]
      if (found.value === undefined)
        return pageAnswer(call, {
          ...frame(language),
          title: figureWords.title[language],
          lead,
          body: nothingReleased(language),
        })
      return pageAnswer(call, {
        ...frame(language),
        query: `?quarter=${periodId(found.value)}`,
        title: `${figureWords.title[language]}, ${periodName(found.value, language)}`,
        lead,
        body: figuresBody(
          found.value,
          language,
          await otherPeriods(call.node, found.value),
          await opinionsOn(call.node, found.value),
        ),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/figures/:id',
    who: 'anybody',
    limit: 'read',
    what: 'page: one published figure with its picture, its parts and how it is verified',
    params: ofIndicator,
    query: ofQuarter,
    run: async (call) => {
      const { language, id } = call.params
      const found = await figuresIfAny(
        call.node,
        call.query.quarter ?? (await newestPeriod(call.node)),
      )
      if (!found.ok) return found
      const named = namedBy(found.value, id)
      if (!named.ok) return named
      if (found.value === undefined)
        return pageAnswer(call, {
          ...frame(language),
          path: `/figures/${id}`,
          title: plainName(named.value, language),
          lead: id,
          above: [['/figures', figureWords.title[language]]],
          body: nothingReleased(language),
        })
      return pageAnswer(call, {
        ...frame(language),
        path: `/figures/${id}`,
        query: `?quarter=${periodId(found.value)}`,
        title: plainName(named.value, language),
        lead: `${id}, ${periodName(found.value, language)}`,
        above: [[`/figures?quarter=${periodId(found.value)}`, figureWords.title[language]]],
        body: figureOrNothing(found.value, named.value, language, {
          opinions: await opinionsOn(call.node, found.value),
          times: await overTime(call.node, id),
        }),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/method',
    who: 'anybody',
    limit: 'read',
    what: 'page: how the figures are made',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/method',
        section: 'method',
        title: methodWords.title[language],
        lead: methodWords.lead[language],
        body: methodBody(language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/method/:id',
    who: 'anybody',
    limit: 'read',
    what: 'page: the definition of one indicator',
    params: ofIndicator,
    run: async (call) => {
      const { language, id } = call.params
      const row = methodOf(id)
      if (row === undefined) return refuse(unknownIndicator)
      return pageAnswer(call, {
        language,
        path: `/method/${row.id}`,
        section: 'method',
        title: plainName(row, language),
        above: [['/method', methodWords.title[language]]],
        body: definitionBody(row, language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/verify',
    who: 'anybody',
    limit: 'read',
    what: 'page: how anybody checks a figure',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      const { id, log } = await call.node.read.node()
      return pageAnswer(call, {
        language,
        path: '/verify',
        title: verifyWords.title[language],
        lead: verifyWords.lead[language],
        body: verifyBody({ ...log, origin: id }, language),
      })
    },
  }),
]

function frame(language: PublicLanguage) {
  return { language, path: '/figures', section: 'figures' } as const
}

const unknownIndicator = {
  kind: 'unknown',
  name: 'indicator-unknown',
  ground: 'no indicator of the network has that number',
  citation: 'indicators of the network, C.2',
  remedy: 'look in the list of indicators under /public/en/method',
} as const

/** The figure; or, for an indicator in which this period counted nothing, its definition alone. */
function namedBy(
  figures: FiguresText | undefined,
  id: string,
): Outcome<Pick<FigureText, 'id' | 'name'>> {
  const found = figures?.indicators.find((f) => f.id === id) ?? methodOf(id)
  return found === undefined ? refuse(unknownIndicator) : done(found)
}

function figureOrNothing(
  figures: FiguresText,
  { id }: Pick<FigureText, 'id'>,
  language: PublicLanguage,
  more: Parameters<typeof figureBody>[3],
) {
  const figure = figures.indicators.find((f) => f.id === id)
  return figure === undefined ? noFigures(language) : figureBody(figures, figure, language, more)
}
