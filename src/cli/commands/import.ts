import { resolve } from 'node:path'
import { stat } from 'node:fs/promises'
import { createEngine } from '../../engine'
import { printJson, say } from '../output'
import { importFiles } from '../project-of'

/** Loads files into a project, made if it is not there yet. */
export async function importInto(files: string[], options: { project: string; json?: boolean }): Promise<void> {
  const path = resolve(options.project)
  const exists = await stat(path).then(
    () => true,
    () => false
  )
  const engine = createEngine()
  try {
    if (exists) await engine.client.project.open({ path })
    else await engine.client.project.create({ name: 'projet', path })
    const sources = await importFiles(engine, files)
    if (options.json) printJson({ sources })
    for (const { table, rows, report } of sources) {
      say(
        `${table.name} : ${rows} lignes, ${report.columns.length} colonnes, ${report.faultCount} lignes réparées ou écartées`,
        `${table.name}: ${rows} rows, ${report.columns.length} columns, ${report.faultCount} lines repaired or set aside`
      )
    }
  } finally {
    await engine.close()
  }
}
