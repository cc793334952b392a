import type { SqlFunction } from '../../contract'
import { once, type Project, ProjectMemory } from '../project'
import { isAllowedFunction } from '../tables'

const known = new ProjectMemory<Promise<SqlFunction[]>>(1)

/** The functions that a query may call, by name, as DuckDB tells them; those that the gate refuses are left out. */
export function listFunctions(project: Project): Promise<SqlFunction[]> {
  return once(known, project, '', () => read(project))
}

/** Internal ones, collations and those that only please the tools of other databases. */
const HIDDEN = /^(__|icu_collate|pg_|inet_|has_\w+_privilege$|st_)/

async function read(project: Project): Promise<SqlFunction[]> {
  const rows = await project.rows<{
    name: string
    type: string
    parameters: string[]
    types: (string | null)[]
    varargs: string | null
    result: string | null
    doc: string | null
    examples: string[] | null
  }>(
    `SELECT function_name AS name, function_type AS type, parameters, parameter_types AS types, varargs, return_type AS result, description AS doc, examples
FROM duckdb_functions()
WHERE function_type IN ('scalar', 'aggregate', 'macro', 'table', 'table_macro') AND schema_name = 'main' AND regexp_full_match(function_name, '[a-z][a-z0-9_]*')
ORDER BY function_name, len(parameters), parameter_types::VARCHAR`
  )
  const functions = new Map<string, SqlFunction>()
  for (const { name, type, parameters, types, varargs, result, doc, examples } of rows) {
    const isTable = type.startsWith('table')
    if (HIDDEN.test(name) || !isAllowedFunction(name, isTable)) continue
    const kind = isTable ? 'table' : type === 'aggregate' ? 'aggregate' : 'scalar'
    const present = functions.get(`${name} ${kind}`)
    const parts = parameters.map((parameter, place) => (types[place] ? `${parameter} ${types[place]}` : parameter))
    const signature = `${name}(${[...parts, ...(varargs ? ['…'] : [])].join(', ')})${result ? ` → ${result}` : ''}`
    if (!present)
      functions.set(`${name} ${kind}`, {
        name,
        kind,
        signatures: [signature],
        doc: doc ?? '',
        example: examples?.[0] ?? ''
      })
    else {
      if (!present.signatures.includes(signature)) present.signatures.push(signature)
      present.doc ||= doc ?? ''
      present.example ||= examples?.[0] ?? ''
    }
  }
  return [...functions.values()]
}
