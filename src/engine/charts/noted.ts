import type { ChartData, ChartIntent, NewLook } from '../../contract'
import { groupComparisons, queryPrint } from '../project'
import { definitionInWords } from './words'

/**
 * The look that a chart is. A measure by groups (marks along x, and colours) makes one comparison a mark; a scatter plot
 * one a colour; a distribution makes none, split by a colour one a colour. One of a query counts its comparisons only: its
 * columns are the query's, which may bear the names of others of the table; the query itself is a look of its own.
 */
export function lookOf(intent: ChartIntent, data: ChartData): NewLook {
  const { kind, table, query, x, y, colour, filter } = intent
  const made = { figure: definitionInWords(intent), comparisons: comparisonsOf(intent, data) }
  if (query !== undefined)
    return { kind: 'chart', tables: [], columns: [], segment: null, filter: null, query: queryPrint(query), ...made }
  const at = (column: string) => ({ table: table.name, column })
  const drawn = [x.column, y.column, colour].filter((column) => column !== undefined)
  const split = kind === 'bar' || kind === 'line' ? x.column : colour
  const groups = distinct(data, split === x.column ? 'x' : 'colour')
  return {
    kind: 'chart',
    tables: [table.name],
    columns: [...new Set(drawn)].map(at),
    segment:
      split === undefined
        ? null
        : { ...at(split), by: split === x.column && data.timeUnit ? 'period' : 'value', groups },
    filter: filter ?? null,
    ...made
  }
}

function comparisonsOf({ kind, y, colour }: ChartIntent, data: ChartData): number {
  const colours = colour === undefined ? 1 : distinct(data, 'colour')
  if (kind === 'scatter') return colours
  const plain = kind === 'histogram' || (y.aggregate === 'count' && colour === undefined)
  if (plain || (y.aggregate === 'share' && colour === undefined)) return groupComparisons(colours)
  return groupComparisons(data.rows.length)
}

function distinct({ columns, rows }: ChartData, role: 'x' | 'colour'): number {
  const [value, kind] = [columns.indexOf(role), columns.indexOf(role === 'x' ? 'xKind' : 'colourKind')]
  if (value < 0) return 0
  return new Set(rows.map((row) => JSON.stringify([row[value], row[kind] ?? 0]))).size
}
