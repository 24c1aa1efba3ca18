import type { ReactNode } from 'react'

/** A wide or tall table in a frame of its own. In the order of the Tab key, so that the arrow keys can move it. */
export function Scroll({
  label,
  className,
  children,
}: {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable with the keyboard (WCAG 2.1.1)
    <section className={className ?? 'scroll'} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
