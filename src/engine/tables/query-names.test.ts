import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeProject, openProject, type Project } from '../project'
import { readNames, tableMentions, withSchemas } from './query-names'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'query-names-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT 1 AS id, 'a' AS ville, 2.5 AS note, [1, 2] AS liste, {'ville': 'b'} AS lieu;
CREATE TABLE clean.t AS SELECT * FROM raw.t; CREATE TABLE clean.u AS SELECT 1 AS id, 'x' AS zone;
CREATE TABLE clean."drôle ""de"" nom" AS SELECT 1 AS "a.b", 2 AS "select"`
  )
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

test.each([
  // An alias is no column of the table, where it stands before one and where it stands for one.
  ['SELECT id AS ville FROM t', 't.id'],
  ['SELECT id AS ville FROM t ORDER BY ville, lower(ville)', 't.id'],
  ['SELECT id AS ville FROM t WHERE ville = 3', 't.id t.ville'],
  ['SELECT count(*) AS note, zone FROM u GROUP BY ALL HAVING note > 1', 'u.zone'],
  ['SELECT id AS zone, (SELECT max(zone) FROM u) AS m FROM t', 't.id u.zone'],
  // What a subquery or a WITH clause calls so is what it was made of.
  ['SELECT ville FROM (SELECT id AS ville FROM t) AS s', 't.id'],
  ['WITH c AS (SELECT id AS ville FROM t) SELECT ville, c.ville FROM c', 't.id'],
  ['WITH c(note) AS MATERIALIZED (SELECT id FROM t) SELECT note FROM c ORDER BY note', 't.id'],
  ['WITH c AS (SELECT 1 AS ville) SELECT ville, zone FROM c, u', 'u.zone'],
  ['SELECT ville FROM (SELECT * FROM t)', 't.ville'],
  ['SELECT s.ville FROM (SELECT * EXCLUDE (id) FROM t) AS s', 't.ville'],
  ['SELECT id FROM t UNION ALL SELECT id FROM u ORDER BY id', 't.id u.id'],
  ['SELECT ville FROM (SELECT ville FROM t UNION SELECT zone FROM u)', 't.ville u.zone'],
  // A WITH clause hides a table of its name; one of a schema is the table.
  ['WITH t AS (SELECT zone AS ville FROM u) SELECT ville FROM t', 'u.zone'],
  ['WITH t AS (SELECT zone FROM u) SELECT ville FROM clean.t', 'u.zone t.ville'],
  ['WITH t AS (SELECT ville FROM t) SELECT ville FROM t', 't.ville'],
  ['WITH RECURSIVE r(ville) AS (SELECT id FROM t UNION ALL SELECT ville + 1 FROM r WHERE ville < 3) SELECT ville FROM r', 't.id'], // prettier-ignore
  // Owners, quoted names, parts of values, lambdas, correlation, joins.
  ['SELECT a.id, b.id FROM t AS a JOIN u AS b USING (id)', 't.id u.id'],
  ['SELECT T.ID, clean.t."ville", t.lieu.ville FROM t', 't.id t.ville t.lieu'],
  ['SELECT list_transform(liste, lambda ville: ville + 1) FROM t', 't.liste'],
  ['SELECT zone FROM u WHERE EXISTS (SELECT 1 FROM t WHERE t.id = u.id AND note > 2)', 'u.zone t.id u.id t.note'],
  ['SELECT "a.b", "select" FROM "drôle ""de"" nom"', 'drôle "de" nom.a.b drôle "de" nom.select'],
  [`SELECT 'ville FROM raw.t' AS x /* note */ FROM t -- id`, ''],
  ['SELECT x.ville FROM t AS x(ville, id)', 't.id'],
  ['SELECT ville FROM (VALUES (1)) AS v(ville)', ''],
  ['FROM t PIVOT (sum(note) FOR ville IN (1, 2) GROUP BY id)', 't.note t.ville'],
  ['SELECT k.ville FROM t, LATERAL (SELECT t.id AS ville) AS k', 't.id']
])('%s names %s', async (sql, expected) => {
  const { columns, isQuery } = await readNames(project, sql)
  expect(isQuery).toBe(true)
  const told = columns.map(({ table, column }) => `${table.name}.${column}`)
  expect(told.sort().join(' ')).toBe(
    expected &&
      expected
        .split(/ (?=[tu]\.|drôle)/)
        .sort()
        .join(' ')
  )
})

test.each([
  ['WITH c AS MATERIALIZED (SELECT id FROM t) SELECT c.id FROM c, c AS d', 'WITH c AS MATERIALIZED (SELECT id FROM clean.t) SELECT c.id FROM c, c AS d'], // prettier-ignore
  [`SELECT 'é FROM t' AS "t" FROM t -- FROM t`, `SELECT 'é FROM t' AS "t" FROM clean.t -- FROM t`],
  ['SELECT (SELECT max(id) FROM u) FROM "T" UNION SELECT id FROM raw.t', 'SELECT (SELECT max(id) FROM clean.u) FROM clean."T" UNION SELECT id FROM raw.t'], // prettier-ignore
  ['FROM t PIVOT (sum(note) FOR ville IN (1, 2))', 'FROM clean.t PIVOT (sum(note) FOR ville IN (1, 2))']
])('%s gets the schemas of its tables once', async (sql, expected) => {
  const mentions = await tableMentions(project, sql)
  expect(new Set(mentions.map(({ offset }) => offset)).size).toBe(mentions.length)
  expect(withSchemas(sql, mentions)).toBe(expected)
  if (!sql.includes('PIVOT')) await project.rows(expected)
})
