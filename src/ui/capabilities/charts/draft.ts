import { create } from 'zustand'
import { columnFamily, type ColumnFamily } from '../../../charts'
import type {
  ChartAggregate,
  ChartIntent,
  ChartKind,
  ColumnInfo,
  SavedChart,
  TableInfo,
  TimeUnit
} from '../../../contract'
import { onProjectChange } from '../../app/project-change'

/** The choices of the chart being built; columns are kept by name and checked against the table when an intent is made. */
export interface Draft {
  /** The saved chart that is being changed; null for a new one. */
  id: string | null
  kind: ChartKind
  x: string | null
  y: string | null
  aggregate: ChartAggregate
  colour: string | null
  timeUnit: TimeUnit | null
  bins: number | null
  title: string
  filter: ChartIntent['filter']
  /** The query whose rows are drawn in place of a table's. */
  query: string | null
}

const EMPTY: Draft = {
  id: null,
  kind: 'bar',
  x: null,
  y: null,
  aggregate: 'count',
  colour: null,
  timeUnit: null,
  bins: null,
  title: '',
  filter: undefined,
  query: null
}

/** The draft of the open project: it stays while the user looks at other screens. */
export const useDraft = create<Draft>(() => EMPTY)

onProjectChange(newDraft)

export function changeDraft(part: Partial<Draft>): void {
  useDraft.setState(part)
}

export function newDraft(): void {
  useDraft.setState(EMPTY)
}

export function editChart({ id, intent }: SavedChart): void {
  useDraft.setState({
    id,
    kind: intent.kind,
    x: intent.x.column,
    y: intent.y.column ?? null,
    aggregate: intent.y.aggregate,
    colour: intent.colour ?? null,
    timeUnit: intent.x.timeUnit ?? null,
    bins: intent.x.bins ?? null,
    title: intent.title,
    filter: intent.filter,
    query: intent.query ?? null
  })
}

/** Begins a chart on the rows of a query. */
export function chartQuery(query: string): void {
  useDraft.setState({ ...EMPTY, query })
}

/** Columns that may stand on an axis of a kind of chart. */
export function columnsFor(kind: ChartKind, axis: 'x' | 'y', columns: readonly ColumnInfo[]): ColumnInfo[] {
  return columns.filter(({ type }) => SUITS[`${kind}-${axis}`].includes(columnFamily(type)))
}

const ALL: readonly ColumnFamily[] = ['number', 'time', 'boolean', 'text']
const SUITS: Record<`${ChartKind}-${'x' | 'y'}`, readonly ColumnFamily[]> = {
  'bar-x': ALL,
  'bar-y': ['number', 'boolean'],
  'line-x': ['time', 'number'],
  'line-y': ['number', 'boolean'],
  'histogram-x': ['number'],
  'histogram-y': ['number'],
  'scatter-x': ['number', 'time'],
  'scatter-y': ['number', 'boolean']
}

/** The draft as an intent on a table; null while a column is missing. */
export function intentOf(draft: Draft, table: TableInfo): ChartIntent | null {
  const { kind, aggregate, title, query } = draft
  // A filter is of a table: a query says itself what it keeps.
  const filter = query === null ? draft.filter : undefined
  const fits = (name: string | null, axis: 'x' | 'y'): name is string =>
    name !== null && columnsFor(kind, axis, table.columns).some((column) => column.name === name)
  if (!fits(draft.x, 'x')) return null
  const needsY = kind === 'scatter' || (kind !== 'histogram' && aggregate !== 'count' && aggregate !== 'share')
  if (needsY && !fits(draft.y, 'y')) return null
  const isTime = columnFamily(table.columns.find((column) => column.name === draft.x)?.type ?? '') === 'time'
  const colour = table.columns.some((column) => column.name === draft.colour) ? draft.colour : null
  const measured = kind === 'histogram' && aggregate !== 'share' ? 'count' : aggregate
  return {
    kind,
    table: table.ref,
    ...(query === null ? {} : { query }),
    x: {
      column: draft.x,
      ...(draft.timeUnit && isTime && (kind === 'line' || kind === 'bar') ? { timeUnit: draft.timeUnit } : {}),
      ...(draft.bins && kind === 'histogram' ? { bins: draft.bins } : {})
    },
    y: { aggregate: measured, ...(needsY && draft.y !== null ? { column: draft.y } : {}) },
    ...(colour === null ? {} : { colour }),
    ...(filter ? { filter } : {}),
    title
  }
}
