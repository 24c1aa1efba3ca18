import type { ExhibitFlow } from './data.ts'
import { markup } from './markup.ts'
import { type Placed, place } from './picture-layout.ts'
import { spaced } from './words.ts'

const ink = '#1d2733'
const node = '#1f4e79'
const band = '#6f9bc4'
const back = '#a8611b'

/**
 * The flow as a static drawing: accounts in columns, each to the right of those that pay it, bands as wide as
 * the value moved; money that comes back to where it had been is a dashed line. Colours only repeat what shape and text say.
 */
export function picture(flow: ExhibitFlow): string {
  const placed = place(flow)
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${placed.width} ${placed.height}" role="img" aria-label="${markup(describe(flow))}" font-family="Noto Sans, Helvetica, Arial, sans-serif" font-size="13">`,
    ...placed.links.map((link) => drawLink(link, flow)),
    ...placed.nodes.map((n) => drawNode(n, flow)),
    '</svg>',
  ]
  return parts.join('\n')
}

/** What the drawing shows, for a reader who does not see it. */
export function describe(flow: ExhibitFlow): string {
  const largest = [...flow.links].sort((a, b) => Number(b.value) - Number(a.value)).slice(0, 5)
  const said = largest.map((l) =>
    `${flow.nodes[l.from]?.account} to ${flow.nodes[l.to]?.account} ${spaced(l.value)} ${flow.currency ?? ''}`.trim(),
  )
  return `Flow of the claims between ${flow.nodes.length} accounts over ${flow.links.length} links. Largest: ${said.join('; ')}.`
}

function drawLink(link: Placed['links'][number], flow: ExhibitFlow): string {
  const data = flow.links[link.index]!
  const title = `${flow.nodes[data.from]?.account} to ${flow.nodes[data.to]?.account}: ${spaced(data.value)} ${flow.currency ?? ''} in ${data.payments} payment${data.payments === 1 ? '' : 's'}, ${data.first.slice(0, 10)} to ${data.last.slice(0, 10)}`
  const style = link.returns
    ? `stroke="${back}" stroke-opacity="0.8" stroke-dasharray="5 4" stroke-width="${Math.min(2, link.thick)}"`
    : `stroke="${band}" stroke-opacity="0.55" stroke-width="${link.thick}"`
  return `<path d="${link.path}" fill="none" ${style}><title>${markup(title)}</title></path>`
}

function drawNode(n: Placed['nodes'][number], flow: ExhibitFlow): string {
  const { account, currency } = flow.nodes[n.index]!
  const x = Math.round(n.x + n.width + 4)
  const y = n.y + n.height / 2
  const value = spaced(n.value.split('.')[0]!)
  const label = (dy: number, text: string, weight: string) =>
    `<text x="${x}" y="${Math.round(y + dy)}" fill="${ink}" font-weight="${weight}" stroke="#ffffff" stroke-width="2.5" stroke-opacity="0.85" paint-order="stroke">${markup(text)}</text>`
  return [
    `<g><title>${markup(`${account} (${currency}): ${spaced(n.value)} ${flow.currency ?? ''}`.trim())}</title>`,
    `<rect x="${n.x}" y="${n.y}" width="${n.width}" height="${n.height}" fill="${node}"/>`,
    label(-1, account.length > 22 ? `${account.slice(0, 21)}\u2026` : account, '700'),
    label(13, value, '400'),
    '</g>',
  ].join('')
}
