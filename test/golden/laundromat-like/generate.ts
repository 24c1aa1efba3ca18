/** Writes the tables of this story from a seed. The same seed gives the same bytes on every machine. */

const core = [
  'ALDERWICK TRADE LP',
  'BRANNOCK SALES LLP',
  'CORVANE ALLIANCE LLP',
  'DUNMERE MANAGEMENT LP',
] as const

const payers = ['TELEGRAF VELDANIA JSC', 'FENHALL PARTNERS LP', 'OSTREL NETWORKS LIMITED'] as const

const payees = [
  'TARSK MOTORS GMBH',
  'HALVOR CONSULTING LLC',
  'QUIET LEDGER YACHTING LTD',
  'SUNDVIK CLINIC AB',
  'MERIDIAN STONE SA',
  'NORTHFOLD SCHOOL',
  'BREKKE JEWELLERS',
  'VELD TEXTILE TRADING CO., LIMITED',
] as const

/** Other ways in which the file writes a party: another spacing or case, a cut-off address, another legal form. */
const variants: Readonly<Record<string, readonly string[]>> = {
  'FENHALL PARTNERS LP': ['FENHALL  PARTNERS LP', 'FENHALL PARTNERS L.P.'],
  'VELD TEXTILE TRADING CO., LIMITED': [
    'VELD TEXTILE TRADING CO LIMITED RM12',
    'Veld Textile Trading Co., Limited',
  ],
  'BRANNOCK SALES LLP': ['BRANNOCK SALES LLP HARBOUR BUILD.'],
}

function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function generate(seed: number): { readonly ledger: string; readonly parties: string } {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  const written = (name: string): string => {
    const ways = variants[name]
    return ways !== undefined && next() < 0.3 ? pick(ways) : name
  }
  const lines = [
    'payer_name,beneficiary_name,date,purpose,amount_orig_currency,amount_orig,amount_usd',
  ]
  for (let i = 0; i < 240; i++) {
    const day = new Date(Date.UTC(2021, 5, 1 + Math.floor(i / 3))).toISOString().slice(0, 10)
    const kind = next()
    const dollars = (1 + Math.floor(next() * 400)) * 5_000
    const [from, to, purpose] =
      kind < 0.32
        ? [pick(payers), core[next() < 0.7 ? 0 : 3]!, 'CONTRACT 17/21, EQUIPMENT']
        : kind < 0.45
          ? [pick(core), pick(core), 'LOAN AGREEMENT']
          : [pick(core), pick(payees), `INVOICE ${1000 + i} DD ${day}`]
    const euros = next() < 0.25
    const sign = core.includes(from as (typeof core)[number]) ? '-' : ''
    const original = euros ? (dollars * 0.8).toFixed(2) : `${dollars}`
    const shown = !euros && dollars % 100_000 === 0 ? `${dollars / 100_000}e+05` : original
    const line = [
      cell(written(from)),
      cell(written(to)),
      day,
      cell(purpose),
      euros ? 'EUR' : 'USD',
      `${sign}${shown}`,
      `${dollars}`,
    ].join(',')
    lines.push(line)
    // Now and then a second statement shows the same payment again.
    if (i % 60 === 59) {
      lines.push(line)
      i++
    }
  }
  const parties = ['name,name_norm,jurisdiction']
  for (const name of [...core, ...payers, ...payees]) {
    parties.push([cell(name), cell(name), 'XC'].join(','))
    for (const way of variants[name] ?? []) parties.push([cell(way), cell(name), 'XC'].join(','))
  }
  return { ledger: `${lines.join('\n')}\n`, parties: `${parties.join('\n')}\n` }
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
