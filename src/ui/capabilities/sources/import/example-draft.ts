import type { ColumnReading, Part, Sniff } from '../../../../contract'
import { addFiles, EMPTY_DRAFT, type ImportDraft, withLook } from './draft'

/** A draft of the named uploads, each with one delimited table: for tests. */
export function exampleDraft(...names: string[]): ImportDraft {
  const files = names.map((name) => ({ id: name, name, size: 100, origin: { kind: 'upload' as const, id: name } }))
  return names.reduce(
    (draft, name) => withLook(draft, name, { format: 'delimited', parts: [examplePart([])], waits: false, notes: [] }),
    addFiles(EMPTY_DRAFT, files)
  )
}

export function examplePart(path: string[], hidden = false): Part {
  return { path, name: path.at(-1) ?? '', format: 'delimited', rows: null, columns: null, hidden, note: null }
}

/** A first look at columns of whole numbers. */
export function exampleSniff(names: string[], more: Partial<Sniff> = {}): Sniff {
  const dialect = { delimiter: ';', quote: '"', escape: '"', newline: '\n' as const, preambleLines: 0, headerRows: 1 }
  return {
    format: 'delimited',
    encoding: 'utf-8',
    dialect: { ...dialect, comment: null },
    columns: names.map(exampleColumn),
    rows: [],
    notes: [],
    faults: [],
    remembered: null,
    ...more
  }
}

function exampleColumn(name: string): ColumnReading {
  return {
    name,
    type: 'BIGINT',
    format: { fr: 'nombre entier', en: 'whole number' },
    lossless: true,
    failures: 0,
    failureExamples: [],
    reading: { kind: 'integer', grouping: '' },
    readings: [],
    missing: [{ text: '999', rows: 12 }]
  }
}
