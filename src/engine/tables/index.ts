import { calls, projectOf } from '../call'
import { shapeOf } from './page'
import { listTables } from './resolve'

export { gateSelect } from './gate'
export { MOST_PAGE_ROWS, readPage, shapeOf } from './page'
export { contentOf, listTables, resolveTable, VIEW, type Table } from './resolve'

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
  shape: calls.tables.shape.handler(({ input, context, signal }) => shapeOf(projectOf(context), input.source, signal))
})
