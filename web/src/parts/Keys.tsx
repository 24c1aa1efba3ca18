import { Dialog } from './Dialog.tsx'

const keys = [
  ['/', 'go to the search box'],
  ['j or ↓', 'next row'],
  ['k or ↑', 'previous row'],
  ['Enter', 'open the row or the mark that has focus'],
  ['Esc', 'close a panel or a dialog'],
  ['i', 'inbox'],
  ['t', 'tracing desk'],
  ['b', 'blind questions: do you know him?'],
  ['n', 'new matter'],
  ['r', 'route finder'],
  ['d', 'time limits'],
  ['l', 'rows of law'],
  ['?', 'this list'],
] as const

export function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" small onClose={onClose}>
      <dl className="facts">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className="row row-end">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  )
}
