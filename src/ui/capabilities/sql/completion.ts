import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
  pickedCompletion
} from '@codemirror/autocomplete'
import type { SqlFunction, TableInfo } from '../../../contract'
import { quoted } from './names'
import { expectsTable, isClosed, isSilent, type Named, tablesIn, type Token, tokensOf } from './query-tables'

/** What can be proposed: the tables of the project, the functions of DuckDB, and what each does in words. */
export type Vocabulary = {
  tables: readonly TableInfo[]
  functions: readonly SqlFunction[]
  /** What a function does, in the language of the moment; else the words of DuckDB. */
  doc: (name: string) => string
  rows: (count: number) => string
}

/**
 * Proposes tables where one is to be named, the columns of the tables of the query (of all tables while it names none), and
 * functions with how they are written.
 */
export function completeSql(context: CompletionContext, vocabulary: Vocabulary): CompletionResult | null {
  const sql = context.state.doc.toString()
  if (isSilent(sql, context.pos)) return null
  const typed = beingTyped(sql, context.pos)
  const from = typed?.from ?? context.pos
  const isQuoted = sql.charAt(from) === '"'
  const before = tokensOf(sql.slice(0, from))
  const owner = before.at(-1)?.value === '.' && before.at(-1)?.to === from ? (before.at(-2)?.value ?? '') : null
  if (!typed && !context.explicit && owner === null && !/\b(from|join)\s$/i.test(sql.slice(0, from))) return null
  const statement = tokensOf(statementAround(isQuoted ? withClosed(sql, context.pos) : sql, context.pos))
  const { tables, ctes } = tablesIn(statement)
  const write = (name: string): string => (isQuoted ? `"${name.replaceAll('"', '""')}"` : quoted(name))
  const options =
    owner !== null
      ? ownedOptions(owner, tables, vocabulary, write)
      : expectsTable(before)
        ? tableOptions(vocabulary, ctes, write)
        : [
            ...columnOptions(tables, vocabulary, write),
            ...tables.flatMap(({ alias, name }) => aliasOption(alias ?? name, write)),
            ...(isQuoted ? [] : functionOptions(vocabulary, 'value'))
          ]
  if (!options.length) return null
  return isQuoted
    ? { from, options: options.map(inQuotes), validFor: /^"(?:[^"]|"")*$/ }
    : { from, options, validFor: /^[\p{L}\p{N}_$]*$/u }
}

/** The text with the quotes of the name at a place closed, so that what follows on the line is read as it is. */
function withClosed(sql: string, at: number): string {
  const [line = ''] = sql.slice(at).split('\n')
  return line.split('"').length % 2 ? `${sql.slice(0, at)}"${sql.slice(at)}` : sql
}

/** A name for which a quote is typed already: found by what stands between quotes; a closing quote that is there is written over. */
function inQuotes({ label, apply, ...option }: Completion): Completion {
  const written = typeof apply === 'string' ? apply : label
  return {
    ...option,
    label: `"${label.replaceAll('"', '""')}"`,
    displayLabel: label,
    apply: (view, completion, from, to) => {
      const end = view.state.sliceDoc(to, to + 1) === '"' ? to + 1 : to
      view.dispatch({
        ...insertCompletionText(view.state, written, from, end),
        annotations: pickedCompletion.of(completion)
      })
    }
  }
}

/** The name that ends at a place, plain or in quotes that are not closed yet. */
function beingTyped(sql: string, at: number): Token | null {
  const last = tokensOf(sql.slice(0, at)).at(-1)
  if (!last || last.to !== at) return null
  if (last.kind === 'quoted') return isClosed(sql.slice(last.from, at), '"') ? null : last
  return last.kind === 'word' ? last : null
}

function ownedOptions(
  owner: string,
  tables: readonly Named[],
  vocabulary: Vocabulary,
  write: (name: string) => string
): Completion[] {
  const name = owner.toLowerCase()
  const named = tables.find((table) => (table.alias ?? table.name).toLowerCase() === name)
  const known = named && lookUp(named, vocabulary.tables)
  if (known) return known.columns.map((column, place) => columnOption(column, known.ref.name, place, write))
  const inSchema = vocabulary.tables.filter(({ ref }) => ref.schema === name)
  // Every table has its rows as loaded, which are proposed where they are asked for.
  const owned = inSchema.length || name !== 'raw' ? inSchema : vocabulary.tables
  return owned.map((table) => ({ ...tableOption(table, vocabulary, write), apply: write(table.ref.name) }))
}

function tableOptions(vocabulary: Vocabulary, ctes: readonly string[], write: (name: string) => string): Completion[] {
  return [
    ...ctes.map((name): Completion => ({ label: name, apply: write(name), type: 'table', boost: 3 })),
    ...vocabulary.tables.map((table) => tableOption(table, vocabulary, write)),
    ...functionOptions(vocabulary, 'table')
  ]
}

function tableOption(
  { ref, rows, columns }: TableInfo,
  vocabulary: Vocabulary,
  write: (name: string) => string
): Completion {
  return {
    label: ref.name,
    apply: `${ref.schema}.${write(ref.name)}`,
    detail: `${ref.schema} · ${vocabulary.rows(rows)}`,
    info: columns.map(({ name }) => name).slice(0, 40).join(', '), // prettier-ignore
    type: 'table',
    boost: 2
  }
}

function columnOptions(
  tables: readonly Named[],
  vocabulary: Vocabulary,
  write: (name: string) => string
): Completion[] {
  const known = tables.flatMap((named) => {
    const table = lookUp(named, vocabulary.tables)
    return table ? [{ named, table }] : []
  })
  if (!known.length) return everyColumn(vocabulary, write)
  const owners = new Map<string, number>()
  for (const { table } of known)
    for (const { name } of table.columns) owners.set(name.toLowerCase(), (owners.get(name.toLowerCase()) ?? 0) + 1)
  return known.flatMap(({ named, table }) =>
    table.columns.map((column, place) => {
      const option = columnOption(column, table.ref.name, place, write)
      const isAmbiguous = (owners.get(column.name.toLowerCase()) ?? 0) > 1
      // A name that several tables of the query have is written with its table.
      return isAmbiguous ? { ...option, apply: `${write(named.alias ?? named.name)}.${write(column.name)}` } : option
    })
  )
}

/** While no table is named that is known: the columns of all, a name that several have once, with all of them beside it. */
function everyColumn({ tables }: Vocabulary, write: (name: string) => string): Completion[] {
  const owners = new Map<string, { column: TableInfo['columns'][number]; names: string[] }>()
  for (const { ref, columns } of tables)
    for (const column of columns) {
      const key = column.name.toLowerCase()
      const owner = owners.get(key)
      if (owner) owner.names.push(ref.name)
      else owners.set(key, { column, names: [ref.name] })
    }
  return [...owners.values()].map(({ column, names }, place) => columnOption(column, names.join(', '), place, write))
}

function columnOption(
  { name, type }: TableInfo['columns'][number],
  table: string,
  place: number,
  write: (name: string) => string
): Completion {
  return { label: name, apply: write(name), detail: `${type.toLowerCase()} · ${table}`, type: 'column', boost: 1 - place / 20_000 } // prettier-ignore
}

function aliasOption(name: string, write: (name: string) => string): Completion[] {
  return [{ label: name, apply: `${write(name)}.`, type: 'alias' }]
}

function functionOptions({ functions, doc }: Vocabulary, where: 'value' | 'table'): Completion[] {
  return functions
    .filter(({ kind }) => (kind === 'table') === (where === 'table'))
    .map(({ name, kind, signatures, doc: own, example }) => ({
      label: name,
      apply: `${name}(`,
      detail: kind === 'aggregate' ? 'Σ' : 'ƒ',
      type: 'function',
      boost: kind === 'table' ? -1 : doc(name) ? 0 : -1,
      info: () => infoOf(signatures, doc(name) || own, example)
    }))
}

function infoOf(signatures: readonly string[], doc: string, example: string): HTMLElement {
  const whole = document.createElement('div')
  const line = (className: string, text: string): void => {
    const element = document.createElement('p')
    element.className = className
    element.textContent = text
    whole.append(element)
  }
  for (const signature of signatures.slice(0, 3)) line('mono', signature)
  if (signatures.length > 3) line('muted', `+ ${signatures.length - 3}`)
  if (doc) line('', doc)
  if (example) line('mono muted', example)
  return whole
}

function lookUp({ schema, name }: Named, tables: readonly TableInfo[]): TableInfo | undefined {
  const same = tables.filter(({ ref }) => ref.name.toLowerCase() === name.toLowerCase())
  return same.find(({ ref }) => ref.schema === schema?.toLowerCase()) ?? same[0]
}

/** The statement that a place is in, where the text holds several. */
function statementAround(sql: string, at: number): string {
  const ends = tokensOf(sql).filter(({ kind, value }) => kind === 'mark' && value === ';')
  const start = ends.findLast(({ to }) => to <= at)?.to ?? 0
  return sql.slice(start, ends.find(({ from }) => from >= at)?.from)
}
