import { Link } from '@tanstack/react-router'
import { useTipDesk } from './TipDesk.tsx'

/** The way to the tip desk, for those of its unit: nobody else is told that there is one. */
export function TipsLink() {
  const desk = useTipDesk()
  if (desk.data === undefined) return null
  return (
    <Link
      to="/tip-desk"
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
    >
      Tips
    </Link>
  )
}
