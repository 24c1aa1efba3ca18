import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Broken, NotHere } from './parts/notes.tsx'
import { Shell } from './parts/Shell.tsx'

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
  readonly q?: string
}

const inbox = createRoute({
  getParentRoute: () => staff,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    ...(search.show === 'closed' || search.show === 'all' ? { show: search.show } : {}),
    ...(search.side === 'requesting' || search.side === 'requested' ? { side: search.side } : {}),
    ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
  }),
  component: lazyRouteComponent(() => import('./inbox/Inbox.tsx'), 'Inbox'),
})

const newRequest = createRoute({
  getParentRoute: () => staff,
  path: '/requests/new',
  validateSearch: (search: Record<string, unknown>): { to?: string; kind?: string } => ({
    ...(typeof search.to === 'string' ? { to: search.to } : {}),
    ...(typeof search.kind === 'string' ? { kind: search.kind } : {}),
  }),
  component: lazyRouteComponent(() => import('./request/NewRequest.tsx'), 'NewRequest'),
})

const request = createRoute({
  getParentRoute: () => staff,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('./request/RequestPage.tsx'), 'RequestPage'),
})

const tracings = createRoute({
  getParentRoute: () => staff,
  path: '/tracing',
  component: lazyRouteComponent(() => import('./desk/Tracings.tsx'), 'Tracings'),
})

export const deskViews = [
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

const log = createRoute({
  getParentRoute: () => staff,
  path: '/log',
  component: lazyRouteComponent(() => import('./log/LogPage.tsx'), 'LogPage'),
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

const open = createRoute({
  getParentRoute: () => root,
  path: '/public',
  component: lazyRouteComponent(() => import('./figures/Figures.tsx'), 'PublicFigures'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { link: string } => ({
    link: typeof search.link === 'string' ? search.link : '',
  }),
  component: lazyRouteComponent(() => import('./signin/ByLink.tsx'), 'ByLink'),
})

const tree = root.addChildren([
  staff.addChildren([home, inbox, newRequest, request, tracings, desk, log, authorities, figures]),
  open,
  signIn,
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
