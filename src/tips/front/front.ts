import { done, type Outcome, refuse } from '#base'
import { tipRefusal } from '../refusals.ts'
import { type FrontCode, type FrontFinding, frontCodes } from './finding.ts'
import { nginxFindings } from './nginx.ts'
import { readNginx } from './nginx-read.ts'

export interface FrontReport {
  readonly kind: 'nginx' | 'caddy' | 'tor'
  readonly findings: readonly (FrontFinding & (typeof frontCodes)[FrontCode])[]
}

const most = 2 * 1024 * 1024

/** Holds the settings of what stands in front of a node against what the box needs. Reads text alone, and asks nobody. */
export function readFront(text: string): Outcome<FrontReport> {
  if (text.length > most) return refuse(tipRefusal('front-unreadable'))
  if (/^\s*HiddenService(Dir|Port)\s/m.test(text)) return report('tor', torFindings(text))
  const nginx = readNginx(text)
  if (nginx?.some(({ name }) => ['server', 'http'].includes(name)))
    return report('nginx', nginxFindings(nginx))
  if (/^\s*reverse_proxy\s/m.test(text)) return report('caddy', caddyFindings(text))
  return refuse(tipRefusal('front-unreadable'))
}

function report(
  kind: FrontReport['kind'],
  findings: readonly FrontFinding[],
): Outcome<FrontReport> {
  return done({ kind, findings: findings.map((one) => ({ ...one, ...frontCodes[one.code] })) })
}

/** Caddy keeps no access log until it is told to; uploads it passes on as they come. */
function caddyFindings(text: string): readonly FrontFinding[] {
  const isSkipped = /^\s*(log_skip|skip_log)\s+\S*tips/m.test(text)
  return byLine(text, (line) => {
    const [name, first = '', second = ''] = line.split(/\s+/)
    if (name === 'log' && !isSkipped) return ['front-logs', 'log']
    if (name === 'encode') return ['front-packs', 'encode']
    const names = name === 'header_up' && /remote|client_ip/.test(second)
    return names ? ['front-names-callers', first] : undefined
  })
}

function torFindings(text: string): readonly FrontFinding[] {
  return byLine(text, (line) => {
    const [name = '', first = '', second = ''] = line.split(/\s+/)
    const key = name.toLowerCase()
    const isWeak =
      ((key === 'hiddenservicesinglehopmode' || key === 'hiddenservicenonanonymousmode') &&
        first === '1') ||
      (key === 'safelogging' && first === '0') ||
      (key === 'log' && /^(debug|info)/.test(first)) ||
      (key === 'hiddenserviceexportcircuitid' && first !== '')
    // It must end at the node itself: whatever stands between sees what a source writes.
    const target = second === '' ? first : second
    const isFar =
      key === 'hiddenserviceport' && !/^(unix:|127\.0\.0\.1:|localhost:|\[::1\]:|\d+$)/.test(target)
    return isWeak || isFar ? ['front-onion-weak', name] : undefined
  })
}

function byLine(
  text: string,
  of: (line: string) => readonly [FrontCode, string] | undefined,
): readonly FrontFinding[] {
  return text.split('\n').flatMap((raw, i) => {
    const found = of(raw.replace(/#.*$/, '').trim())
    return found === undefined ? [] : [{ code: found[0], about: found[1], line: i + 1 }]
  })
}
