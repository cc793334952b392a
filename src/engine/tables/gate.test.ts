import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect, shapeOf } from './index'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-gate-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(`CREATE TABLE raw.t AS SELECT i AS a, 'v' || i % 3 AS b FROM range(5) s(i)`)
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const shape = (sql: string) => shapeOf(project, { kind: 'query', sql })
const kindOf = (sql: string): Promise<string> =>
  shape(sql).then(
    () => 'passed',
    (error: { data?: { kind?: string } }) => error.data?.kind ?? 'not an error for users'
  )

describe('refused, whatever they are dressed in', () => {
  test.each([
    `COPY raw.t TO 'out.csv'`,
    `COPY raw.t TO 'out.csv' (USE_TMP_FILE false)`,
    `ATTACH 'other.db'`,
    `DETACH p`,
    `INSTALL httpfs`,
    `LOAD httpfs`,
    `PRAGMA database_list`,
    `PRAGMA enable_profiling`,
    `SET threads = 1`,
    `RESET threads`,
    `EXPORT DATABASE 'out'`,
    `IMPORT DATABASE 'out'`,
    `CALL duckdb_settings()`,
    `CHECKPOINT`,
    `EXPLAIN ANALYZE SELECT 1`,
    `CREATE TABLE raw.u AS SELECT 1`,
    `INSERT INTO raw.t VALUES (9, 'x')`,
    `UPDATE raw.t SET a = 0`,
    `DELETE FROM raw.t`,
    `DROP TABLE raw.t`,
    `ALTER TABLE raw.t RENAME TO u`,
    `PREPARE q AS SELECT 1`,
    `EXECUTE q`,
    `BEGIN`,
    `VACUUM`,
    `USE p`,
    `SELECT 1; DROP TABLE raw.t`,
    `SELECT 1;;SELECT 2`,
    `SELECT 1; -- \n DELETE FROM raw.t`,
    `/* SELECT */ DROP TABLE raw.t -- SELECT`,
    `SELECT 1 /* /* */ ; */ ; DROP TABLE raw.t`,
    `SELECT 1 \0; DROP TABLE raw.t`,
    `FROM read_text('/etc/passwd')`,
    `SELECT * FROM read_blob('/etc/passwd')`,
    `FROM read_csv('/etc/passwd')`,
    `FROM read_csv_auto(['/etc/passwd'])`,
    `FROM read_json('/etc/passwd')`,
    `FROM read_parquet('/etc/passwd')`,
    `FROM parquet_metadata('/etc/passwd')`,
    `FROM sniff_csv('/etc/passwd')`,
    `FROM glob('/etc/*')`,
    `FROM query('SELECT 1')`,
    `FROM query_table('raw.t')`,
    `FROM json_execute_serialized_sql('{}')`,
    `FROM seq_scan('t')`,
    `SELECT current_setting('temp_directory')`,
    `SELECT ('temp_directory').current_setting()`,
    `SELECT system.main.current_setting('temp_directory')`,
    `SELECT list_transform(['home_directory'], n -> current_setting(n))`,
    `SELECT (SELECT value FROM duckdb_settings() LIMIT 1)`,
    `WITH s AS (FROM duckdb_secrets()) SELECT count(*) FROM s`,
    `SELECT 1 WHERE EXISTS (FROM duckdb_logs())`,
    `FROM duckdb_databases()`,
    `FROM duckdb_databases`,
    `FROM duckdb_logs`,
    `FROM pg_catalog.pg_settings`,
    `FROM pg_settings`,
    `SUMMARIZE pg_catalog.pg_settings`,
    `DESCRIBE pg_settings`,
    `FROM pragma_database_list`,
    `FROM PRAGMA_USER_AGENT()`,
    `FROM scratch.main.rows_1`,
    `SELECT pg_sleep(30)`,
    `SELECT sleep_ms(30000)`,
    `SELECT write_log('x')`
  ])('%s', async (sql) => expect(await kindOf(sql)).toBe('refused'))

  test.each([`FROM '/etc/passwd'`, `FROM '/etc/hosts.csv'`, `FROM '../../x.parquet'`, `SUMMARIZE '/etc/passwd'`])(
    'a file in the place of a table is no table: %s',
    async (sql) => expect(['refused', 'input']).toContain(await kindOf(sql))
  )

  test('files in the staging directory are no tables either', async () => {
    await project.database.run(`COPY (SELECT 1 AS secret) TO '${join(project.staging, 'x.csv')}'`)
    expect(await kindOf(`FROM '${join(project.staging, 'x.csv')}'`)).toBe('refused')
    expect(await kindOf(`FROM '${join(project.staging, 'x')}'.csv`)).not.toBe('passed')
    await project.database.run('CREATE TABLE raw."a.csv" AS SELECT 1 AS x')
    expect(await kindOf('FROM raw."a.csv"')).toBe('passed')
  })

  test('every view of DuckDB itself is judged: none that passes tells of anything outside the project', async () => {
    const views = await project.rows<{ name: string }>(
      `SELECT DISTINCT schema_name || '.' || view_name AS name FROM duckdb_views() WHERE internal AND schema_name <> 'information_schema' ORDER BY 1`
    )
    const passed: string[] = []
    for (const { name } of views) if ((await kindOf(`FROM ${name}`)) === 'passed') passed.push(name)
    expect(passed).toEqual([
      'main.duckdb_columns',
      'main.duckdb_constraints',
      'main.duckdb_indexes',
      'main.duckdb_schemas',
      'main.duckdb_tables',
      'main.duckdb_types',
      'main.duckdb_views'
    ])
  })

  test('nothing of all this changed the project', async () => {
    expect(await project.rows('SELECT count(*) AS n FROM raw.t')).toEqual([{ n: 5 }])
  })
})

describe('syntax', () => {
  test.each(['', ' ', ';', '-- rien', '/* rien */;'])('an empty query is said to be empty: %j', async (sql) => {
    await expect(gateSelect(project, sql)).rejects.toMatchObject({
      data: { kind: 'input', message: { fr: 'La requête est vide.' } }
    })
  })

  test('an error keeps its line and column, also behind letters of two bytes', async () => {
    await expect(gateSelect(project, `SELECT 'é€😀',\n  'é', FROM FROM`)).rejects.toMatchObject({
      data: { kind: 'input', place: { line: 2, column: 13 } }
    })
  })

  test('a PIVOT without its values says how to write it', async () => {
    await expect(gateSelect(project, 'PIVOT raw.t ON b USING sum(a)')).rejects.toMatchObject({
      data: { kind: 'refused', hint: { fr: expect.stringContaining('IN (') } }
    })
  })

  test.each([
    `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
    `SELECT ${'NOT '.repeat(40_000)}true`,
    `SELECT 1${'+1'.repeat(90_000)}`,
    `SELECT ${'['.repeat(90_000)}${']'.repeat(90_000)}`,
    '('.repeat(190_000)
  ])('deep nesting is an error, never a crash: %#', async (sql) => {
    expect(await kindOf(sql)).toBe('input')
    expect(await kindOf('SELECT 1')).toBe('passed')
  })
})

describe('huge work', () => {
  test.each([
    'WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT count(*) FROM r',
    'SELECT count(*) FROM range(1000000000000) a',
    'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range <> b.range'
  ])('is stopped within a second, and the engine goes on: %s', async (sql) => {
    const stop = new AbortController()
    const running = shapeOf(project, { kind: 'query', sql }, stop.signal)
    setTimeout(() => stop.abort(), 200)
    await expect(running).rejects.toMatchObject({ data: { kind: 'cancelled' } })
    const freed = performance.now()
    expect((await shape('SELECT 1')).rows).toBe(1)
    expect(performance.now() - freed).toBeLessThan(1_000)
  })

  test.each([0, 1, 2, 5])('a stop that comes %i ms after the start is not lost', async (delay) => {
    const stop = new AbortController()
    const running = project.rows('SELECT count(*) AS n FROM range(1000000000000)', { signal: stop.signal })
    setTimeout(() => stop.abort(), delay)
    await expect(running).rejects.toMatchObject({ data: { kind: 'cancelled' } })
  })

  test('has a time limit of its own, told as a limit', async () => {
    const endless = { kind: 'query' as const, sql: 'SELECT count(*) FROM range(1000000000000) a' }
    await expect(shapeOf(project, endless, undefined, 150)).rejects.toMatchObject({
      data: { kind: 'limit', hint: { fr: expect.stringContaining('LIMIT') } }
    })
  })

  test.each([
    `SELECT repeat('x', 1000000000)`,
    `SELECT length(range(1000000000))`,
    `SELECT lpad('x', 1000000000, 'y')`
  ])('one value that swells in a single step is refused: %s', async (sql) => expect(await kindOf(sql)).toBe('limit'))
})

describe('legal', () => {
  test.each([
    ['SELECT * FROM raw.t', 5],
    ['SELECT * FROM raw.t;', 5],
    ['SELECT * FROM raw.t; -- fin', 5],
    ['-- début\nSELECT 1 /* milieu */ ; ; /* fin; /* encore */ */', 1],
    [`SELECT ';--' AS a, "b", $$ ; -- $$ AS c FROM raw.t -- fin`, 5],
    [`SELECT E'\\';--' AS a;`, 1],
    ['WITH x AS (SELECT * FROM raw.t) SELECT count(*) FROM x', 1],
    ['WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 4) FROM r', 4],
    ['SELECT a FROM raw.t UNION SELECT 77', 6],
    ['SELECT a, row_number() OVER (PARTITION BY b ORDER BY a) FROM raw.t', 5],
    ['SELECT list_transform([1, 2], x -> x + 1)', 1],
    ['SELECT list_filter([1, 2], lambda x: x > 1)', 1],
    [`PIVOT raw.t ON b IN ('v0', 'v1') USING sum(a) GROUP BY a`, 5],
    ['UNPIVOT (SELECT a, a + 1 AS c FROM raw.t) ON a, c INTO NAME n VALUE v', 10],
    ['SUMMARIZE raw.t', 2],
    ['DESCRIBE raw.t', 2],
    ['DESCRIBE SELECT 1', 1],
    ['FROM raw.t', 5],
    ['FROM raw.t SELECT a WHERE a > 2', 2],
    ['TABLE raw.t', 5],
    ['VALUES (1), (2)', 2],
    [`SELECT repeat('é', 3) FROM range(2)`, 2],
    ['SELECT unnest([1, 2, 3])', 3],
    ['SELECT a FROM raw.t QUALIFY rank() OVER (ORDER BY a) < 3', 2],
    ['SELECT count(*) FROM duckdb_columns()', 1]
  ] as const)('%s', async (sql, rows) => expect((await shape(sql)).rows).toBe(rows))
})
