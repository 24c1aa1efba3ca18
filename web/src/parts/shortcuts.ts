import { useEffect } from 'react'

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Single keys, never while somebody types and never over an open dialog. */
export function useShortcuts(keys: Shortcuts): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (document.querySelector('[role="dialog"][data-modal], .veil') !== null) return
      const act = keys[event.key]
      if (act === undefined) return
      act(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [keys])
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=radio],[type=checkbox]), textarea, select'))
  )
}
