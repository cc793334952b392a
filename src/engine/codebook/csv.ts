import type { Codebook, CodebookColumn, NoteTexts } from '../../contract'
import { csvText, frenchText } from '../tables'
import { Words } from './words'

/**
 * The codebook as one table: a line a table, then one a column; notes that nothing bears any more at the end. The words are in
 * one language; numbers and days go by the format, as in every CSV that is exported.
 */
export function writeCsv({ tables, orphans }: Codebook, words: Words, format: 'csv_fr' | 'csv'): string {
  const lines = [
    header(words),
    ...tables.flatMap(({ table, rows, note, columns }) => [
      [table.name, '', ...noteCells(note, words), '', '', String(rows), '', '', '', '', '', ''],
      ...columns.map((column) => [
        table.name,
        column.name,
        ...noteCells(column.note, words),
        ...factCells(column, words, format)
      ])
    ]),
    ...orphans.map((note) => [
      note.table,
      note.column ?? '',
      ...noteCells(note, words),
      ...Array<string>(8).fill(''),
      note.orphan ? words.text(note.orphan) : ''
    ])
  ]
  return csvText(lines, format)
}

function header(words: Words): string[] {
  const names: [string, string][] = [
    ['table', 'table'],
    ['colonne', 'column'],
    ['libellé', 'label'],
    ['description', 'description'],
    ['unité', 'unit'],
    ['codes', 'codes'],
    ['source', 'source'],
    ['doute', 'doubt'],
    ['type', 'type'],
    ['nature', 'kind'],
    ['lignes', 'rows'],
    ['manquantes', 'missing'],
    ['part manquante', 'share missing'],
    ['valeurs distinctes', 'distinct values'],
    ['minimum', 'minimum'],
    ['maximum', 'maximum'],
    ['valeurs fréquentes', 'frequent values']
  ]
  return names.map(([fr, en]) => words.say(fr, en))
}

function noteCells(note: NoteTexts | null, words: Words): string[] {
  return note
    ? [note.label, note.description, note.unit, words.codes(note, ' | '), note.source, note.doubt]
    : Array<string>(6).fill('')
}

function factCells(column: CodebookColumn, words: Words, format: 'csv_fr' | 'csv'): string[] {
  const { type, semantic, rows, missing, distinct, min, max, top } = column
  const written = (value: string): string => (format === 'csv_fr' ? frenchText(value, type) : value)
  return [
    type,
    words.kind(semantic.kind),
    String(rows),
    String(missing),
    new Words(format === 'csv_fr' ? 'fr' : 'en').share(missing, rows),
    String(distinct),
    min === null ? '' : written(min),
    max === null ? '' : written(max),
    top.slice(0, 10).map(({ value, n }) => `${written(value)} (${n})`).join(words.between) // prettier-ignore
  ]
}
