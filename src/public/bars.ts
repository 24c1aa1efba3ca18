import { type Gap, type Html, html } from './html.ts'

export interface Bar {
  readonly name: Gap
  /** From 0 to 1 of the longest; null where there is nothing to draw. */
  readonly length: number | null
  /** What is written at its end. */
  readonly text: Gap
  /** An interval around the end, on the same scale. */
  readonly interval?: readonly [number, number]
  /** The value is not shown; the bar is an empty frame. */
  readonly held?: boolean
}

/**
 * Bars of one scale, each with its name and its number as text: the picture adds nothing that is not written, so readers of
 * the screen are spared it. The drawing stretches with its column, the words do not: readable at 320 px and on paper.
 */
export function bars(
  caption: Gap,
  rows: readonly Bar[],
  more: {
    /** What stands at both ends of the scale. */
    readonly ends?: readonly [Gap, Gap]
    /** A heading right above says the same: the caption is for readers of the screen alone. */
    readonly quiet?: boolean
  } = {},
): Html {
  const { ends, quiet } = more
  return html`<figure><figcaption${quiet === true ? html` class="quiet"` : ''}>${caption}</figcaption>
<ul class="bars">${rows.map(
    (bar) =>
      html`<li><span class="bar-name">${bar.name}</span>${drawn(bar)}<span class="${bar.held === true ? 'bar-text held' : 'bar-text'}">${bar.text}</span></li>\n`,
  )}</ul>
${ends === undefined ? '' : html`<div class="bar-ends" aria-hidden="true"><span>${ends[0]}</span><span>${ends[1]}</span></div>`}</figure>`
}

function drawn({ length, interval, held }: Bar): Html {
  const x = (part: number) => (Math.min(1, Math.max(0, part)) * 1000).toFixed(1)
  return html`<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="${held === true ? 'track held-track' : 'track'}" x="0" y="0" width="1000" height="20"/>${
    length === null || held === true
      ? ''
      : html`<rect class="filled" x="0" y="0" width="${x(length)}" height="20"/>`
  }${
    interval === undefined || held === true
      ? ''
      : html`<path class="whisker" d="M${x(interval[0])} 10H${x(interval[1])}M${x(interval[0])} 4V16M${x(interval[1])} 4V16"/>`
  }</svg>`
}
