import type { FindingFigure, FigureUnit, IntervalMethod, LocalizedText } from '../../contract'
import type { Value } from '../db'
import { fail } from '../errors'
import type { Project } from '../project'
import { meanInterval, npsInterval, wilsonInterval, type Interval } from '../stats/intervals'
import { gateSelect } from '../tables'
import { figureText, inBothLanguages } from '../figure-text'

/** What is asked of a figure beside its query; see `PinRequest`. */
export interface FigureWish {
  unit: FigureUnit
  interval: IntervalMethod | null
  text?: LocalizedText
}

const TIMEOUT_MS = 60_000
const COUNTS = /^(n|count|rows|lignes|nb|count_star\(\))$/i

/**
 * Runs the query of a figure, through the SELECT gate and within a minute, and reads the figure from its answer:
 * the column `value` of its one row, else `n`, else the first number; the interval by its named method.
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
  const [row] = rows
  const picked = row && rows.length === 1 ? pick(row) : null
  if (!row || !picked || wish.text) {
    const total = await withinTime(sql, signal, (limited) =>
      project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${inner}\n)`, { signal: limited })
    )
    const value = picked?.value ?? null
    return {
      text: wish.text ?? resultRows(total[0]?.n ?? 0),
      value,
      low: null,
      high: null,
      // Of several rows, none speaks for all: who pinned it says what n is.
      n: rows.length === 1 ? number(row?.n) : null,
      unit: wish.unit,
      interval: null,
      worded: Boolean(wish.text)
    }
  }
  const unit = picked.isCount ? 'count' : wish.unit
  const interval = wish.interval && intervalFrom(wish.interval, row)
  return {
    text: figureText(picked.value, unit),
    value: picked.value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n: number(row.n),
    unit,
    interval: wish.interval,
    worded: false
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

function resultRows(rows: number): LocalizedText {
  const count = inBothLanguages((format) => format(rows))
  return {
    fr: `résultat de ${count.fr} ligne${rows > 1 ? 's' : ''}`,
    en: `result of ${count.en} row${rows === 1 ? '' : 's'}`
  }
}
