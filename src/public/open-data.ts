import { type Release, type SmallCountStep, smallCountSteps } from '#indicators'

/** One column of the open data: its name, type and meaning stand in the dictionary and in the metadata alike. */
export interface Column {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'integer' | 'decimal' | 'date'
  readonly title: string
  readonly description: string
}

/** The dictionary. New columns are added at the end; none changes its meaning. */
export const columns = [
  column(
    'cell',
    'string',
    'Cell',
    'stable id: the indicator, or indicator/line/key of one of its parts',
  ),
  column('indicator', 'string', 'Indicator', 'IN-01 to IN-42; see the method page of the same id'),
  column('name', 'string', 'Name', 'what the indicator measures'),
  column(
    'by',
    'string',
    'Line',
    'along which line the part divides the indicator; empty for the indicator itself',
  ),
  column(
    'key',
    'string',
    'Key',
    'which part: a pair of authorities, a ground, a class of assets; empty for the indicator itself',
  ),
  column('period', 'string', 'Period', 'quarter, year, or quarters from one to another'),
  column('from', 'date', 'From', 'first day, included'),
  column('to', 'date', 'To', 'last day, included'),
  column(
    'unit',
    'string',
    'Unit',
    'count, share (0 to 1), hours, days, minutes, seconds, or eur (whole cents)',
  ),
  column('shown', 'boolean', 'Shown', 'false where the small-count rule holds the cell back'),
  column(
    'value',
    'decimal',
    'Value',
    'the number, rounded where the rule rounds; empty where it is held back or there were no cases',
  ),
  column(
    'text',
    'string',
    'Text',
    'as it is printed: a held-back cell says here what may be said of it',
  ),
  column('low', 'decimal', 'Low', 'lower end of the Wilson 95 % interval of a share'),
  column('high', 'decimal', 'High', 'upper end of the Wilson 95 % interval of a share'),
  column(
    'cases',
    'string',
    'Cases',
    'a lower bound of the cases that were counted; only beside the indicator itself',
  ),
  column(
    'rule',
    'string',
    'Rule',
    'SC-1 to SC-8: the step of the small-count rule that was applied; empty where none was',
  ),
  column('version', 'integer', 'Version', 'version of the release; a correction is a new one'),
] as const satisfies readonly Column[]

function column<N extends string>(
  name: N,
  type: Column['type'],
  title: string,
  description: string,
): Column & { readonly name: N } {
  return { name, type, title, description }
}

type Row = Readonly<Record<(typeof columns)[number]['name'], string>>

/** The release as rows of the dictionary: each indicator, then its parts. */
export function openRows(release: Release): readonly Row[] {
  const { period, version } = release
  return release.tables.flatMap((table) => {
    const shared = {
      indicator: table.id,
      name: table.name,
      period: period.id,
      from: period.from,
      to: period.to,
      unit: table.unit,
      version: String(version),
    }
    const own: Row = {
      ...shared,
      cell: table.id,
      by: '',
      key: '',
      shown: String(table.shown),
      value: table.value ?? '',
      text: table.text,
      low: table.interval?.[0] ?? '',
      high: table.interval?.[1] ?? '',
      cases: table.cases,
      rule: table.rule ?? '',
    }
    return [
      own,
      ...table.parts.map(
        (part): Row => ({
          ...shared,
          cell: part.id,
          by: part.by,
          key: part.key,
          unit: part.unit,
          shown: String(part.shown),
          value: part.value ?? '',
          text: part.text,
          low: '',
          high: '',
          cases: '',
          rule: part.rule ?? '',
        }),
      ),
    ]
  })
}

/** RFC 4180, UTF-8, header row, CRLF. A text that a spreadsheet would take for a formula gets a quote before it. */
export function openCsv(release: Release): string {
  const lines: readonly (readonly string[])[] = [
    columns.map(({ name }) => name),
    ...openRows(release).map((row) => columns.map(({ name }) => row[name])),
  ]
  return lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('')
}

function csvField(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Metadata of the table: W3C CSV on the Web, `csv-metadata.json` beside the file. */
export function csvMetadata(release: Release): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: `figures.csv`,
    'dc:title': `Figures of ${release.period.id}, version ${release.version}`,
    'dc:creator': release.node,
    'dc:date': release.asOf,
    'dc:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
    tableSchema: {
      columns: columns.map(({ name, type, title, description }) => ({
        name,
        titles: name,
        'dc:title': title,
        'dc:description': description,
        datatype: type,
        ...(name === 'value' || name === 'low' || name === 'high' ? { null: '' } : {}),
      })),
      primaryKey: 'cell',
    },
  }
}

/** The same for readers of the Data Package standard: `datapackage.json`. */
export function dataPackage(
  release: Release,
  files: { readonly csv: string; readonly json: string },
): object {
  const types = {
    decimal: 'number',
    integer: 'integer',
    boolean: 'boolean',
    date: 'date',
    string: 'string',
  }
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `figures-${release.node}-${release.period.id}`.toLowerCase().replaceAll('_', '-'),
    title: `Figures of ${release.period.id}, counted by ${release.node}`,
    version: `${release.version}`,
    created: release.asOf,
    licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }],
    resources: [
      {
        name: 'figures',
        path: 'figures.csv',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        hash: files.csv,
        dialect: { lineTerminator: '\r\n' },
        schema: {
          fields: columns.map(({ name, type, title, description }) => ({
            name,
            type: types[type],
            title,
            description,
          })),
          primaryKey: ['cell'],
          missingValues: [''],
        },
      },
      {
        name: 'release',
        path: 'release.json',
        format: 'json',
        mediatype: 'application/json',
        hash: files.json,
      },
    ],
  }
}

/** The eight steps of the small-count rule, as the dictionary tells them. */
export const smallCountRows: readonly SmallCountStep[] = smallCountSteps
