import type { Json } from '#base'
import type { World } from './world.ts'

export interface FiguresQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export async function figuresOf(
  world: World,
  query: FiguresQuery,
  _publicly: boolean,
): Promise<Json> {
  const head = await world.store.head()
  return {
    asOf: world.clock.now(),
    from: query.from ?? null,
    to: query.to ?? null,
    nodes: [world.id],
    indicators: [],
    log: {
      origin: world.store.origin,
      size: head.size,
      root: Buffer.from(head.root).toString('base64'),
    },
  }
}
