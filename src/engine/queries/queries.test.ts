import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorData, PlanStep } from '../../contract'
import { ChantierError } from '../errors'
import { closeProject, openProject, type Project } from '../project'
import { readPage, shapeOf } from '../tables'
import { explainQuery } from './explain'
import { listFunctions } from './functions'
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
    [
      'SELECT sum(ville) FROM raw.t',
      'sum(ville) FROM raw.t',
      '« sum » ne s’applique pas à des valeurs de ces types : texte',
      'TRY_CAST'
    ],
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
    const placed = await failure('SELECT id FROM raw.t ORDER BY 9')
    expect([placed.detail?.includes('LINE'), placed.message.en.includes('LINE')]).toEqual([true, false])
  })

  test('a page says the same as the query', async () => {
    const sql = 'SELECT ville::INT AS v FROM raw.t'
    await expect(readPage(project, { source: { kind: 'query', sql }, offset: 0, limit: 10 })).rejects.toMatchObject({
      data: { message: { fr: expect.stringContaining('ne se lit pas') as string }, place: { line: 1 } }
    })
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
