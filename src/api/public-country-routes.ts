import { z } from 'zod'
import { refuse } from '#base'
import type { Node } from '#node'
import { countryBody, countryList, countryWords } from '#public'
import { figuresIfAny, newestPeriod } from './public-figures.ts'
import { levelsOf } from './public-level-routes.ts'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** What stands in public about one country, put together on one page. */
export const publicCountryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/countries',
    who: 'anybody',
    limit: 'read',
    what: 'page: the countries of the network',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/countries',
        section: 'authorities',
        title: countryWords.title[language],
        lead: countryWords.lead[language],
        body: countryList(call.node.read.public.gaps().countries, language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/countries/:country',
    who: 'anybody',
    limit: 'read',
    what: 'page: one country: its authorities, ways, commitments and cases',
    params: inLanguage.extend({ country: z.string().regex(/^[A-Z]{2}$/) }),
    run: async (call) => {
      const { language, country } = call.params
      const found = await countryOf(call.node, country)
      if (found === undefined) return refuse(countryNotListed)
      return pageAnswer(call, {
        language,
        path: `/countries/${country}`,
        section: 'authorities',
        title: found.name,
        titleLanguage: 'en',
        above: [['/countries', countryWords.title[language]]],
        body: countryBody(found, language),
      })
    },
  }),
]

const countryNotListed = {
  kind: 'unknown',
  name: 'country-not-listed',
  ground: 'no authority of that country is in this network',
  remedy: 'look in the list of countries',
} as const

async function countryOf(node: Node, id: string) {
  const gaps = node.read.public.gaps()
  const country = gaps.countries.find((each) => each.id === id)
  if (country === undefined) return undefined
  const [promises, cases, levels, figures] = await Promise.all([
    node.read.promises(),
    node.read.public.cases(),
    levelsOf(node),
    newestPeriod(node).then((period) => figuresIfAny(node, period)),
  ])
  return {
    ...country,
    gaps,
    level: levels.countries.find((each) => each.id === id)?.level,
    figures: figures.ok ? figures.value : undefined,
    authorities: node.read.public.authorities().filter((each) => each.country === id),
    commitments: promises.commitments.filter((each) => each.country === id),
    reviews: promises.reviews.filter((each) => each.country === id),
    cases: cases.out.filter(({ document }) => document.countries.includes(id)),
  }
}
