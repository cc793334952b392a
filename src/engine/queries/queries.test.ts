import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorData, PlanStep } from '../../contract'
import { Database } from '../db'
import { ChantierError } from '../errors'
import { pinFinding } from '../findings/pin'
import { closeProject, openProject, Project } from '../project'
import { readPage, shapeOf } from '../tables'
import { queryEvidence } from './evidence'
import { explainQuery } from './explain'
import { listFunctions } from './functions'
import { forgetQueries, MOST_PAST_QUERIES, noteQuery, pastQueries } from './history'
import { runAndNote } from './run'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-queries-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT i AS id, 'v' || i % 3 AS ville, i / 2.0 AS note, DATE '2024-01-01' + i::INTEGER AS jour FROM range(100) s(i)`
  )
  await project.database.run(
    'CREATE TABLE raw.paire AS SELECT 1 AS id; CREATE TABLE clean.paire AS SELECT 2 AS id, 3 AS "Note"'
  )
  await project.database.run(`CREATE TABLE raw.u AS SELECT i AS id, 'x' AS nom FROM range(3) s(i)`)
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

async function failure(sql: string): Promise<ErrorData> {
  try {
    await runAndNote(project, sql)
  } catch (error) {
    if (error instanceof ChantierError) return error.data
    throw error
  }
  throw new Error(`expected to fail: ${sql}`)
}

/** What stands in the query at the place of its error. */
async function at(sql: string): Promise<string> {
  const { place } = await failure(sql)
  if (!place?.line) return 'no place'
  return (sql.split('\n')[place.line - 1] ?? '').slice((place.column ?? 1) - 1)
}

describe('errors, in plain words and at their place', () => {
  test.each([
    ['SELECT vile FROM raw.t', 'vile FROM raw.t', 'La colonne « vile » n’existe pas', 'Vouliez-vous dire « ville »'],
    ['SELECT *\nFROM raw.t\nWHERE vile = 1', 'vile = 1', 'La colonne « vile »', '« ville »'],
    ['\n\n  SELECT\n  vile FROM raw.t', 'vile FROM raw.t', 'La colonne « vile »', '« ville »'],
    ['   SELECT vile FROM raw.t', 'vile FROM raw.t', 'La colonne « vile »', '« ville »'],
    ['SELECT t.vile FROM raw.t', 't.vile FROM raw.t', 'La colonne « vile »', '« ville »'],
    ['SELECT 1,\n nulle', 'nulle', 'FROM manque', 'Ajoutez FROM'],
    ['SELECT z.id FROM raw.t', 'z.id FROM raw.t', 'aucune table du nom de « z »', '« t »'],
    ['SELECT * FROM raw.tt', 'raw.tt', 'La table « tt » n’existe pas', '« t »'],
    ['SELECT * FROM t', 't', 'La table « t » n’existe pas', '« raw.t »'],
    ['SELECT * FROM paires', 'paires', 'La table « paires » n’existe pas', '« paire »'],
    ['SELECT id FROM raw.t, raw.u', 'id FROM raw.t, raw.u', 'plusieurs tables', 't.id ou u.id'],
    ['SELECT ville, count(*) FROM raw.t', 'ville, count(*) FROM raw.t', 'ni groupée ni agrégée', 'GROUP BY ALL'],
    ['SELECT 1 FROM raw.t WHERE count(*) > 1', 'count(*) > 1', 'WHERE ne peut pas contenir', 'HAVING'],
    ['SELECT sum(ville) FROM raw.t', 'sum(ville) FROM raw.t', '« sum » ne s’applique pas à VARCHAR', 'TRY_CAST'],
    ['SELECT summ(id) FROM raw.t', 'summ(id) FROM raw.t', 'La fonction « summ » n’existe pas', '« sum »'],
    [`SELECT * FROM raw.t WHERE id = 'abc'`, `'abc'`, '« abc » ne se lit pas comme un nombre entier', 'TRY_CAST'],
    ['SELECT ville::INT FROM raw.t', '::INT FROM raw.t', '« v0 » (colonne « ville ») ne se lit pas', 'TRY_CAST'],
    [`SELECT * FROM raw.t WHERE jour > '2024'`, `'2024'`, '« 2024 » n’est pas une date', 'DATE'],
    ['SELECT * FROM raw.t JOIN raw.u USING (nom)', 'nom)', '« nom » n’est pas dans les deux tables', 'ON'],
    ['SELECT * fro raw.t', 'raw.t', 'Erreur de syntaxe à « raw »', 'mot-clé'],
    ['SELECT 1 +', '', 'La requête s’arrête trop tôt', 'fin'],
    [`SELECT 'a FROM t`, `'a FROM t`, 'entre apostrophes n’est pas fermé', ''],
    ['SELECT 1;\n SELECT 2', 'SELECT 2', 'plusieurs requêtes', 'Sélectionnez'],
    [
      `SELECT ${'abs(id), '.repeat(30)}vile, ${'abs(id), '.repeat(30)} 1 FROM raw.t`,
      `vile, ${'abs(id), '.repeat(30)} 1 FROM raw.t`,
      'La colonne « vile »',
      '« ville »'
    ],
    [`SELECT 'é🐌', vile FROM raw.t`, 'vile FROM raw.t', 'La colonne « vile »', '« ville »']
  ])('%s', async (sql, place, message, hint) => {
    const data = await failure(sql)
    expect(data.message.fr).toContain(message)
    expect(data.message.en).not.toBe(data.message.fr)
    expect(data.hint?.fr ?? '').toContain(hint)
    expect(await at(sql)).toBe(place)
    expect(data.sql).toBe(sql)
  })

  test('what is not known keeps the words of the database', async () => {
    const data = await failure("SELECT error('cassé') FROM raw.t")
    expect(data.message.fr).toContain('cassé')
    const placed = await failure('SELECT id FROM raw.t QUALIFY 1 OVER ()')
    expect([placed.detail?.includes('LINE'), placed.message.en.includes('LINE')]).toEqual([true, false])
  })

  test('a page says the same as the query', async () => {
    const sql = 'SELECT ville::INT AS v FROM raw.t'
    await expect(readPage(project, { source: { kind: 'query', sql }, offset: 0, limit: 10 })).rejects.toMatchObject({
      data: { message: { fr: expect.stringContaining('ne se lit pas') as string }, place: { line: 1 } }
    })
  })
})

describe('a table named without a schema', () => {
  const first = async (sql: string): Promise<number | null | undefined> => {
    const { rows } = await runAndNote(project, sql)
    expect(rows).toBe(1)
    return (await project.rows<{ id: number }>(sql))[0]?.id
  }

  test('is the prepared one, and raw rows only where they are written so', async () => {
    expect(await first('SELECT id FROM paire')).toBe(2)
    expect(await first('SELECT id FROM clean.paire')).toBe(2)
    expect(await first('SELECT id FROM raw.paire')).toBe(1)
    expect(await first('SELECT paire.id FROM "PAIRE"')).toBe(2)
    expect((await failure('SELECT id FROM t')).hint?.fr).toContain('« raw.t »')
  })

  test('is told so by its plan, its evidence, its finding and a chart of it', async () => {
    const sql = 'SELECT max(id) AS value, count(*) AS n FROM paire WHERE note = 3 -- été'
    const plan = await explainQuery(project, 'SELECT id FROM paire', false)
    expect(JSON.stringify(plan)).toContain('clean.paire')
    const evidence = await queryEvidence(project, sql)
    expect(evidence).toMatchObject({ table: { schema: 'clean', name: 'paire' }, columns: ['id', 'Note'], n: 1 })
    expect(evidence.sql).toBe('SELECT max(id) AS value, count(*) AS n FROM clean.paire WHERE note = 3')
    expect(evidence.definition.fr).toContain('clean.paire')
    const finding = await pinFinding(project, { title: 'Bare', kind: 'query', evidence: { ...evidence, sql } })
    expect(finding).toMatchObject({
      figure: { value: 2, n: 1 },
      tables: [{ table: { schema: 'clean', name: 'paire' } }]
    })
  })

  test('is none where the query itself gave something that name; a subquery named as the table that it reads is one', async () => {
    const hidden = 'WITH paire AS (SELECT 7 AS id FROM raw.t) SELECT id FROM paire LIMIT 1'
    expect(await first(hidden)).toBe(7)
    expect(await queryEvidence(project, hidden)).toMatchObject({ sql: hidden, table: { schema: 'raw', name: 't' } })
    const within = 'WITH paire AS (SELECT id FROM paire) SELECT id FROM paire'
    expect(await first(within)).toBe(2)
    expect((await queryEvidence(project, within)).sql).toBe(
      'WITH paire AS (SELECT id FROM clean.paire) SELECT id FROM paire'
    )
    const circle = 'WITH RECURSIVE paire AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM paire WHERE id < 3) SELECT max(id) AS id FROM paire' // prettier-ignore
    await expect(queryEvidence(project, circle)).rejects.toMatchObject({ data: { kind: 'input' } })
  })
})

describe('history', () => {
  test('keeps what came of each query, the latest first; it can be forgotten, undo knows nothing of it', async () => {
    await forgetQueries(project)
    const before = await project.info()
    const { rows, milliseconds } = await runAndNote(project, 'SELECT * FROM raw.t')
    await failure('SELECT vile FROM raw.t')
    await runAndNote(project, 'SELECT * FROM raw.t')
    expect(rows).toBe(100)
    expect(milliseconds).toBeGreaterThan(0)
    const past = await pastQueries(project)
    expect(past.map(({ sql, rows: n, columns }) => [sql, n, columns])).toEqual([
      ['SELECT * FROM raw.t', 100, 4],
      ['SELECT vile FROM raw.t', null, null]
    ])
    expect(past[1]?.error?.fr).toContain('vile')
    expect(Math.abs(Date.parse(past[0]?.at ?? '') - Date.now())).toBeLessThan(60_000)
    expect(await project.info()).toEqual(before)
    await forgetQueries(project, past[1]?.id)
    expect(await pastQueries(project)).toHaveLength(1)
  })

  test('keeps each of those that end together', async () => {
    await forgetQueries(project)
    await project.database.run(
      `INSERT INTO chantier.query SELECT 'x' || i, TIMESTAMP '2020-01-01' + i * INTERVAL 1 SECOND, 'SELECT ' || i, 1, 1, 1, NULL FROM range(${MOST_PAST_QUERIES}) s(i)`
    )
    const names = Array.from({ length: 12 }, (_, i) => `SELECT ${i % 6} AS ensemble`)
    await Promise.all(names.map((sql) => noteQuery(project, { sql, at: new Date().toISOString(), milliseconds: 1, rows: 1, columns: 1, error: null }))) // prettier-ignore
    const past = (await pastQueries(project)).map(({ sql }) => sql)
    expect(past.slice(0, 6).sort()).toEqual(names.slice(0, 6))
    expect(past).toHaveLength(MOST_PAST_QUERIES)
    await forgetQueries(project)
  })

  test('survives closing the project, and keeps so many', async () => {
    const file = join(folder, 'again.chantier')
    const first = await openProject(file, { create: true })
    for (let n = 0; n < 3; n++) await runAndNote(first, `SELECT ${n} AS "l'an"`)
    await closeProject(first)
    const second = await openProject(file)
    expect((await pastQueries(second)).map(({ sql }) => sql)).toEqual([2, 1, 0].map((n) => `SELECT ${n} AS "l'an"`))
    await second.database.run(
      `INSERT INTO chantier.query SELECT 'x' || i, TIMESTAMP '2020-01-01' + i * INTERVAL 1 SECOND, 'SELECT ' || i, 1, 1, 1, NULL FROM range(600) s(i)`
    )
    await noteQuery(second, {
      sql: 'SELECT 9',
      at: new Date().toISOString(),
      milliseconds: 1,
      rows: 1,
      columns: 1,
      error: null
    })
    expect(await second.rows('SELECT count(*) AS n FROM chantier.query')).toEqual([{ n: MOST_PAST_QUERIES }])
    await closeProject(second)
  })
})

describe('functions', () => {
  test('those that a query may call, with how they are written; every one passes the gate', async () => {
    const functions = await listFunctions(project)
    const named = (name: string) => functions.filter((one) => one.name === name)
    expect(named('date_trunc')[0]?.signatures.join('\n')).toContain('date_trunc(part VARCHAR')
    expect(named('median')[0]).toMatchObject({ kind: 'aggregate', doc: expect.stringContaining('middle') as string })
    expect(named('split_part')).toHaveLength(1)
    for (const refused of [
      'read_csv',
      'getenv',
      'current_setting',
      'glob',
      'query',
      'sleep_ms',
      'json_execute_serialized_sql'
    ])
      expect(named(refused)).toEqual([])
    expect(functions.filter(({ name }) => name.startsWith('__'))).toEqual([])
    expect(functions.length).toBeGreaterThan(300)
  })
})

describe('plan', () => {
  const all = (steps: readonly PlanStep[]): PlanStep[] => steps.flatMap((step) => [step, ...all(step.steps)])

  test('is a tree in plain words, without running the query', async () => {
    const plan = await explainQuery(
      project,
      `SELECT ville, avg(note) FROM raw.t WHERE id > 5 GROUP BY ville ORDER BY 2`,
      false
    )
    const steps = all(plan.steps)
    expect(plan.seconds).toBeNull()
    expect(steps.map(({ words }) => words.fr)).toEqual(
      expect.arrayContaining([
        'Trie les lignes',
        'Regroupe les lignes et calcule des agrégats',
        'Lecture des lignes d’une table'
      ])
    )
    expect(steps.every(({ seconds, rows }) => seconds === null && rows === null)).toBe(true)
    expect(
      steps
        .find(({ operator }) => operator.includes('SCAN'))
        ?.details.map(({ value }) => value)
        .join()
    ).toContain('id')
  })

  test('run, it tells the rows and time of each step', async () => {
    const plan = await explainQuery(project, `SELECT ville, count(*) FROM raw.t GROUP BY ville;`, true)
    const steps = all(plan.steps)
    expect(plan.seconds).toBeGreaterThan(0)
    expect(steps.some(({ rows }) => rows === 3)).toBe(true)
    expect(steps.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 5)
  })

  test('what is answered from what is known has a plan too', async () => {
    await project.database.run('CREATE TABLE raw.large AS SELECT i FROM range(200000) s(i)')
    await project.database.run('CHECKPOINT project')
    const plan = await explainQuery(project, 'SELECT count(*) AS n FROM raw.large', true)
    expect(plan.steps).not.toEqual([])
    expect(plan.seconds).toBeGreaterThan(0)
  })

  test('pairs of rows are told to cost', async () => {
    const plan = await explainQuery(project, 'SELECT count(*) FROM raw.t a, raw.t b WHERE abs(a.id - b.id) < 0', false)
    expect(
      all(plan.steps)
        .map(({ advice }) => advice?.fr ?? '')
        .join()
    ).toContain('égalité')
  })

  test.each(['DELETE FROM raw.t', 'SELECT 1; DROP TABLE raw.t', `SELECT * FROM read_csv('x.csv')`, 'ANALYZE SELECT 1'])(
    'never lets anything but a SELECT run: %s',
    async (sql) => {
      await expect(explainQuery(project, sql, true)).rejects.toMatchObject({ data: { sql } })
      expect(await shapeOf(project, { kind: 'query', sql: 'SELECT * FROM raw.t' })).toMatchObject({ rows: 100 })
    }
  )
})

describe('a query as evidence', () => {
  test('a figure opens the rows that it is made of', async () => {
    const sql = `SELECT avg(note) AS value, count(*) AS n FROM raw.t WHERE ville = 'v1'`
    const evidence = await queryEvidence(project, `${sql};`)
    expect(evidence).toMatchObject({ sql, n: 33, table: { schema: 'raw', name: 't' }, columns: ['ville', 'note'] })
    const rows = await shapeOf(project, { kind: 'query', sql: evidence.rowsSql ?? '' })
    expect([rows.rows, rows.columns.map(({ name }) => name)]).toEqual([33, ['id', 'ville', 'note', 'jour']])
    const finding = await pinFinding(project, { title: 'Moyenne', kind: 'query', evidence })
    expect(finding.figure).toMatchObject({ value: 24.5, n: 33 })
  })

  test.each([
    [`SELECT sum(note) AS value FROM (SELECT note FROM raw.t WHERE id < 10)`, 10, ['id', 'note']],
    [`SELECT count(*) AS value FROM raw.t WHERE ville IN (SELECT ville FROM raw.t WHERE id = 1)`, 33, ['id', 'ville']],
    // Not the figure of those rows: its groups, its own condition, a number that would be rounded.
    [`SELECT ville, count(*) AS value FROM raw.t GROUP BY ALL`, null, ['ville']],
    [`SELECT count(*) FILTER (WHERE note > 40) AS value FROM raw.t`, null, ['note']],
    [`SELECT count(*) AS value FROM raw.t WHERE id <> 9007199254740993`, null, ['id']]
  ])('%s', async (sql, n, columns) => {
    const evidence = await queryEvidence(project, sql)
    expect([evidence.n, evidence.columns]).toEqual([n, columns])
    if (n === null) expect(evidence.rowsSql).toBe(sql)
    else expect(await shapeOf(project, { kind: 'query', sql: evidence.rowsSql ?? '' })).toMatchObject({ rows: n })
  })

  test('names columns by what the query reads, not by how its text begins', async () => {
    await project.database.run(`CREATE TABLE raw.notes AS SELECT 'x' AS notes, 1 AS note`)
    const evidence = await queryEvidence(project, `SELECT notes, note AS "ville" FROM raw.notes -- id`)
    expect(evidence.columns).toEqual(['notes', 'note'])
  })

  test('counts the rows behind a figure no longer than a query may run', async () => {
    const sql = 'SELECT count(*) FROM range(100000) a(i), range(100000) b(j), raw.t WHERE a.i * b.j % 7 = t.id'
    await expect(queryEvidence(project, sql, undefined, 200)).rejects.toMatchObject({ data: { kind: 'limit' } })
  })

  test('a table of rows opens itself; what reads no table proves nothing', async () => {
    const sql = 'SELECT ville, count(*) AS n FROM raw.t GROUP BY ville'
    expect(await queryEvidence(project, sql)).toMatchObject({ sql, rowsSql: sql, n: null })
    await expect(queryEvidence(project, 'SELECT 1')).rejects.toMatchObject({ data: { kind: 'input' } })
  })
})

test('a file of an earlier version that cannot be written to keeps its queries while it is open', async () => {
  const path = join(folder, 'ancien.chantier')
  const made = await openProject(path, { create: true })
  await made.database.run('DROP TABLE chantier.query')
  await closeProject(made)
  const database = await Database.open(path, { staging: folder, readOnly: true })
  const old = new Project(database, path, 'ancien', folder, true, [], () => new Date())
  expect(await pastQueries(old)).toEqual([])
  await runAndNote(old, 'SELECT 1 AS un')
  expect(await pastQueries(old)).toMatchObject([{ sql: 'SELECT 1 AS un', rows: 1 }])
  await closeProject(old)
})
