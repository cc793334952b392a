import type { Codebook, CodebookColumn, CodebookTable, Family } from '../../contract'
import type { Written } from './words'

/**
 * The codebook as a Data Package descriptor, version 2.0 (datapackage.org): a resource a table, whose Table Schema has a
 * field a column. Labels are `title`, meanings of codes `categories`; what the standard has no word for (unit, source,
 * doubt, facts) stands under `chantier`, as it allows.
 */
export function writeDescriptor({ tables, orphans }: Codebook, { name, now }: Written): string {
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: plainName(name, 'chantier'),
    title: name,
    created: now.toISOString(),
    resources: namesOf(tables).map(([name, table]) => resource(name, table)),
    ...(orphans.length ? { chantier: { orphanNotes: orphans.map(({ orphan, id: _id, ...note }) => ({ ...note, reason: orphan })) } } : {}) // prettier-ignore
  }
  return `${JSON.stringify(descriptor, null, 2)}\n`
}

function resource(name: string, { table, rows, files, note, columns }: CodebookTable) {
  return {
    name,
    title: note?.label || table.name,
    ...(note?.description ? { description: note.description } : {}),
    path: `${name}.csv`,
    $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
    type: 'table',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    ...(files.length ? { sources: files.map((title) => ({ title })) } : {}),
    schema: { $schema: 'https://datapackage.org/profiles/2.0/tableschema.json', fields: columns.map(field) },
    chantier: { table: table.name, rows, ...said({ source: note?.source, doubt: note?.doubt }) }
  }
}

/** Tables by the names of their resources, which the standard wants each once. */
function namesOf(tables: readonly CodebookTable[]): [string, CodebookTable][] {
  const taken = new Set<string>()
  return tables.map((one) => {
    const plain = plainName(one.table.name, 'table')
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${plain}-${n}`
    taken.add(name)
    return [name, one]
  })
}

function field(column: CodebookColumn) {
  const { name, type, family, semantic, note, rows, missing, distinct, min, max } = column
  const fieldType = typeOf(family, type)
  const codes = note?.codes ?? []
  return {
    name,
    type: fieldType,
    ...said({ title: note?.label, description: note?.description }),
    // Categories are of texts and whole numbers only; whole numbers are written as such.
    ...(codes.length && fieldType === 'string'
      ? { categories: codes.map(({ code, meaning }) => ({ value: code, label: meaning })) }
      : codes.length && fieldType === 'integer' && codes.every(({ code }) => /^-?\d{1,15}$/.test(code.trim()))
        ? { categories: codes.map(({ code, meaning }) => ({ value: Number(code), label: meaning })) }
        : {}),
    ...(missing === 0 && rows > 0 ? { constraints: { required: true } } : {}),
    chantier: {
      ...said({ unit: note?.unit, source: note?.source, doubt: note?.doubt }),
      ...(codes.length ? { codes } : {}),
      storedAs: type,
      kind: semantic.kind,
      rows,
      missing,
      distinct,
      min,
      max
    }
  }
}

function typeOf(family: Family, type: string): string {
  if (family === 'number') return /INT/.test(type) ? 'integer' : 'number'
  if (family === 'date') return type === 'DATE' ? 'date' : 'datetime'
  if (family === 'nested') return /\]$/.test(type) ? 'array' : 'object'
  return { time: 'time', duration: 'any', boolean: 'boolean', text: 'string', binary: 'any', other: 'any' }[family]
}

function said(texts: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text ? [[key, text]] : [])))
}

/** A name without what a path or an address would read otherwise. */
function plainName(name: string, otherwise: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '') // prettier-ignore
  return plain || otherwise
}
