import { calls, job, projectOf } from '../call'
import { exportRows } from './export'
import { findText } from './find'
import { glanceAt } from './glance'
import { lookAtRows } from './noted'
import { shapeOf } from './page'
import { listTables } from './resolve'

export { exportedFile, exportRows } from './export'
export { csvText } from './csv-text'
export { drawnRange } from './drawn-range'
export { frenchText } from './french-text'
export { gateSelect, isAllowedFunction, readSelect } from './gate'
export { MOST_PAGE_ROWS, readPage, runQuery, shapeOf } from './page'
export { visit, type Node } from './parse-tree'
export { refusalInWords } from './query-error-words'
export { readNames, tableMentions, withSchemas } from './query-names'
export { rowidsOf } from './row-order'
export { shapeColumns } from './row-sql'
export { contentOf, listTables, readColumns, resolveTable, tablesAsked, VIEW, type Table } from './resolve'

/** The project's tables and the shape of any set of rows, as the contract says it. */
export const tables = calls.tables.router({
  list: calls.tables.list.handler(async ({ context }) =>
    (await listTables(projectOf(context))).map(({ ref, columns, rows, fingerprint }) => ({
      ref,
      columns,
      rows,
      fingerprint
    }))
  ),
  shape: calls.tables.shape.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const shape = await shapeOf(project, input.source, signal)
    if (input.source.kind === 'table') project.looks.note(lookAtRows(input.source.table.name, input.source.filter))
    return shape
  }),
  find: calls.tables.find.handler(({ input, context, signal }) => findText(projectOf(context), input, signal)),
  glance: calls.tables.glance.handler(({ input, context, signal }) =>
    glanceAt(projectOf(context), input.source, input.column, signal)
  ),
  export: calls.tables.export.handler(async function* ({ input, context, signal }) {
    yield* job((report, stop) => exportRows(projectOf(context), input, report, stop), signal)
  })
})
