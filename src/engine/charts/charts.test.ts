import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChartData, ChartIntent } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect } from '../tables'
import { readChart } from './read'
import { listCharts, removeChart, saveChart, updateChart } from './saved'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-charts-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(`CREATE TABLE raw.trips AS SELECT
    'S' || (i % 3) AS segment,
    CASE WHEN i % 10 = 0 THEN NULL ELSE 'v' || (i % 40) END AS city,
    (i % 7)::INTEGER AS score,
    i / 10.0 AS amount,
    CASE WHEN i = 5 THEN 'NaN'::DOUBLE WHEN i = 6 THEN 'inf'::DOUBLE ELSE i * 0.1 END AS noisy,
    TIMESTAMP '2024-01-15' + INTERVAL 1 DAY * i AS day,
    i AS "a.b[0]\\'"";--", 'x' || (i % 2) AS "__proto__"
    FROM range(400) t(i)`)
})

afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const table = { schema: 'raw' as const, name: 'trips' }
const read = (intent: Omit<ChartIntent, 'table' | 'title' | 'y'> & Partial<ChartIntent>): Promise<ChartData> =>
  readChart(project, ChartIntent.parse({ table, ...intent }))

describe('truth values', () => {
  it('are told apart from texts, on the axis and among colours', async () => {
    const sql = `SELECT score > 3 AS high, CASE WHEN score > 3 THEN 'true' END AS word FROM raw.trips`
    const axis = ChartData.parse(await read({ kind: 'bar', x: { column: 'high' }, query: sql }))
    expect(axis.rows.map((row) => row[0])).toEqual(['false', 'true'])
    expect(axis.truth).toEqual(['x'])
    expect((await read({ kind: 'bar', x: { column: 'word' }, colour: 'high', query: sql })).truth).toEqual(['colour'])
    expect((await read({ kind: 'bar', x: { column: 'word' }, query: sql })).truth).toBeUndefined()
  })
})

describe('bars', () => {
  it('counts rows by value, largest first, and its SQL passes the gate', async () => {
    const data = ChartData.parse(await read({ kind: 'bar', x: { column: 'segment' } }))
    expect(data.rows).toEqual([
      ['S0', 0, null, 0, 134, 134],
      ['S1', 0, null, 0, 133, 133],
      ['S2', 0, null, 0, 133, 133]
    ])
    expect(data.n).toBe(400)
    expect(await gateSelect(project, data.evidence.sql)).toBe(data.evidence.sql)
    expect(await gateSelect(project, data.evidence.rowsSql ?? '')).toContain('rowid')
  })

  it('keeps 20 values, puts the rest together from its rows, and missing values last', async () => {
    const data = await read({ kind: 'bar', x: { column: 'city' }, y: { column: 'amount', aggregate: 'mean' } })
    expect(data.rows.map((row) => row[1])).toEqual([...Array<number>(20).fill(0), 2, 1])
    expect(data.others.x).toBe(16)
    const shown = data.rows.filter((row) => row[1] === 0).map((row) => row[0])
    const truth = await project.rows<{ y: number; n: number }>(
      `SELECT avg(amount)::DOUBLE AS y, count(*) AS n FROM raw.trips WHERE city NOT IN (${shown.map((city) => `'${city}'`).join(',')})`
    )
    expect(data.rows.at(-2)?.[4]).toBeCloseTo(truth[0]?.y ?? NaN, 10)
    expect(data.rows.at(-2)?.[5]).toBe(truth[0]?.n)
    expect(data.notes[0]?.fr).toContain('16')
  })

  it('makes shares add up to one within each x when a colour splits them, and over all otherwise', async () => {
    const split = await read({ kind: 'bar', x: { column: 'segment' }, y: { aggregate: 'share' }, colour: 'score' })
    const sums = new Map<unknown, number>()
    for (const row of split.rows) sums.set(row[0], (sums.get(row[0]) ?? 0) + Number(row[4]))
    for (const sum of sums.values()) expect(sum).toBeCloseTo(1, 12)
    const whole = await read({ kind: 'bar', x: { column: 'city' }, y: { aggregate: 'share' } })
    expect(whole.rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBeCloseTo(1, 12)
  })

  it('keeps numbers in their own order and names periods', async () => {
    expect(
      (await read({ kind: 'bar', x: { column: 'score' }, y: { column: 'amount', aggregate: 'median' } })).rows.map(
        (row) => row[0]
      )
    ).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect((await read({ kind: 'bar', x: { column: 'day', timeUnit: 'quarter' } })).rows.map((row) => row[0])).toEqual([
      '2024-T1',
      '2024-T2',
      '2024-T3',
      '2024-T4',
      '2025-T1'
    ])
  })

  it('counts NaN and infinities as missing', async () => {
    const data = await read({ kind: 'bar', x: { column: 'segment' }, y: { column: 'noisy', aggregate: 'sum' } })
    expect(data.missing).toBe(2)
    expect(data.rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBeCloseTo(7980 - 1.1, 8)
  })

  it('groups texts that differ by spaces alone, on the axis and among colours', async () => {
    await project.database.run(`CREATE OR REPLACE TABLE raw.spaced AS SELECT * FROM (VALUES
      ('E-mail', 'a  b'), (' E-mail', 'a b'), ('E-mail  ', ' a b'), (chr(160) || 'E-mail', 'a' || chr(160) || 'b'), ('  ', NULL)) t(channel, kind)`)
    const data = await readChart(
      project,
      ChartIntent.parse({
        kind: 'bar',
        table: { schema: 'raw', name: 'spaced' },
        x: { column: 'channel' },
        colour: 'kind'
      })
    )
    expect(data.rows).toEqual([
      ['E-mail', 0, 'a b', 0, 4, 4],
      [null, 1, null, 1, 1, 1]
    ])
  })

  it('leaves codes off the scale out of the means and medians of scores, and says so', async () => {
    await project.database.run(`CREATE OR REPLACE TABLE raw.survey AS SELECT
      'S' || (i % 2) AS site, DATE '2024-01-01' + (i // 10)::INTEGER AS day,
      CASE WHEN i % 100 = 0 THEN 99 WHEN i % 100 = 1 THEN -1 WHEN i % 100 = 2 THEN NULL ELSE i % 11 END AS score
      FROM range(1000) t(i)`)
    const survey = (intent: object): Promise<ChartData> =>
      readChart(project, ChartIntent.parse({ table: { schema: 'raw', name: 'survey' }, ...intent }))
    const [truth] = await project.rows<{ y: number; n: number }>(
      `SELECT avg(score)::DOUBLE AS y, count(*) AS n FROM raw.survey WHERE site = 'S0' AND score BETWEEN 0 AND 10`
    )
    const bars = await survey({ kind: 'bar', x: { column: 'site' }, y: { column: 'score', aggregate: 'mean' } })
    expect(bars.rows.find((row) => row[0] === 'S0')?.slice(4)).toEqual([expect.closeTo(truth?.y ?? NaN, 10), truth?.n])
    expect(bars.notes[0]).toEqual({
      fr: '20\u00a0valeurs hors de l’échelle 0–10 laissées de côté.',
      en: '20 values off the 0–10 scale left out.'
    })
    expect([bars.n, bars.missing]).toEqual([970, 10])
    expect(bars.evidence.definition.fr).toContain('valeurs de 0 à 10')
    expect(await project.rows(`SELECT count(*) AS n FROM (${bars.evidence.rowsSql})`)).toEqual([{ n: 970 }])
    const line = await survey({ kind: 'line', x: { column: 'day' }, y: { column: 'score', aggregate: 'median' } })
    expect([line.n, line.missing]).toEqual([970, 10])
    expect(line.rows.every((row) => Number(row[3]) <= 10)).toBe(true)
    const sum = await survey({ kind: 'bar', x: { column: 'site' }, y: { column: 'score', aggregate: 'sum' } })
    expect([sum.n, sum.missing]).toEqual([990, 10])
  })

  it('takes any column name as a name', async () => {
    const data = await read({
      kind: 'bar',
      x: { column: '__proto__' },
      y: { column: `a.b[0]\\'";--`, aggregate: 'sum' }
    })
    expect(data.rows.map((row) => [row[0], row[4]])).toEqual([
      ['x1', 40000],
      ['x0', 39800]
    ])
  })
})

describe('lines', () => {
  it('chooses months for a year and a bit, one point for each period', async () => {
    const data = await read({ kind: 'line', x: { column: 'day' } })
    expect(data.timeUnit).toBe('month')
    expect(data.rows).toHaveLength(14)
    expect(data.rows[0]).toEqual([Date.UTC(2024, 0, 1), null, 0, 17, 17])
  })

  it('shows empty periods as zero when counting, as gaps in a mean', async () => {
    const filter = { all: [{ column: 'score', op: 'in' as const, values: [0] }] }
    const count = await read({ kind: 'line', x: { column: 'day', timeUnit: 'day' }, filter })
    expect(count.rows[1]?.slice(3)).toEqual([0, 0])
    const mean = await read({
      kind: 'line',
      x: { column: 'day', timeUnit: 'day' },
      y: { column: 'amount', aggregate: 'mean' },
      filter
    })
    expect(mean.rows[1]?.slice(3)).toEqual([null, 0])
    expect(mean.evidence.filter.fr).toContain('score')
  })

  it('widens a unit that would make too many periods, and says so', async () => {
    const data = await read({ kind: 'line', x: { column: 'day', timeUnit: 'hour' } })
    expect(data.timeUnit).toBe('month')
    expect(data.notes.some((note) => note.fr.includes('unité plus large'))).toBe(true)
  })

  it('refuses a text axis with what to do', async () => {
    await expect(read({ kind: 'line', x: { column: 'city' } })).rejects.toMatchObject({
      data: { kind: 'input', hint: { fr: expect.stringContaining('Préparer') } }
    })
  })
})

describe('histograms', () => {
  it('has round edges, every row once, and the largest value inside', async () => {
    const data = await read({ kind: 'histogram', x: { column: 'amount' } })
    expect(data.rows.reduce((sum, row) => sum + Number(row[5]), 0)).toBe(400)
    expect(data.rows.map((row) => row[0])).toEqual([0, 5, 10, 15, 20, 25, 30, 35])
    expect(data.rows.at(-1)?.[1]).toBe(40)
  })

  it('never cuts whole numbers below one', async () => {
    const data = await read({ kind: 'histogram', x: { column: 'score', bins: 100 } })
    expect(data.rows.map((row) => row[0])).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(data.rows.map((row) => row[5])).toEqual([58, 57, 57, 57, 57, 57, 57])
  })

  it('puts decimals where they are written', async () => {
    await project.database.run(
      `CREATE OR REPLACE TABLE raw.tenths AS SELECT (i / 10.0)::DOUBLE AS v FROM range(11) t(i)`
    )
    const data = await readChart(
      project,
      ChartIntent.parse({ kind: 'histogram', table: { schema: 'raw', name: 'tenths' }, x: { column: 'v', bins: 10 } })
    )
    expect(data.rows.map((row) => [row[0], row[5]])).toEqual([
      [0, 1],
      [0.1, 1],
      [0.2, 1],
      [0.3, 1],
      [0.4, 1],
      [0.5, 1],
      [0.6, 1],
      [0.7, 1],
      [0.8, 1],
      [0.9, 2]
    ])
  })

  it('survives one value, and no value', async () => {
    await project.database.run(`CREATE OR REPLACE TABLE raw.one AS SELECT 42 AS v, NULL::DOUBLE AS nothing`)
    const one = await readChart(
      project,
      ChartIntent.parse({ kind: 'histogram', table: { schema: 'raw', name: 'one' }, x: { column: 'v' } })
    )
    expect(one.rows).toEqual([[42, 43, null, 0, 1, 1]])
    const none = await readChart(
      project,
      ChartIntent.parse({ kind: 'histogram', table: { schema: 'raw', name: 'one' }, x: { column: 'nothing' } })
    )
    expect(none.rows).toEqual([])
  })
})

describe('scatter plots', () => {
  it('shows equal pairs as one point with its number of rows', async () => {
    const data = await read({ kind: 'scatter', x: { column: 'score' }, y: { column: 'score', aggregate: 'mean' } })
    expect(data.rows).toHaveLength(7)
    expect(data.rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(400)
    expect(data.sample).toBeNull()
  })

  it('draws the same 5,000 rows each time when there are more', async () => {
    await project.database.run(`CREATE OR REPLACE TABLE raw.many AS SELECT i AS x, i * 2 AS y FROM range(20000) t(i)`)
    const intent = ChartIntent.parse({
      kind: 'scatter',
      table: { schema: 'raw', name: 'many' },
      x: { column: 'x' },
      y: { column: 'y', aggregate: 'mean' }
    })
    const [one, two] = [await readChart(project, intent), await readChart(project, intent)]
    expect(one.sample).toEqual({ shown: 5000, of: 20000 })
    expect(one.rows).toEqual(two.rows)
    expect(one.notes[0]?.en).toContain('5,000')
  })
})

describe('saved charts', () => {
  it('are saved, changed, removed, and undone', async () => {
    const intent = ChartIntent.parse({ kind: 'bar', table, x: { column: 'segment' }, title: 'Un titre' })
    const saved = await saveChart(project, intent)
    await updateChart(project, saved.id, { ...intent, title: 'Un autre' })
    expect((await listCharts(project)).map((chart) => chart.intent.title)).toEqual(['Un autre'])
    await removeChart(project, saved.id)
    expect(await listCharts(project)).toEqual([])
    await project.undo()
    await project.undo()
    expect((await listCharts(project)).map((chart) => chart.intent.title)).toEqual(['Un titre'])
    await saveChart(project, { ...intent, title: ' ', y: { aggregate: 'mean', column: 'amount' } })
    expect((await listCharts(project)).map(({ name }) => name)).toEqual([
      { fr: 'Un titre', en: 'Un titre' },
      { fr: 'Moyenne de «\u00a0amount\u00a0» par «\u00a0segment\u00a0»', en: 'Mean of “amount” by “segment”' }
    ])
  })

  it('refuses to keep a chart on a column that is not there', async () => {
    await expect(
      saveChart(project, ChartIntent.parse({ kind: 'bar', table, x: { column: 'nope' } }))
    ).rejects.toMatchObject({ data: { kind: 'not_found' } })
  })
})

describe('a query of the user in place of a table', () => {
  const query = 'SELECT segment, city AS ville, amount AS euros FROM raw.trips WHERE score > 3 -- les notes hautes'

  it.each([
    { kind: 'bar', x: { column: 'ville' }, y: { column: 'euros', aggregate: 'sum' }, colour: 'segment' },
    { kind: 'histogram', x: { column: 'euros' } },
    { kind: 'line', x: { column: 'euros' }, y: { aggregate: 'count' } },
    { kind: 'scatter', x: { column: 'euros' }, y: { column: 'euros', aggregate: 'count' } }
  ] as const)('is drawn as a table is: $kind', async (intent) => {
    const data = ChartData.parse(await read({ ...intent, query } as never))
    const [truth] = await project.rows<{ n: number }>('SELECT count(*) AS n FROM raw.trips WHERE score > 3')
    expect(data.n).toBe(truth?.n)
    expect(data.evidence.table).toBeNull()
    expect(await gateSelect(project, data.evidence.sql)).toBe(data.evidence.sql)
    const rows = await project.rows(`SELECT count(*) AS n FROM (${data.evidence.rowsSql})`)
    expect(rows).toEqual([{ n: truth?.n }])
  })

  it('is kept, and refused where it is not one SELECT', async () => {
    const intent = ChartIntent.parse({ kind: 'bar', table, query, x: { column: 'ville' } })
    const saved = await saveChart(project, intent)
    expect((await listCharts(project)).find(({ id }) => id === saved.id)?.intent.query).toBe(query)
    await removeChart(project, saved.id)
    await expect(readChart(project, { ...intent, query: 'DROP TABLE raw.trips' })).rejects.toMatchObject({
      data: { kind: 'refused' }
    })
    await expect(readChart(project, { ...intent, query: 'SELECT vile FROM raw.trips' })).rejects.toMatchObject({
      data: { kind: 'input', place: { line: 1, column: 8 } }
    })
  })
})
