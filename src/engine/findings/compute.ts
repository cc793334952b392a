import type { FindingFigure, FirstRows, FigureUnit, IntervalMethod, LocalizedText } from '../../contract'
import type { Value } from '../db'
import { fail } from '../errors'
import type { Project } from '../project'
import { meanInterval, npsInterval, wilsonInterval, type Interval } from '../stats/intervals'
import { gateSelect } from '../tables'
import { figureText, inBothLanguages } from '../figure-text'
import { firstRows } from './first-rows'

/** What is asked of a figure beside its query; see `PinRequest`. */
export interface FigureWish {
  unit: FigureUnit
  interval: IntervalMethod | null
  text?: LocalizedText
}

/** A figure and what its interval is made of: told already. */
const BESIDE: ReadonlySet<string> = new Set(['value', 'n', 'promoters', 'detractors', 'successes', 'mean', 'sd'])
const TIMEOUT_MS = 60_000
const COUNTS = /^(n|count|rows|lignes|nb|count_star\(\))$/i

/**
 * Runs the query of a figure, through the SELECT gate and within a minute, and reads the figure from its answer:
 * the column `value` of its one row, else its one column, else `n`; the interval by its named method.
 */
export async function computeFigure(
  project: Project,
  sql: string,
  wish: FigureWish,
  signal?: AbortSignal
): Promise<FindingFigure> {
  const inner = await gateSelect(project, sql, signal)
  const rows = await withinTime(sql, signal, (limited) =>
    project.rows(`SELECT * FROM (${inner}\n) LIMIT 2`, { signal: limited })
  )
  const row = rows.length === 1 ? rows[0] : undefined
  const named = row && !wish.text && typeof row.value !== 'number' ? row.value : null
  if (row && named != null && typeof named !== 'object') return ownFigure(project, inner, row, wish, signal)
  const picked = row ? pick(row) : null
  const names = Object.keys(row ?? {})
  // Where none of several figures is said to be the one, all of them are.
  const isOne = names.length === 1 || names.includes('value') || names.every((name) => BESIDE.has(name))
  const isTold = wish.text || (picked && names.every((name) => names.length === 1 || BESIDE.has(name)))
  const first = isTold ? null : await withinTime(sql, signal, (limited) => firstRows(project, inner, limited))
  const value = isOne ? (picked?.value ?? null) : null
  if (!row || !picked || wish.text)
    return {
      text: wish.text ?? resultRows(first?.total ?? rows.length),
      value,
      low: null,
      high: null,
      // Of several rows, none speaks for all: who pinned it says what n is.
      n: number(row?.n),
      unit: wish.unit,
      interval: null,
      worded: Boolean(wish.text),
      first
    }
  const unit = isOne && picked.isCount ? 'count' : wish.unit
  const interval = wish.interval && intervalFrom(wish.interval, row)
  return {
    text: isOne || !first ? figureText(picked.value, unit) : figuresOf(first),
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n: number(row.n),
    unit,
    interval: wish.interval,
    worded: false,
    first: isOne ? first : null
  }
}

/** A figure that is no number: a day, a text, a truth value, as it is read. */
async function ownFigure(
  project: Project,
  inner: string,
  row: Record<string, Value>,
  { unit }: FigureWish,
  signal?: AbortSignal
): Promise<FindingFigure> {
  const { columns, rows } = await firstRows(project, `SELECT value FROM (${inner}\n)`, signal)
  const text = rows[0]?.[columns.indexOf('value')] ?? { fr: '', en: '' }
  return {
    text,
    value: null,
    low: null,
    high: null,
    n: number(row.n),
    unit,
    interval: null,
    worded: false,
    first: null
  }
}

function pick(row: Record<string, Value>): { value: number; isCount: boolean } | null {
  const names = ['value', 'n', ...Object.keys(row)]
  const name = names.find((candidate) => number(row[candidate]) !== null)
  const value = name === undefined ? null : number(row[name])
  return name === undefined || value === null ? null : { value, isCount: COUNTS.test(name) }
}

function intervalFrom(method: IntervalMethod, row: Record<string, Value>): Interval | null {
  const n = number(row.n)
  if (n === null) return null
  const [promoters, detractors, successes] = [number(row.promoters), number(row.detractors), number(row.successes)]
  const [mean, sd] = [number(row.mean), number(row.sd)]
  if (method === 'nps') return promoters === null || detractors === null ? null : npsInterval(promoters, detractors, n)
  if (method === 'proportion') return successes === null ? null : wilsonInterval(successes, n)
  return mean === null || sd === null ? null : meanInterval(mean, sd, n)
}

async function withinTime<T>(
  sql: string,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    return await run(signal ? AbortSignal.any([signal, timeout]) : timeout)
  } catch (error) {
    if (timeout.aborted && !signal?.aborted) throw tooLong(sql)
    throw error
  }
}

function tooLong(sql: string): Error {
  return fail(
    'limit',
    {
      fr: 'La requête dure plus d’une minute\u00a0: elle a été arrêtée.',
      en: 'The query ran for over a minute: it was stopped.'
    },
    { sql, hint: { fr: 'Agrégez ou filtrez davantage.', en: 'Aggregate or filter more.' } }
  )
}

function number(value: Value | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The figures of one row, each by its name. */
function figuresOf({ columns, moreColumns, rows: [row = []] }: FirstRows): LocalizedText {
  const told = (language: keyof LocalizedText): string =>
    columns.map((name, place) => `${name}${{ fr: '\u00a0: ', en: ': ' }[language]}${row[place]?.[language] ?? ''}`).join(' · ') // prettier-ignore
  const more = moreColumns ? ' …' : ''
  return { fr: told('fr') + more, en: told('en') + more }
}

function resultRows(rows: number): LocalizedText {
  const count = inBothLanguages((format) => format(rows))
  return {
    fr: `résultat de ${count.fr} ligne${rows > 1 ? 's' : ''}`,
    en: `result of ${count.en} row${rows === 1 ? '' : 's'}`
  }
}
