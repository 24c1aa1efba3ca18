import { type Agenda, atRest } from './agenda.ts'

/** What a question to a node came to once nothing fails any more, while time goes on for everybody; a fault is a fault. */
export async function asked<T>(agenda: Agenda, work: Promise<T>): Promise<T> {
  let over = false
  const settled = work.finally(() => {
    over = true
  })
  settled.catch(() => {})
  while (!over) {
    await idle(agenda, () => over)
    if (!over && !(await agenda.step())) break
  }
  if (!over) throw new Error('a question to the node came to no end')
  return settled
}

/** A long question gives way to others many times; no day passes while it does. */
async function idle(agenda: Agenda, over: () => boolean): Promise<void> {
  const waits = () => (agenda.next ?? Number.POSITIVE_INFINITY) > agenda.now + 1000
  for (let turns = 0; turns < 200 && !over() && waits(); turns++) await atRest()
}
