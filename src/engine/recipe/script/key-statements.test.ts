import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { KEY_TABLE } from '../steps/pseudonymise'
import { keyStatements } from './key-statements'

/** The statements that the remark offers in the place of the two that follow it. */
function offered(isAttached: boolean): string[] {
  const [, remark] = keyStatements('fr', "l'été.chantier", isAttached)
  return (remark?.words ?? []).filter((line) => /^(ATTACH|CREATE) /.test(line))
}

test('where the script has attached the project, the remark does not have it attached again', () => {
  expect(offered(true)).toEqual([`CREATE TABLE ${KEY_TABLE} AS FROM project.${KEY_TABLE};`])
  const words = (['fr', 'en'] as const).map((language) =>
    keyStatements(language, 'p.chantier', true)[1]?.words.join(' ')
  )
  expect(words[0]).toContain('déjà attaché')
  expect(words[1]).toContain('attached above already')
})

test('else it says how, under the name that the other statement reads, whatever the name of the file', async () => {
  const [attach = '', create = ''] = offered(false)
  expect(create).toContain('FROM project.')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const path = "':memory:'"
  expect(attach).toContain("'l''été.chantier' AS project (READ_ONLY)")
  await connection.run(attach.replace(/'(?:[^']|'')*'/, path).replace(' (READ_ONLY)', ''))
  await connection.run(
    `CREATE SCHEMA project.chantier; CREATE TABLE project.${KEY_TABLE} AS SELECT 1 AS a; CREATE SCHEMA IF NOT EXISTS chantier`
  )
  await connection.run(create)
  expect(await (await connection.run(`FROM ${KEY_TABLE}`)).getRowsJson()).toEqual([[1]])
  connection.closeSync()
})
