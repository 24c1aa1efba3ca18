import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Broken, NotHere } from './parts/notes.tsx'
import { Shell } from './parts/Shell.tsx'

/** Those of the named parts of an address that say something. */
function words<N extends string>(
  search: Record<string, unknown>,
  ...names: readonly N[]
): { [K in N]?: string } {
  const found: { [K in N]?: string } = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'number') found[name] = String(value)
    if (typeof value === 'string' && value !== '') found[name] = value
  }
  return found
}

const root = createRootRoute({ notFoundComponent: NotHere, errorComponent: Broken })

const staff = createRoute({ getParentRoute: () => root, id: 'staff', component: Shell })

const home = createRoute({
  getParentRoute: () => staff,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' })
  },
})

export interface InboxSearch {
  readonly show?: 'open' | 'closed' | 'all'
  readonly side?: 'requesting' | 'requested'
  readonly turn?: 'us' | 'them' | 'me'
  readonly procedure?: string
  readonly q?: string
}

const inbox = createRoute({
  getParentRoute: () => staff,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    ...(search.show === 'closed' || search.show === 'all' ? { show: search.show } : {}),
    ...(search.side === 'requesting' || search.side === 'requested' ? { side: search.side } : {}),
    ...(search.turn === 'us' || search.turn === 'them' || search.turn === 'me'
      ? { turn: search.turn }
      : {}),
    ...words(search, 'procedure', 'q'),
  }),
  component: lazyRouteComponent(() => import('./inbox/Inbox.tsx'), 'Inbox'),
})

/** Chosen on the way to a form: procedure, addressee, and the earlier matter it starts from. */
export interface StartSearch {
  readonly procedure?: string
  readonly to?: string
  readonly from?: string
  /** Where a procedure can begin in several ways. */
  readonly step?: string
}

const newRequest = createRoute({
  getParentRoute: () => staff,
  path: '/requests/new',
  validateSearch: (search: Record<string, unknown>): StartSearch =>
    words(search, 'procedure', 'to', 'from', 'step'),
  component: lazyRouteComponent(() => import('./start/Start.tsx'), 'Start'),
})

const request = createRoute({
  getParentRoute: () => staff,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('./request/RequestPage.tsx'), 'RequestPage'),
})

const actPage = createRoute({
  getParentRoute: () => staff,
  path: '/requests/$id/act/$action',
  validateSearch: (search: Record<string, unknown>): { field?: string } => words(search, 'field'),
  component: lazyRouteComponent(() => import('./request/ActPage.tsx'), 'ActPage'),
})

const accessLog = createRoute({
  getParentRoute: () => staff,
  path: '/requests/$id/access',
  component: lazyRouteComponent(() => import('./access/AccessLog.tsx'), 'AccessLog'),
})

const access = createRoute({
  getParentRoute: () => staff,
  path: '/access',
  component: lazyRouteComponent(() => import('./access/AccessPage.tsx'), 'AccessPage'),
})

const openIdBack = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/openid',
  component: lazyRouteComponent(() => import('./signin/OpenId.tsx'), 'OpenIdBack'),
})

const tracings = createRoute({
  getParentRoute: () => staff,
  path: '/tracing',
  component: lazyRouteComponent(() => import('./desk/Tracings.tsx'), 'Tracings'),
})

const deskViews = [
  'overview',
  'rules',
  'flow',
  'path',
  'holdings',
  'gaps',
  'reach',
  'exhibit',
] as const
export type DeskView = (typeof deskViews)[number]

/** Where in the desk one is: which view, which run, which account. In the address, so it can be sent. */
export interface DeskSearch {
  readonly view?: DeskView
  readonly run?: string
  readonly account?: string
}

const desk = createRoute({
  getParentRoute: () => staff,
  path: '/tracing/$id',
  validateSearch: (search: Record<string, unknown>): DeskSearch => {
    const view = deskViews.find((name) => name === search.view)
    return {
      ...(view === undefined ? {} : { view }),
      ...(typeof search.run === 'string' ? { run: search.run } : {}),
      ...(typeof search.account === 'string' ? { account: search.account } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./desk/Desk.tsx'), 'Desk'),
})

const consents = createRoute({
  getParentRoute: () => staff,
  path: '/consents',
  component: lazyRouteComponent(() => import('./request/Consents.tsx'), 'Consents'),
})

const log = createRoute({
  getParentRoute: () => staff,
  path: '/log',
  component: lazyRouteComponent(() => import('./log/LogPage.tsx'), 'LogPage'),
})

const hit = createRoute({
  getParentRoute: () => staff,
  path: '/hit',
  validateSearch: (search: Record<string, unknown>): { side?: 'ask' | 'asked' } =>
    search.side === 'ask' || search.side === 'asked' ? { side: search.side } : {},
  component: lazyRouteComponent(() => import('./hit/Hit.tsx'), 'Hit'),
})

const hitRun = createRoute({
  getParentRoute: () => staff,
  path: '/hit/$id',
  component: lazyRouteComponent(() => import('./hit/RunPage.tsx'), 'RunPage'),
})

const courses = createRoute({
  getParentRoute: () => staff,
  path: '/courses',
  component: lazyRouteComponent(() => import('./learning/Courses.tsx'), 'Courses'),
})

const coursePage = createRoute({
  getParentRoute: () => staff,
  path: '/courses/$id',
  component: lazyRouteComponent(() => import('./learning/CoursePage.tsx'), 'CoursePage'),
})

const certificate = createRoute({
  getParentRoute: () => staff,
  path: '/courses/$id/certificate',
  component: lazyRouteComponent(() => import('./learning/Certificate.tsx'), 'Certificate'),
})

const exercise = createRoute({
  getParentRoute: () => staff,
  path: '/exercise',
  component: lazyRouteComponent(() => import('./exercise/ExercisePage.tsx'), 'ExercisePage'),
})

const library = createRoute({
  getParentRoute: () => staff,
  path: '/library',
  component: lazyRouteComponent(() => import('./library/LibraryPage.tsx'), 'LibraryPage'),
})

const retention = createRoute({
  getParentRoute: () => staff,
  path: '/retention',
  component: lazyRouteComponent(() => import('./retention/Retention.tsx'), 'Retention'),
})

const rights = createRoute({
  getParentRoute: () => staff,
  path: '/rights-desk',
  component: lazyRouteComponent(() => import('./rights/Rights.tsx'), 'Rights'),
})

const tipDesk = createRoute({
  getParentRoute: () => staff,
  path: '/tip-desk',
  component: lazyRouteComponent(() => import('./tips/TipDesk.tsx'), 'TipDesk'),
})

const tipPage = createRoute({
  getParentRoute: () => staff,
  path: '/tip-desk/$id',
  component: lazyRouteComponent(() => import('./tips/TipPage.tsx'), 'TipPage'),
})

const leads = createRoute({
  getParentRoute: () => staff,
  path: '/leads',
  component: lazyRouteComponent(() => import('./tips/Leads.tsx'), 'Leads'),
})

const channels = createRoute({
  getParentRoute: () => staff,
  path: '/channels',
  component: lazyRouteComponent(() => import('./channels/Channels.tsx'), 'Channels'),
})

const authorities = createRoute({
  getParentRoute: () => staff,
  path: '/authorities',
  component: lazyRouteComponent(() => import('./authorities/Authorities.tsx'), 'Authorities'),
})

const figures = createRoute({
  getParentRoute: () => staff,
  path: '/figures',
  component: lazyRouteComponent(() => import('./figures/Figures.tsx'), 'StaffFigures'),
})

const releases = createRoute({
  getParentRoute: () => staff,
  path: '/figures/releases',
  component: lazyRouteComponent(() => import('./figures/Releases.tsx'), 'Releases'),
})

const casePages = createRoute({
  getParentRoute: () => staff,
  path: '/case-pages',
  component: lazyRouteComponent(() => import('./cases/CasePages.tsx'), 'CasePages'),
})

const law = createRoute({
  getParentRoute: () => staff,
  path: '/law',
  component: lazyRouteComponent(() => import('./law/LawShell.tsx'), 'LawShell'),
})

const lawHome = createRoute({
  getParentRoute: () => law,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/law/routes' })
  },
})

export interface RouteSearch {
  readonly from?: string
  readonly to?: string
  readonly measure?: string
  readonly offence?: string
  readonly on?: string
  readonly fromKind?: string
  readonly toKind?: string
}

const routes = createRoute({
  getParentRoute: () => law,
  path: '/routes',
  validateSearch: (search: Record<string, unknown>): RouteSearch =>
    words(search, 'from', 'to', 'measure', 'offence', 'on', 'fromKind', 'toKind'),
  component: lazyRouteComponent(() => import('./route/RouteFinder.tsx'), 'RouteFinder'),
})

const gaps = createRoute({
  getParentRoute: () => law,
  path: '/gaps',
  component: lazyRouteComponent(() => import('./route/GapMap.tsx'), 'GapMap'),
})

export interface DeadlineSearch {
  readonly rule?: string
  readonly start?: string
  readonly calendar?: string
  readonly pauses?: string
  readonly extend?: string
}

const deadlines = createRoute({
  getParentRoute: () => law,
  path: '/deadlines',
  validateSearch: (search: Record<string, unknown>): DeadlineSearch =>
    words(search, 'rule', 'start', 'calendar', 'pauses', 'extend'),
  component: lazyRouteComponent(() => import('./deadlines/Deadlines.tsx'), 'Deadlines'),
})

const procedures = createRoute({
  getParentRoute: () => law,
  path: '/procedures',
  component: lazyRouteComponent(() => import('./procedures/Procedures.tsx'), 'Procedures'),
})

const procedure = createRoute({
  getParentRoute: () => law,
  path: '/procedures/$id',
  component: lazyRouteComponent(() => import('./procedures/Procedure.tsx'), 'ProcedurePage'),
})

const refusals = createRoute({
  getParentRoute: () => law,
  path: '/refusals',
  validateSearch: (search: Record<string, unknown>): { q?: string } => words(search, 'q'),
  component: lazyRouteComponent(() => import('./procedures/Refusals.tsx'), 'Refusals'),
})

export interface RowSearch {
  readonly table?: string
  readonly q?: string
  readonly pack?: string
  readonly status?: string
}

const rows = createRoute({
  getParentRoute: () => law,
  path: '/rows',
  validateSearch: (search: Record<string, unknown>): RowSearch =>
    words(search, 'table', 'q', 'pack', 'status'),
  component: lazyRouteComponent(() => import('./law/Rows.tsx'), 'Rows'),
})

const row = createRoute({
  getParentRoute: () => law,
  path: '/rows/$table/$id',
  component: lazyRouteComponent(() => import('./law/RowPage.tsx'), 'RowPage'),
})

const packs = createRoute({
  getParentRoute: () => law,
  path: '/packs',
  component: lazyRouteComponent(() => import('./law/Packs.tsx'), 'Packs'),
})

const pack = createRoute({
  getParentRoute: () => law,
  path: '/packs/$id',
  component: lazyRouteComponent(() => import('./law/EditPack.tsx'), 'EditPack'),
})

const draft = createRoute({
  getParentRoute: () => law,
  path: '/drafts/$id',
  component: lazyRouteComponent(() => import('./law/DraftPage.tsx'), 'DraftPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { link: string } => ({
    link: typeof search.link === 'string' ? search.link : '',
  }),
  component: lazyRouteComponent(() => import('./signin/ByLink.tsx'), 'ByLink'),
})

const oversightViews = [
  'alarms',
  'looks',
  'accounts',
  'samples',
  'lines',
  'detectors',
  'erasures',
  'report',
  'declaration',
] as const

const oversight = createRoute({
  getParentRoute: () => staff,
  path: '/oversight',
  validateSearch: (search: Record<string, unknown>): { view?: (typeof oversightViews)[number] } => {
    const view = oversightViews.find((v) => v === search.view)
    return view === undefined ? {} : { view }
  },
  component: lazyRouteComponent(() => import('./oversight/OversightPage.tsx'), 'OversightPage'),
})

const commitments = createRoute({
  getParentRoute: () => staff,
  path: '/commitments',
  component: lazyRouteComponent(() => import('./review/Commitments.tsx'), 'Commitments'),
})

const harmony = createRoute({
  getParentRoute: () => staff,
  path: '/harmony',
  component: lazyRouteComponent(() => import('./review/Harmony.tsx'), 'Harmony'),
})

const evaluation = createRoute({
  getParentRoute: () => staff,
  path: '/evaluation',
  component: lazyRouteComponent(() => import('./review/Evaluation.tsx'), 'Evaluation'),
})

const tree = root.addChildren([
  staff.addChildren([
    home,
    inbox,
    newRequest,
    request,
    actPage,
    accessLog,
    access,
    oversight,
    tracings,
    desk,
    law.addChildren([
      lawHome,
      routes,
      gaps,
      deadlines,
      procedures,
      procedure,
      refusals,
      rows,
      row,
      packs,
      pack,
      draft,
    ]),
    consents,
    log,
    hit,
    hitRun,
    courses,
    coursePage,
    certificate,
    exercise,
    library,
    retention,
    tipDesk,
    tipPage,
    leads,
    rights,
    authorities,
    channels,
    figures,
    releases,
    casePages,
    commitments,
    harmony,
    evaluation,
  ]),
  signIn,
  openIdBack,
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
