import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pinFinding } from '../findings/pin'
import { closeProject, openProject, type Project } from '../project'
import { shapeOf } from '../tables'
import { queryEvidence } from './evidence'
import { explainQuery } from './explain'
import { runAndNote } from './run'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-evidence-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT i AS id, 'v' || i % 3 AS ville, i / 2.0 AS note, DATE '2024-01-01' + i::INTEGER AS jour FROM range(100) s(i)`
  )
  await project.database.run(
    'CREATE TABLE raw.paire AS SELECT 1 AS id; CREATE TABLE clean.paire AS SELECT 2 AS id, 3 AS "Note"'
  )
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
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

  test.each([
    ['SELECT ville, avg(note) AS moyenne FROM raw.t GROUP BY ville', 'moyenne par ville – t', 'moyenne by ville – t'],
    [
      "SELECT avg(note) AS value, count(*) AS n FROM raw.t WHERE jour > DATE '2024-01-05'",
      'moyenne de note, nombre de lignes – t, selon jour',
      'mean of note, number of rows – t, chosen by jour'
    ],
    [
      'SELECT count(DISTINCT ville) FROM raw.t',
      'nombre de valeurs différentes de ville – t',
      'number of different values of ville – t'
    ],
    [
      'SELECT sum(DISTINCT note), avg(DISTINCT note) FROM raw.t',
      'somme des valeurs différentes de note, moyenne des valeurs différentes de note – t',
      'sum of different values of note, mean of different values of note – t'
    ],
    [
      'SELECT count(*) FILTER (WHERE note >= 9), avg(note) FILTER (note > id) AS value, count(*) FROM raw.t',
      'nombre de lignes (selon note), moyenne de note (selon note, id), nombre de lignes – t',
      'number of rows (chosen by note), mean of note (chosen by note, id), number of rows – t'
    ],
    [
      "SELECT * FROM raw.t WHERE id < 3 AND ville = 'v1'",
      'lignes – t, selon id, ville',
      'rows – t, chosen by id, ville'
    ],
    ['SELECT id, note FROM raw.t UNION ALL SELECT id, 1 FROM raw.paire', 'id, note – t, paire', 'id, note – t, paire'],
    [
      'WITH h AS (SELECT * FROM raw.t) SELECT max(note) AS "plus haute", ville FROM h GROUP BY ALL',
      'plus haute par ville – t',
      'plus haute by ville – t'
    ],
    [
      'SELECT id, id + 1, note, ville, jour, note * 2 FROM raw.t',
      'id, (id + 1), note, ville… – t',
      'id, (id + 1), note, ville… – t'
    ]
  ])('is titled by what it asks: %s', async (sql, fr, en) => {
    expect((await queryEvidence(project, sql)).title).toEqual({ fr, en })
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
    await expect(runAndNote(project, 'SELECT id FROM t')).rejects.toMatchObject({ data: { hint: { fr: expect.stringContaining('« raw.t »') as string } } }) // prettier-ignore
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
