import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { readFront } from './front.ts'

const good = `
worker_processes 2;
http {
  include /etc/nginx/mime.types;
  access_log /var/log/nginx/access.log combined;
  gzip on;
  server {
    listen 443 ssl;
    location / { proxy_pass http://127.0.0.1:4710; proxy_set_header X-Real-IP $remote_addr; }
    location ~ ^/(tips$|public/[a-z]+/tips(/|$)) {
      access_log off;
      error_log /dev/null;
      gzip off;
      proxy_pass http://127.0.0.1:4710;
      proxy_set_header Host $host;
      proxy_request_buffering off;
      proxy_max_temp_file_size 0;
    }
  }
}
`

const codes = (text: string) => must(readFront(text)).findings.map((f) => f.code)

describe('settings of nginx', () => {
  it('that keep nothing of who calls the box are found good, whatever is kept of others', () => {
    expect(must(readFront(good))).toEqual({ kind: 'nginx', findings: [] })
  })

  it.each([
    ['      access_log off;\n', '', 'front-logs'],
    ['access_log off;', 'access_log /var/log/tips.log;', 'front-logs'],
    ['      error_log /dev/null;\n', '', 'front-logs-errors'],
    ['      gzip off;\n', '', 'front-packs'],
    ['Host $host', 'X-Forwarded-For $proxy_add_x_forwarded_for', 'front-names-callers'],
    [
      '      proxy_set_header Host $host;\n',
      '      include snippets/proxy.conf;\n',
      'front-include-unseen',
    ],
    ['      proxy_request_buffering off;\n', '', 'front-keeps-uploads'],
    ['proxy_max_temp_file_size 0', 'proxy_cache pages', 'front-keeps-answers'],
    // Addresses that the location does not take fall to the one beside it.
    ['tips$|public/[a-z]+/tips(/|$)', 'tips', 'front-logs'],
    ['public/[a-z]+/tips(/|$)', 'public/en/tips', 'front-logs'],
  ])('betray a caller without %j: %j says %s', (from, to, code) => {
    expect(good).toContain(from)
    expect(codes(good.replace(from, to))).toContain(code)
  })

  it('are asked of every server: one that only sends callers on writes them down too', () => {
    const redirect = 'server { listen 80; return 301 https://$host$request_uri; }\n}'
    const text = good.replace(/\}\s*$/, redirect)
    expect(codes(text).sort()).toEqual(['front-logs', 'front-logs-errors', 'front-packs'])
    expect(
      codes(
        `${good}server { listen 80; return 301 /; access_log off; error_log /dev/null; gzip off; }`,
      ),
    ).toEqual([])
  })

  it('are read as nginx chooses: exact before expression, expression before prefix, and ^~ before expressions', () => {
    const server = (locations: string) =>
      `server { access_log off; error_log /dev/null; ${locations} }`
    const logs = 'access_log /var/log/x;'
    expect(codes(server(`location /public/ { ${logs} } location ~ tips { }`))).toEqual([])
    expect(codes(server(`location ^~ /public/ { ${logs} } location ~ tips { }`))).toEqual([
      'front-logs',
    ])
    expect(codes(server(`location = /tips { ${logs} } location ~ tips { }`))).toEqual([
      'front-logs',
    ])
    expect(codes(server(`location / { location ~ tips { } ${logs} }`))).toEqual(['front-logs'])
  })
})

describe('settings of Caddy and of Tor', () => {
  it('are found good or named by line', () => {
    const caddy = 'box.example {\n  reverse_proxy 127.0.0.1:4710\n}\n'
    expect(must(readFront(caddy))).toEqual({ kind: 'caddy', findings: [] })
    const bad = caddy.replace(
      '\n}',
      ' {\n    header_up X-Real-IP {remote_host}\n  }\n  log\n  encode gzip\n}',
    )
    expect(must(readFront(bad)).findings.map(({ code, line }) => [code, line])).toEqual([
      ['front-names-callers', 3],
      ['front-logs', 5],
      ['front-packs', 6],
    ])
    const tor = 'HiddenServiceDir /var/lib/tor/box\nHiddenServicePort 80 127.0.0.1:4710\n'
    expect(must(readFront(tor))).toEqual({ kind: 'tor', findings: [] })
    for (const line of [
      'HiddenServiceSingleHopMode 1',
      'SafeLogging 0',
      'Log info file /var/log/tor',
      'HiddenServicePort 80 192.0.2.7:80',
    ])
      expect(codes(`${tor}${line}\n`), line).toEqual(['front-onion-weak'])
  })
})

describe('any other text', () => {
  it('is refused, and breaks nothing', () => {
    for (const text of ['', 'hello', '{', 'server', 'server {', 'http { } }'])
      expect(readFront(text)).toMatchObject({ refusal: { name: 'front-unreadable' } })
    fc.assert(
      fc.property(fc.nat(good.length), fc.string({ maxLength: 3 }), (at, put) => {
        const text = good.slice(0, at) + put + good.slice(at + 1)
        const read = readFront(text)
        return read.ok || read.refusal.name === 'front-unreadable'
      }),
      { numRuns: 500 },
    )
  })
})
