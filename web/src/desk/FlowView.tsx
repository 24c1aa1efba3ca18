import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import type { Graph, GraphLink, GraphNode } from '../api/types.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Sankey } from '../sankey/Sankey.tsx'
import { count, money, number } from '../text/amount.ts'
import { plural } from '../text/words.ts'
import type { ViewProps } from './Desk.tsx'

const caps = [20, 40, 60] as const
const shares = [
  { value: '0', label: 'every payment' },
  { value: '0.001', label: 'at least 0.1 % of the claims' },
  { value: '0.01', label: 'at least 1 % of the claims' },
  { value: '0.05', label: 'at least 5 % of the claims' },
] as const

/** The run as a Sankey: who passed the claims on to whom, and where they rest. */
export function FlowView({ tracing, run, behind, go, account }: ViewProps) {
  const [claim, setClaim] = useState('')
  const [minShare, setMinShare] = useState('0')
  const [max, setMax] = useState(40)
  const claims = tracing.claims ?? []
  const ask = new URLSearchParams({
    minShare,
    max: String(max),
    ...(claim === '' ? {} : { claim }),
    ...(account ? { account } : {}),
  })
  const graph = useQuery({
    queryKey: ['graph', tracing.id, run?.id, ask.toString()],
    queryFn: () => get<Graph>(`/api/tracings/${tracing.id}/runs/${run?.id}/graph?${ask}`),
    enabled: run !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (run === null) return null
  const base = graph.data?.base ?? tracing.base ?? null
  const focused = graph.data ? focus(graph.data, account) : null
  const tone = claim === '' ? 0 : (claims.findIndex((c) => c.claim === claim) % 6) + 1
  const accountOf = (id: string) => focused?.nodes.find((n) => n.id === id)

  function openNode(node: GraphNode) {
    behind({
      title: node.account,
      run: run!.id,
      figure: node.traced,
      currency: base,
      account: node.account,
      ask: {
        account: node.account,
        currency: node.currency,
        ...(claim === '' ? {} : { claim }),
      },
    })
  }

  function openLink(link: GraphLink) {
    const from = accountOf(link.from)
    const to = accountOf(link.to)
    behind({
      title: `${from?.account ?? link.from} to ${to?.account ?? link.to}`,
      run: run!.id,
      figure: link.value,
      currency: base,
      account: to?.account ?? link.to,
      ask: { from: link.from, to: link.to, ...(claim === '' ? {} : { claim }) },
    })
  }

  return (
    <section className="card long" aria-labelledby="flow">
      <div className="card-head">
        <h2 id="flow">
          Flow of {claim === '' ? (claims.length === 1 ? claims[0]!.claim : 'all claims') : claim}
        </h2>
        <div className="row no-print">
          {claims.length > 1 && (
            <Pick label="Claim" value={claim} onChange={setClaim}>
              <option value="">all claims</option>
              {claims.map((c) => (
                <option key={c.claim}>{c.claim}</option>
              ))}
            </Pick>
          )}
          <Pick label="Links of" value={minShare} onChange={setMinShare}>
            {shares.map((s) => (
              <option key={s.value} value={s.value}>
                {s.label}
              </option>
            ))}
          </Pick>
          <Pick label="At most" value={String(max)} onChange={(value) => setMax(Number(value))}>
            {caps.map((cap) => (
              <option key={cap} value={cap}>
                {cap} accounts
              </option>
            ))}
          </Pick>
          <Pick
            label="Around"
            value={account ?? ''}
            onChange={(value) => go({ account: value === '' ? undefined : value } as never)}
          >
            <option value="">every account</option>
            {[...new Set(graph.data?.nodes.map((n) => n.account) ?? (account ? [account] : []))]
              .sort()
              .map((name) => (
                <option key={name}>{name}</option>
              ))}
          </Pick>
        </div>
      </div>
      {graph.error ? (
        <ErrorNote error={graph.error} />
      ) : !focused ? (
        <Waiting what="Drawing the flow" />
      ) : focused.nodes.length === 0 ? (
        <Note tone="blue">
          No payment carries the claims with these settings. Lower the smallest share or look at
          every account.
        </Note>
      ) : (
        <Sankey
          nodes={focused.nodes}
          links={focused.links}
          currency={base}
          tone={tone}
          onNode={openNode}
          onLink={openLink}
        />
      )}
      {run.rule === 'poison' && (
        <p>
          This rule says who was touched, never how much: the width of a link counts its payments.
        </p>
      )}
      {graph.data && <LeftOut graph={graph.data} base={base} />}
      <p className="legend">
        <span className="key key-held" aria-hidden="true" /> still held{' '}
        <span className="key key-through" aria-hidden="true" /> passed on{' '}
        <span className="key key-return" aria-hidden="true" /> returns to an earlier account
      </p>
    </section>
  )
}

function LeftOut({ graph, base }: { graph: Graph; base: string | null }) {
  if (graph.leftOut.links === 0) return null
  return (
    <p className="quiet">
      {count(graph.leftOut.links)} more {plural(graph.leftOut.links, 'link')}
      {graph.leftOut.value !== null && number(graph.leftOut.value) > 0
        ? `, together ${money(graph.leftOut.value, base)},`
        : ''}{' '}
      left out of the picture by these settings.
    </p>
  )
}

function Pick(props: {
  label: string
  value: string
  onChange: (value: string) => void
  children: React.ReactNode
}) {
  return (
    <label className="pick">
      <span>{props.label}</span>
      <select
        className="input input-short"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.children}
      </select>
    </label>
  )
}

/** The account, everything that leads to it and everything it leads to. */
function focus(graph: Graph, account: string | undefined): Graph {
  if (!account) return graph
  const start = graph.nodes.filter((n) => n.account === account).map((n) => n.id)
  const keep = new Set([
    ...spread(start, graph.links, (l) => [l.from, l.to]),
    ...spread(start, graph.links, (l) => [l.to, l.from]),
  ])
  return {
    ...graph,
    nodes: graph.nodes.filter((n) => keep.has(n.id)),
    links: graph.links.filter((l) => keep.has(l.from) && keep.has(l.to)),
  }
}

function spread(
  start: readonly string[],
  links: readonly GraphLink[],
  ends: (link: GraphLink) => readonly [string, string],
): Set<string> {
  const seen = new Set(start)
  const open = [...start]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const link of links) {
      const [a, b] = ends(link)
      if (a === at && !seen.has(b)) {
        seen.add(b)
        open.push(b)
      }
    }
  }
  return seen
}
