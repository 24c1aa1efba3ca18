import type { Command, Option } from './command.ts'

/** How a ledger is read; the same for every command that takes one. */
const reading: readonly Option[] = [
  { name: 'opening', value: 'F', summary: 'opening balances: account,currency,amount[,claim]' },
  { name: 'rates', value: 'F', summary: 'rates: currency,rate,from (one unit in base)' },
  { name: 'base', value: 'CUR', summary: 'currency in which claims are measured' },
  { name: 'map', value: 'MAP.json', summary: "names other people's columns, fixed values, claims" },
  { name: 'delimiter', value: 'CHAR', summary: 'forces the CSV delimiter: , ; | or tab' },
  { name: 'encoding', value: 'NAME', summary: 'forces the encoding: utf-8, utf-16, windows-1252' },
  {
    name: 'skip-bad-rows',
    summary: 'reads the rest and lists what was left out, instead of refusing the file',
  },
]

/** The commands, in the order of a first day: see something, keep it, work with it, check it. */
export const commands: readonly Command[] = [
  {
    name: 'demo',
    usage: '[options]',
    summary: 'starts the LANTERN federation: four authorities with their story loaded',
    takes: [0, 0],
    options: [
      { name: 'dir', value: 'DIR', summary: 'where it is kept (default .comity/demo)' },
      { name: 'port', value: 'N', summary: 'first of four ports in a row (default 4710)' },
      { name: 'fresh', summary: 'forgets what was done in it and starts from the story again' },
    ],
    examples: ['comity demo'],
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'init',
    usage: 'DIR --id ID --name NAME --country CC [options]',
    summary: 'makes a node: its keys, its signed card, its empty log',
    takes: [1, 1],
    options: [
      { name: 'id', value: 'ID', summary: 'authority id as the federation knows it, XV-FIU' },
      { name: 'name', value: 'NAME', summary: 'name of the authority' },
      { name: 'country', value: 'CC', summary: 'country code, XV' },
      { name: 'address', value: 'URL', summary: 'where the others reach it' },
      {
        name: 'officer',
        value: 'ID:ROLE:NAME',
        many: true,
        summary: 'a person who works here; roles: analyst, head-of-desk, auditor',
      },
    ],
    examples: [
      'comity init ./xv --id XV-FIU --name "Financial Intelligence Service" --country XV --officer "mira:analyst:Mira Solen"',
    ],
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'start',
    usage: 'DIR [options]',
    summary: 'runs a node; DATABASE_URL for PostgreSQL instead of the embedded database',
    takes: [1, 1],
    options: [
      { name: 'host', value: 'ADDRESS', summary: 'address to listen on (default 127.0.0.1)' },
      { name: 'port', value: 'N', summary: 'port to listen on (default 4710)' },
    ],
    examples: ['comity start ./xv --port 4720'],
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'import',
    usage: 'FILE... [options]',
    summary: 'reads ledgers, says what it understood, what it left out and why, row by row',
    takes: [1, 100],
    options: [
      {
        name: 'as',
        value: 'FORMAT',
        oneOf: ['ledger', 'openings', 'rates'],
        summary: 'what the file is: ledger, openings or rates (detected from the header)',
      },
      ...reading,
      { name: 'node', value: 'DIR', summary: 'keeps it in this node as a tracing' },
    ],
    examples: [
      'comity import ledger.csv --map columns.json',
      'comity import ledger.csv openings.csv rates.csv --rates rates.csv --base EUR',
    ],
    load: async () => (await import('./import.ts')).importFiles,
  },
  {
    name: 'trace',
    usage: 'LEDGER --rule RULE [options]',
    summary: 'follows claims through a ledger under ONE named rule; all runs them side by side',
    takes: [1, 1],
    options: [
      { name: 'rule', value: 'RULE', summary: 'the legal rule, or all; there is no default' },
      ...reading,
      {
        name: 'order',
        value: 'given|interval',
        oneOf: ['given', 'credits-first', 'debits-first', 'interval'],
        summary: 'order inside a moment: as in the file (default), or the interval over all orders',
      },
      {
        name: 'arrival',
        value: 'ordered|blended',
        oneOf: ['ordered', 'blended'],
        summary: 'how lots reach the next account: in their order (default), or as one blended lot',
      },
      {
        name: 'arithmetic',
        value: 'exact|fast',
        oneOf: ['exact', 'fast'],
        summary: 'exact for evidence (default), fast for exploring large networks',
      },
      { name: 'elect', value: 'A,B', summary: 'accounts elected as assets (cherry-pick)' },
      {
        name: 'claim',
        value: 'NAME=ACCOUNT',
        many: true,
        summary: 'every payment out of ACCOUNT is money of NAME',
      },
      { name: 'report', value: 'OUT.html', summary: 'writes the exhibit as a page' },
      { name: 'exhibit', value: 'OUT.pdf', summary: 'writes the exhibit as PDF/A with its data' },
      { name: 'title', value: 'TEXT', summary: 'title of the exhibit' },
      { name: 'case', value: 'REFERENCE', summary: 'case reference of the exhibit' },
      { name: 'authority', value: 'NAME', summary: 'authority that hands the exhibit over' },
      { name: 'prepared-by', value: 'NAME', summary: 'who prepared the exhibit' },
      { name: 'prepared-at', value: 'INSTANT', summary: 'instant of the exhibit (default now)' },
    ],
    examples: [
      'comity trace ledger.csv --rule fifo',
      'comity trace ledger.csv --rule all --order interval --report exhibit.html',
    ],
    load: async () => (await import('./trace.ts')).trace,
  },
  {
    name: 'flow',
    usage: 'LEDGER --from ACCOUNT [options]',
    summary: 'where money could have gone from an account, in time order; --back: come from',
    takes: [1, 1],
    options: [
      { name: 'from', value: 'ACCOUNT', many: true, summary: 'account to start at' },
      { name: 'hops', value: 'N', summary: 'at most so many payments in a row' },
      { name: 'dwell', value: '72h', summary: 'at most so long in one account: 30m, 72h, 10d' },
      { name: 'since', value: 'INSTANT', summary: 'start at this instant' },
      { name: 'back', summary: 'backwards: where the money could have come from' },
      {
        name: 'order',
        value: 'strict|unproved-allowed',
        oneOf: ['strict', 'unproved-allowed'],
        summary: 'whether payments at the same moment may follow each other (default strict)',
      },
      ...reading,
    ],
    examples: ['comity flow ledger.csv --from A20 --hops 3 --dwell 72h'],
    load: async () => (await import('./flow.ts')).flow,
  },
  {
    name: 'due',
    usage: 'RULE --start INSTANT [options]',
    summary: 'when a deadline falls due, and every step of the reckoning',
    takes: [1, 1],
    options: [
      { name: 'start', value: 'INSTANT', summary: 'when the clock starts, ISO 8601 with offset' },
      { name: 'calendar', value: 'CC', summary: 'whose holidays and weekends count' },
      { name: 'pause', value: 'A/B', many: true, summary: 'the clock stands still from A to B' },
    ],
    examples: ['comity due FI-MONITORING --start 2026-03-06T18:00:00+02:00 --calendar FI'],
    load: async () => (await import('./due.ts')).due,
  },
  {
    name: 'verify',
    usage: 'DIR|URL|BUNDLE|EXHIBIT.html [options]',
    summary: "the auditor's command: re-hashes, re-derives and checks every signature",
    takes: [1, 1],
    options: [
      { name: 'ledger', value: 'F', summary: 'runs the trace of an exhibit again on this ledger' },
    ],
    examples: ['comity verify ./xv', 'comity verify exhibit.html --ledger ledger.csv'],
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'figures',
    usage: 'DIR|URL [options]',
    summary: 'indicators from signed events',
    takes: [1, 1],
    options: [
      { name: 'public', summary: 'after the small-count rule, as anybody may see them' },
      { name: 'quarter', value: 'Q', summary: 'one quarter, 2025-Q1' },
    ],
    examples: ['comity figures ./xv --public'],
    load: async () => (await import('./figures.ts')).figures,
  },
  {
    name: 'bench',
    usage: 'NAME [options]',
    summary: 'a named benchmark: our figures and, where installed, the peer on the same work',
    takes: [0, 1],
    options: [
      { name: 'size', value: '1M|10M', summary: 'size of the workload' },
      { name: 'peer', summary: 'runs the peer too, where it is installed' },
    ],
    examples: ['comity bench tracing --size 1M'],
    load: async () => (await import('./bench.ts')).bench,
  },
]
