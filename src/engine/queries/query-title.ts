import type { LocalizedText, TableRef } from '../../contract'
import type { Project } from '../project'
import { readSelect, shapeColumns, visit, type Node } from '../tables'
import { isAggregate } from './aggregates'

type Words = LocalizedText

/** Most columns that a title names. */
const MOST_NAMED = 4

/** What a query asks, as a title to propose: its figures, by what they are grouped, on which rows of which tables. */
export async function queryTitle(
  project: Project,
  sql: string,
  tables: readonly TableRef[],
  signal?: AbortSignal
): Promise<LocalizedText> {
  const { tree } = await readSelect(project, sql, signal)
  const [statement] = tree as { node?: Node }[]
  const node = statement?.node ?? {}
  const names = (await shapeColumns(project, sql, signal)).map(({ name }) => name)
  const from = same([...new Set(tables.map(({ name }) => name))].join(', '))
  return put([whatIsAsked(node, names), ` – `, from, conditionsOf(node)])
}

function whatIsAsked(node: Node, names: readonly string[]): Words {
  const asked = list(node.select_list)
  const isPlain = node.type === 'SELECT_NODE' && asked.length === names.length && !asked.some(isStar)
  if (!isPlain && asked.some(isStar)) return { fr: 'lignes', en: 'rows' }
  if (!isPlain) return listed(names.map(same))
  const items = asked.map((item, place) => ({
    words: itemWords(item, names[place] ?? ''),
    figure: holdsAggregate(item)
  }))
  const figures = items.filter(({ figure }) => figure).map(({ words }) => words)
  const groups = items.filter(({ figure }) => !figure).map(({ words }) => words)
  if (!figures.length || !groups.length) return listed(items.map(({ words }) => words))
  return put([listed(figures), { fr: ' par ', en: ' by ' }, listed(groups)])
}

/** The columns that choose the rows; their values are in the query itself. */
function conditionsOf(node: Node): Words {
  const named = columnsIn([node.where_clause, node.having, node.qualify])
  return named ? put([{ fr: ', selon ', en: ', chosen by ' }, named]) : same('')
}

function columnsIn(conditions: readonly unknown[]): Words | null {
  const columns: string[] = []
  visit(conditions, (inner) => {
    if (inner.class === 'COLUMN_REF') columns.unshift(String(list<string>(inner.column_names).at(-1)))
  })
  return columns.length ? listed([...new Set(columns)].map(same)) : null
}

/** The alias that the user gave, or what a plain aggregate or column is; else the name that DuckDB gives. */
function itemWords(item: Node, name: string): Words {
  const alias = String(item.alias ?? '')
  if (alias && !/^(value|n)$/i.test(alias)) return same(alias)
  if (item.class === 'COLUMN_REF') return same(String(list<string>(item.column_names).at(-1) ?? name))
  const known = item.class === 'FUNCTION' ? AGGREGATE_WORDS[String(item.function_name).toLowerCase()] : undefined
  if (!known) return same(name)
  const chosen = item.filter ? columnsIn([item.filter]) : null
  // A condition without columns has no words but its own.
  if (item.filter && !chosen) return same(name)
  const only = chosen ? put([{ fr: ' (selon ', en: ' (chosen by ' }, chosen, ')']) : same('')
  const [argument] = list(item.children)
  if (!argument) return put([{ fr: 'nombre de lignes', en: 'number of rows' }, only])
  if (argument.class !== 'COLUMN_REF') return same(name)
  const column = same(String(list<string>(argument.column_names).at(-1)))
  return put([item.distinct ? distinctWords(known) : known, column, only])
}

/** `somme de ` as `somme des valeurs différentes de `. */
function distinctWords(known: Words): Words {
  const isCount = known === AGGREGATE_WORDS.count
  const of = isCount ? known : { fr: known.fr.replace(/ de $/, ' des '), en: known.en }
  return put([of, { fr: 'valeurs différentes de ', en: 'different values of ' }])
}

const AGGREGATE_WORDS: Readonly<Record<string, Words>> = {
  count: { fr: 'nombre de ', en: 'number of ' },
  count_star: { fr: 'nombre de lignes', en: 'number of rows' },
  avg: { fr: 'moyenne de ', en: 'mean of ' },
  mean: { fr: 'moyenne de ', en: 'mean of ' },
  median: { fr: 'médiane de ', en: 'median of ' },
  sum: { fr: 'somme de ', en: 'sum of ' },
  min: { fr: 'minimum de ', en: 'minimum of ' },
  max: { fr: 'maximum de ', en: 'maximum of ' }
}

function isStar(item: Node): boolean {
  return item.class === 'STAR'
}

function holdsAggregate(item: Node): boolean {
  let holds = false
  visit(item, (inner) => {
    if (isAggregate(inner)) holds = true
  })
  return holds
}

function listed(names: readonly Words[]): Words {
  const shown = names.slice(0, MOST_NAMED).map(({ fr, en }) => ({ fr: fr.slice(0, 60), en: en.slice(0, 60) }))
  const more = names.length > MOST_NAMED ? '…' : ''
  return { fr: shown.map(({ fr }) => fr).join(', ') + more, en: shown.map(({ en }) => en).join(', ') + more }
}

function put(parts: readonly (Words | string)[]): Words {
  const join = (language: keyof Words): string =>
    parts.map((part) => (typeof part === 'string' ? part : part[language])).join('')
  return { fr: join('fr'), en: join('en') }
}

function same(name: string): Words {
  return { fr: name, en: name }
}

function list<T = Node>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : []
}
