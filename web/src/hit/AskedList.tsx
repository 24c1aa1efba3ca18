import { useState } from 'react'
import { Confirm } from '../parts/Dialog.tsx'
import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { HitError } from './HitError.tsx'
import type { Asked, HitDesk } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { categoryName, counted } from './words.ts'

/** How many items are drawn: of a thousand with a hundred made up, nine times in ten one of these shows it. */
const draw = 20

/** Who asked us how many, on what basis; what was unlike their past; what was opened. */
export function AskedList({ desk }: { desk: HitDesk }) {
  const act = useHitCall()
  const [drawing, setDrawing] = useState<Asked | null>(null)
  return (
    <section className="card" aria-labelledby="hit-asked">
      <h2 id="hit-asked">Asked of us</h2>
      {act.error !== null && <HitError error={act.error} />}
      {desk.asked.length === 0 ? (
        <Empty title="Nobody has asked yet">
          <p>
            Each question will stand here with partner, count, case, article and time. About whom
            was asked, this node never learns.
          </p>
        </Empty>
      ) : (
        <Scroll label="Table of questions to this authority">
          <table className="table wide-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Partner</th>
                <th scope="col">Items</th>
                <th scope="col">Case and article</th>
                <th scope="col">Remarkable</th>
                <th scope="col">Opened by lot</th>
              </tr>
            </thead>
            <tbody>
              {desk.asked.map((one) => (
                <tr key={one.id}>
                  <td className="nowrap">{when(one.at)}</td>
                  <td>
                    {one.partner}
                    <span className="under">{one.officer}</span>
                  </td>
                  <td>
                    {one.items}
                    {one.names > 0 && <span className="under">{one.names} keys of names</span>}
                  </td>
                  <td>
                    {one.case} {one.standing && <span className="chip">standing</span>}{' '}
                    {one.blocked && <span className="chip chip-red">case blocked</span>}
                    <span className="under">
                      {categoryName(one.category, desk.categories)}; {one.basis}
                    </span>
                    <Released asked={one} />
                  </td>
                  <td>
                    {one.alarms.length === 0
                      ? '–'
                      : one.alarms.map((alarm) => (
                          <div key={alarm.name}>
                            <span className="chip chip-amber">alarm</span> {alarm.text}
                          </div>
                        ))}
                  </td>
                  <td>
                    <Opened
                      asked={one}
                      desk={desk}
                      onDraw={() => setDrawing(one)}
                      onLook={() =>
                        act.mutate({ path: `asked/${one.id}/draw`, body: { count: draw } })
                      }
                      onLift={() => act.mutate({ path: `asked/${one.id}/lift` })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {drawing !== null && (
        <Confirm
          title="Draw items by lot"
          act={`Draw ${Math.min(draw, drawing.items)}`}
          busy={act.isPending}
          onNo={() => setDrawing(null)}
          onYes={() =>
            act.mutate(
              { path: `asked/${drawing.id}/draw`, body: { count: draw } },
              { onSettled: () => setDrawing(null) },
            )
          }
        >
          <p>
            The overseer of {drawing.partner} must open{' '}
            {counted(Math.min(draw, drawing.items), 'item')} of this question and compare them with
            the file of {drawing.case}. You learn how many stand in it, and none of them. Each
            question is drawn from once.
          </p>
        </Confirm>
      )}
    </section>
  )
}

/** What officers here said about it, where the agreement held it up. */
function Released({ asked }: { asked: Asked }) {
  const { release } = asked
  if (release === null) return null
  const words = {
    waits: 'waits for release',
    over: 'nobody released it in time',
    released: `released by ${release.by.join(' and ')}`,
    declined: `declined by ${release.by.at(-1) ?? ''}: ${release.reason ?? ''}`,
    withdrawn: 'taken back by the partner',
  }
  return <span className="under">{words[release.state]}</span>
}

function Opened(props: {
  asked: Asked
  desk: HitDesk
  onDraw: () => void
  onLook: () => void
  onLift: () => void
}) {
  const { asked, desk } = props
  const { opening } = asked
  if (!asked.answered) return <>not answered</>
  if (opening === null)
    return desk.may.oversee ? (
      <button type="button" className="button button-small" onClick={props.onDraw}>
        Draw items
      </button>
    ) : (
      '–'
    )
  const percent = Math.round(opening.chance * 100)
  if (opening.state === 'waiting')
    return (
      <>
        <span className="chip chip-amber">waits</span>{' '}
        <button type="button" className="button button-small" onClick={props.onLook}>
          Look again
        </button>
        <span className="under">
          {counted(opening.count, 'item')} drawn; one made up in ten would show with {percent} %
        </span>
      </>
    )
  const clean = opening.inCase === opening.opened && opening.sound === opening.opened
  return (
    <>
      <span className={clean ? 'chip chip-green' : 'chip chip-red'}>
        {opening.inCase} of {opening.opened} in the file
      </span>
      <span className="under">
        by {opening.overseer}; one made up in ten would show with {percent} %
      </span>
      {asked.blocked && desk.may.open && (
        <button type="button" className="button button-small" onClick={props.onLift}>
          It was explained: answer again
        </button>
      )}
    </>
  )
}
