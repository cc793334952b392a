import { tableFromIPC } from 'apache-arrow'
import { printJson } from '../output'
import { withProject } from '../project-of'

/** Runs one SELECT on a project and prints its rows; `--json` as columns and rows of plain values. */
export async function sql(project: string, query: string, options: { json?: boolean; limit: string }): Promise<void> {
  await withProject(project, async (engine) => {
    const source = { kind: 'query' as const, sql: query }
    const shape = await engine.client.tables.shape({ source })
    const table = tableFromIPC(await engine.page({ source, offset: 0, limit: Number(options.limit) }))
    const rows = Array.from({ length: table.numRows }, (_, row) =>
      shape.columns.map((_, column) => plain(table.getChildAt(column)?.get(row)))
    )
    if (options.json) printJson({ columns: shape.columns, rows, total: shape.rows })
    else {
      process.stdout.write(shape.columns.map(({ name }) => name).join('\t') + '\n')
      for (const row of rows)
        process.stdout.write(row.map((value) => (value === null ? '' : String(value))).join('\t') + '\n')
    }
  })
}

function plain(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
