import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { readColumns } from '../tables'

/** A raw table to be put below others; `label` is SQL for the column that tells whose rows they are, where it has none. */
export interface Layer {
  table: string
  label?: string | null
  /** Names of its columns as the stack calls them, where they differ. */
  renames?: ReadonlyMap<string, string>
  /** SQL in the place of a text, by the stack's name of its column; takes the name in the table. */
  rewrites?: ReadonlyMap<string, (column: string) => string>
}

/** How a column is put in the stack, where its type alone does not say: as another type; typed values that become text are written so. */
export interface ColumnInStack {
  as: string | null
  write: (column: string, type: string) => string
}

/**
 * A query that puts raw tables one below the other, columns matched by name in the order of the first. A column that has
 * not the same type everywhere becomes text where no plan says another type: text every value of a raw table gives back as it was written.
 */
export async function stackSql(
  project: Project,
  layers: readonly Layer[],
  labelName: string | null = null,
  plans: ReadonlyMap<string, ColumnInStack> = new Map()
): Promise<{ sql: string; columns: ColumnInfo[] }> {
  const tables = await Promise.all(
    layers.map(async (layer) => ({ ...layer, columns: await rawColumns(project, layer.table, layer.renames) }))
  )
  const types = new Map<string, string>()
  for (const { columns } of tables)
    for (const { name, type } of columns) types.set(name, (types.get(name) ?? type) === type ? type : 'VARCHAR')
  if (labelName !== null) types.set(labelName, 'VARCHAR')
  for (const [name, { as }] of plans) if (as !== null && types.has(name)) types.set(name, as)
  const selects = tables.map(({ table, label, columns, rewrites }) => {
    const cells = [...types].map(([name, type]) => {
      const own = columns.find((column) => column.name === name)
      const value = own
        ? own.type === type
          ? (rewrites?.get(name)?.(own.source) ?? ident(own.source))
          : (type === 'VARCHAR' && plans.get(name)?.write(own.source, own.type)) ||
            (type === 'VARCHAR' ? asWritten(own.source, own.type) : `CAST(${ident(own.source)} AS ${type})`)
        : name === labelName && label
          ? label
          : `NULL::${type}`
      return `${value} AS ${ident(name)}`
    })
    return `SELECT ${cells.join(', ')} FROM raw.${ident(table)}`
  })
  return { sql: selects.join('\nUNION ALL\n'), columns: [...types].map(([name, type]) => ({ name, type })) }
}

/** SQL of the text that a value of a raw table was read from: whole numbers in a column of doubles were written without decimals. */
export function asWritten(column: string, type: string): string {
  const printed = `CAST(${ident(column)} AS VARCHAR)`
  return type === 'DOUBLE' || type === 'FLOAT' ? `regexp_replace(${printed}, '\\.0$', '')` : printed
}

/** Columns of a raw table; `source` is the name in the table, `name` the one in the stack. */
export async function rawColumns(
  project: Project,
  table: string,
  renames?: ReadonlyMap<string, string>
): Promise<(ColumnInfo & { source: string })[]> {
  const rows = await readColumns(project, { schema: 'raw', name: table })
  return rows.map(({ name, type }) => ({ source: name, name: renames?.get(name) ?? name, type }))
}
