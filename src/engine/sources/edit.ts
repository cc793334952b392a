import { Source, Step } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { tableName, text } from '../sql'

/** Gives a source's table another name, its recipe with it. */
export async function renameSource(project: Project, id: string, name: string): Promise<Source> {
  const source = await project.get('source', id, Source)
  if (name.startsWith('~') || name.includes('\0'))
    throw fail('input', {
      fr: 'Un nom de table ne commence pas par « ~ ».',
      en: 'A table name does not begin with “~”.'
    })
  const renamed: Source = { ...source, table: { ...source.table, name } }
  await project.change(
    { fr: `Renommer « ${source.table.name} » en « ${name} »`, en: `Rename “${source.table.name}” to “${name}”` },
    async (scope) => {
      const taken = await scope.connection.rows(
        `SELECT 1 AS x FROM duckdb_tables() WHERE schema_name = 'raw' AND lower(table_name) = lower(${text(name)})`
      )
      if (taken.length)
        throw fail('conflict', { fr: `Une table « ${name} » existe déjà.`, en: `There is already a table “${name}”.` })
      // A copy under the new name: undo finds the old table where it was.
      await scope.connection.run(`CREATE TABLE ${tableName(renamed.table)} AS SELECT * FROM ${tableName(source.table)}`)
      await scope.put('source', id, renamed)
      for (const step of await scope.list('step', Step))
        if (step.table === source.table.name) await scope.put('step', step.id, { ...step, table: name })
    }
  )
  return renamed
}

/** Takes a source out of the project; undo brings it back, since its raw rows stay in the file. */
export async function removeSource(project: Project, id: string): Promise<void> {
  const source = await project.get('source', id, Source)
  await project.change(
    { fr: `Retirer « ${source.table.name} »`, en: `Remove “${source.table.name}”` },
    async (scope) => {
      await scope.remove('source', id)
      for (const step of await scope.list('step', Step))
        if (step.table === source.table.name) await scope.remove('step', step.id)
    }
  )
}
