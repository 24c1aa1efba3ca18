import type { Payments } from '#model'
import { formatMinor } from '#money'
import { graph, type Trace } from '#trace'
import { isoTime } from './desk-words.ts'

/** Where the claims went, account to account, as a flow picture draws it. */
export function graphView(
  trace: Trace,
  payments: Payments,
  query: { readonly claim?: string; readonly minShare?: number; readonly max?: number },
) {
  const claim = query.claim === undefined ? -1 : payments.claims.indexOf(query.claim)
  const found = graph(trace, payments, {
    ...(claim < 0 ? {} : { claims: [claim] }),
    ...(query.minShare === undefined ? {} : { minShare: query.minShare }),
    maxNodes: query.max ?? 60,
  })
  const base = (minor: number | null) =>
    minor === null || trace.base === null
      ? null
      : formatMinor(BigInt(Math.round(minor)), trace.base.digits)
  const layers = layersOf(found.links)
  return {
    base: trace.base?.code ?? null,
    nodes: found.nodes.map((node) => ({
      id: String(node.account),
      account: node.name,
      currency: node.currency,
      layer: layers.get(node.account) ?? 0,
      traced: base(node.held),
      in: base(node.in),
      out: base(node.out),
    })),
    links: found.links.map((link) => ({
      from: String(link.from),
      to: String(link.to),
      value: base(link.value),
      base: trace.base?.code ?? null,
      payments: link.payments,
      first: isoTime(payments, link.first),
      last: isoTime(payments, link.last),
      returns: link.returns,
    })),
    leftOut: {
      nodes: found.leftOut.nodes,
      links: found.leftOut.links,
      value: base(found.leftOut.value),
    },
  }
}

/** Column of each account in a flow picture: one after the last account that pays it, rings left aside. */
function layersOf(
  links: readonly { readonly from: number; readonly to: number; readonly returns: boolean }[],
): Map<number, number> {
  const into = new Map<number, number[]>()
  for (const link of links) {
    if (link.returns || link.from === link.to) continue
    const list = into.get(link.to)
    if (list) list.push(link.from)
    else into.set(link.to, [link.from])
  }
  const layers = new Map<number, number>()
  const open = new Set<number>()
  const layer = (node: number): number => {
    const known = layers.get(node)
    if (known !== undefined) return known
    if (open.has(node)) return 0
    open.add(node)
    const value = Math.max(-1, ...(into.get(node) ?? []).map(layer)) + 1
    layers.set(node, value)
    return value
  }
  for (const link of links) {
    layer(link.from)
    layer(link.to)
  }
  return layers
}
