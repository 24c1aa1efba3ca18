import { Link, Outlet } from '@tanstack/react-router'

const tabs = [
  { to: '/law/routes', name: 'Route finder' },
  { to: '/law/gaps', name: 'Gaps' },
  { to: '/law/deadlines', name: 'Time limits' },
  { to: '/law/procedures', name: 'Procedures' },
  { to: '/law/refusals', name: 'Refusals' },
  { to: '/law/rows', name: 'Rows of law' },
  { to: '/law/packs', name: 'Packs and drafts' },
] as const

/** Everything that is read out of the law: routes, limits, procedures, and the rows themselves. */
export function LawShell() {
  return (
    <>
      <div className="law-nav">
        <nav className="tabs" aria-label="Law and procedure">
          {tabs.map((tab) => (
            <Link
              key={tab.to}
              to={tab.to}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
            >
              {tab.name}
            </Link>
          ))}
        </nav>
      </div>
      <Outlet />
    </>
  )
}
