import type { EventQuery, Store, StoredEvent } from '#store'

const pageEvents = 500

/** Every event that is asked for, in the order of the log; never more than a page of them in memory. */
export async function* everyEvent(
  store: Pick<Store, 'events'>,
  query: Omit<EventQuery, 'limit'> = {},
): AsyncGenerator<StoredEvent> {
  let { after } = query
  for (;;) {
    const page = await store.events({
      ...query,
      limit: pageEvents,
      ...(after === undefined ? {} : { after }),
    })
    yield* page
    if (page.length < pageEvents) return
    after = page.at(-1)!.index
  }
}
