import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { call } from '../api/http.ts'
import { useNode, useSession } from '../api/queries.ts'
import type { Actor, NodeInfo } from '../api/types.ts'
import { WitnessBanner } from '../log/WitnessBanner.tsx'
import { when } from '../text/time.ts'
import { Tile } from './bits.tsx'
import { ErrorNote, Waiting } from './notes.tsx'
import { useShortcuts } from './shortcuts.ts'

const SignIn = lazy(() => import('../signin/SignIn.tsx').then((m) => ({ default: m.SignIn })))
const UserMenu = lazy(() => import('./UserMenu.tsx').then((m) => ({ default: m.UserMenu })))
const Band = lazy(() => import('../exercise/Band.tsx').then((m) => ({ default: m.Band })))
const Keys = lazy(() => import('./Keys.tsx').then((m) => ({ default: m.Keys })))

/** The frame of every staff page: which authority this is, where one can go, who is signed in. */
export function Shell() {
  const node = useNode()
  const session = useSession()
  if (node.error) {
    return (
      <main className="page page-narrow">
        <ErrorNote error={node.error} />
      </main>
    )
  }
  if (!node.data || session.isPending) {
    return (
      <main className="page page-narrow">
        <Waiting what="Opening the workbench" />
      </main>
    )
  }
  if (!session.data) {
    return (
      <Suspense fallback={<Waiting />}>
        <ExerciseBand node={node.data} />
        <SignIn node={node.data} />
      </Suspense>
    )
  }
  return <Frame node={node.data} actor={session.data} />
}

/** On every screen of a node that was made for an exercise, also before anybody has signed in. */
function ExerciseBand({ node }: { node: NodeInfo }) {
  if (node.exercise === null) return null
  return (
    <p className="exercise-band" role="note">
      <b>EXERCISE {node.exercise}</b> Invented data. Nothing here is real, and nothing leaves the
      exercise.
    </p>
  )
}

function Frame({ node, actor }: { node: NodeInfo; actor: Actor }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const main = useRef<HTMLElement>(null)
  const [showKeys, setShowKeys] = useState(false)
  const shortcuts = useMemo(
    () => ({
      '?': () => setShowKeys(true),
      i: () => void navigate({ to: '/inbox', search: {} }),
      t: () => void navigate({ to: '/tracing' }),
      b: () => void navigate({ to: '/hit', search: {} }),
      n: () => void navigate({ to: '/requests/new', search: {} }),
      l: () => void navigate({ to: '/law/rows', search: {} }),
      r: () => void navigate({ to: '/law/routes', search: {} }),
      d: () => void navigate({ to: '/law/deadlines', search: {} }),
      '/': (event: KeyboardEvent) => {
        const box = document.querySelector<HTMLInputElement>('input[type=search]')
        if (box === null) return
        event.preventDefault()
        box.focus()
        box.select()
      },
    }),
    [navigate],
  )
  useShortcuts(shortcuts)

  async function signOut() {
    await call('DELETE', '/api/session')
    queries.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'node' && queryKey[0] !== 'session',
    })
    queries.setQueryData(['session'], null)
    await navigate({ to: '/inbox', search: {} })
  }

  return (
    <div className="shell">
      {node.exercise !== null && (
        <div className="exercise-top">
          <ExerciseBand node={node} />
          <Suspense>
            <Band />
          </Suspense>
        </div>
      )}
      <header className="top">
        <a className="skip" href="#main">
          Skip to the page
        </a>
        <div className="top-node">
          <Tile country={node.country} />
          <div>
            <div className="name">{actor.authorityName ?? node.name}</div>
            <div className="country">
              {node.countryName} · {actor.authority}
              {actor.authority === node.id ? '' : `, served by ${node.id}`}
            </div>
          </div>
        </div>
        <nav className="nav" aria-label="Main">
          <NavLink to="/inbox">Inbox</NavLink>
          <NavLink to="/tracing">Tracing desk</NavLink>
          {actor.authority === node.id && <NavLink to="/hit">Ask blind</NavLink>}
          <NavLink to="/law">Law</NavLink>
          {actor.role === 'inspector' && actor.authority === node.tipBox && (
            <NavLink to="/tip-desk">Tips</NavLink>
          )}
          <More role={actor.role} />
        </nav>
        <div className="top-tools">
          <div className="clock">
            {when(node.now)}
            <br />
            {node.demo ? 'demonstration clock' : 'node clock'}
          </div>
          <Suspense fallback={<span className="button button-bare">{actor.name}</span>}>
            <UserMenu
              key={actor.id}
              actor={actor}
              node={node}
              onSignOut={() => void signOut()}
              onKeys={() => setShowKeys(true)}
            />
          </Suspense>
        </div>
      </header>
      <WitnessBanner />
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense
          fallback={
            <div className="page">
              <Waiting />
            </div>
          }
        >
          <Outlet />
        </Suspense>
      </main>
      {showKeys && (
        <Suspense>
          <Keys onClose={() => setShowKeys(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** Pages that are looked at now and then, under one button: beside it there is room for the name of the authority. */
const seldom: readonly {
  readonly to: string
  readonly name: string
  /** Whom the node answers there. Absent: everybody. */
  readonly roles?: readonly string[]
}[] = [
  { to: '/log', name: 'Log' },
  { to: '/channels', name: 'Channels' },
  { to: '/authorities', name: 'Authorities' },
  { to: '/retention', name: 'Retention' },
  { to: '/leads', name: 'Leads', roles: ['analyst', 'head-of-desk', 'prosecutor', 'case-officer'] },
  { to: '/rights-desk', name: 'Rights of persons' },
  { to: '/oversight', name: 'Oversight' },
  { to: '/library', name: 'Library' },
  { to: '/courses', name: 'Courses' },
  { to: '/figures', name: 'Figures' },
  {
    to: '/case-pages',
    name: 'Case pages',
    roles: ['case-officer', 'editor', 'head-of-desk', 'judge', 'auditor', 'inspector'],
  },
  { to: '/commitments', name: 'Commitments' },
  { to: '/harmony', name: 'Levels' },
  { to: '/evaluation', name: 'Evaluation' },
]

function More({ role }: { role: string }) {
  const [open, setOpen] = useState(false)
  const group = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const here = seldom.find(({ to }) => path === to || path.startsWith(`${to}/`))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and leaving close what the button inside opened
    <div
      className="nav-more"
      ref={group}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
      onBlur={(event) => {
        if (!group.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-current={here === undefined ? undefined : 'true'}
        onClick={() => setOpen(!open)}
      >
        {here?.name ?? 'More'} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div className="nav-more-list">
          {seldom
            .filter(({ roles }) => roles?.includes(role) ?? true)
            .map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                activeProps={{ 'aria-current': 'page' }}
                activeOptions={{ includeSearch: false }}
                onClick={() => setOpen(false)}
              >
                {name}
              </Link>
            ))}
        </div>
      )}
    </div>
  )
}

function NavLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ includeSearch: false }}>
      {children}
    </Link>
  )
}
