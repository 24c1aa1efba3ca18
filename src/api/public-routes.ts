import { publicAuthorityRoutes } from './public-authority-routes.ts'
import { publicCaseRoutes } from './public-case-routes.ts'
import { publicCountryRoutes } from './public-country-routes.ts'
import { publicDataRoutes } from './public-data-routes.ts'
import { publicFigureRoutes } from './public-figure-routes.ts'
import { publicGapRoutes } from './public-gap-routes.ts'
import { publicLevelRoutes } from './public-level-routes.ts'
import { publicRegisterRoutes } from './public-register-routes.ts'
import { publicReviewRoutes } from './public-review-routes.ts'
import { publicSiteRoutes } from './public-site-routes.ts'
import type { Route } from './route.ts'

export { inLanguage, pageAnswer, siteOf } from './public-page.ts'

/** Pages for anybody, made without scripts. Each section has a file of its own. */
export const publicRoutes: readonly Route[] = [
  ...publicSiteRoutes,
  ...publicFigureRoutes,
  ...publicCaseRoutes,
  ...publicCountryRoutes,
  ...publicDataRoutes,
  ...publicAuthorityRoutes,
  ...publicReviewRoutes,
  ...publicRegisterRoutes,
  ...publicLevelRoutes,
  ...publicGapRoutes,
]
