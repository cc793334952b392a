import { ChantierError, fail } from '../../errors'
import { readSelect, runQuery, visit, type Node } from '../../tables'
import type { Ask, Ground, KindOf } from './kind'

/**
 * A condition of SQL. It passes the gate of users' queries, as one expression without a name, and can neither leave the
 * place where it stands nor write; the rows that it does not judge (NULL) are those where a value is missing.
 */
export const sql: KindOf<'sql'> = {
  reads: () => [],
  verdict: ({ condition }) => `(\n${condition.trim()}\n)`,
  check: ({ condition }, ground, ask) => checkCondition(condition, ground, ask),
  words({ condition }) {
    const told = condition.trim().replace(/\s+/g, ' ')
    const shown = told.length > 160 ? `${told.slice(0, 159)}…` : told
    return { fr: shown, en: shown }
  }
}

/** Functions that judge a row otherwise each time: the rows shown would not be those counted. */
const CHANCE = /^(random|uuid|uuidv4|uuidv7|gen_random_uuid)$/i

async function checkCondition(condition: string, { from, alias }: Ground, ask: Ask): Promise<void> {
  const bare = condition.trim()
  const reader: Parameters<typeof readSelect>[0] = { rows: (sql) => ask(sql) }
  // Alone, then in the brackets it will stand in: what closes them and goes on is no expression by itself.
  for (const written of [`SELECT\n${bare}`, `SELECT\n(\n${bare}\n)`]) {
    const { tree, sql: read } = await atItsPlace(condition, written.startsWith('SELECT\n(') ? 2 : 1, () =>
      readSelect(reader, written)
    )
    if (read !== written || !isOneExpression(tree)) throw noExpression(condition)
    visit(tree, ({ class: of, function_name: name }) => {
      if (of === 'FUNCTION' && CHANCE.test(String(name))) throw leftToChance(condition, String(name))
    })
  }
  const [described] = await runQuery(bare, () =>
    // On lines of its own, after one of ours: see `runQuery`.
    ask<{ column_type: string }>(
      `DESCRIBE SELECT ok FROM (SELECT (\n${bare}\n) AS ok FROM ${from} AS ${alias}) LIMIT 0`
    )
  )
  if (described?.column_type !== 'BOOLEAN') throw noBoolean(condition, described?.column_type ?? '?')
  // Aggregates and windows speak of several rows: a WHERE takes neither.
  await runQuery(bare, () => ask(`EXPLAIN SELECT 1 FROM ${from} AS ${alias} WHERE (\n${bare}\n)`))
}

/** The SELECT of one expression, from nothing, with nothing behind it. */
function isOneExpression(tree: unknown[]): boolean {
  const node = (tree[0] as { node?: Node } | undefined)?.node
  const list = node?.select_list
  if (node?.type !== 'SELECT_NODE' || !Array.isArray(list) || list.length !== 1) return false
  const [only] = list as [Node]
  const has = (value: unknown): boolean => Array.isArray(value) && value.length > 0
  return (
    only.class !== 'STAR' &&
    !only.alias &&
    (node.from_table as Node | undefined)?.type === 'EMPTY' &&
    !node.where_clause &&
    !node.having &&
    !node.qualify &&
    !node.sample &&
    !has(node.modifiers) &&
    !has(node.group_expressions) &&
    !has((node.cte_map as Node | undefined)?.map)
  )
}

/** Errors of the gate tell lines of the query around the condition; those of ours are taken off. */
async function atItsPlace<T>(condition: string, ours: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ChantierError)) throw error
    const { kind, message, place, hint, detail } = error.data
    const before = condition.slice(0, condition.length - condition.trimStart().length).split('\n')
    const line = place?.line === undefined ? undefined : place.line - ours
    const shift = line === 1 ? (before.at(-1)?.length ?? 0) : 0
    throw fail(kind, message, {
      sql: condition,
      hint: kind === 'refused' ? HINT : hint,
      detail,
      place:
        line === undefined || line < 1
          ? undefined
          : {
              line: line + before.length - 1,
              ...(place?.column === undefined ? {} : { column: place.column + shift })
            },
      cause: error
    })
  }
}

const HINT = {
  fr: "Écrivez une condition sur une ligne, vraie pour celles qui passent : montant >= 0 AND pays <> ''.",
  en: "Write a condition on one row, true for those that pass: amount >= 0 AND country <> ''."
}

function noExpression(sql: string): Error {
  return fail(
    'input',
    {
      fr: 'Ce n’est pas une condition : il faut une seule expression, sans SELECT, FROM ni point-virgule.',
      en: 'This is no condition: one expression is needed, without SELECT, FROM or semicolon.'
    },
    { sql, hint: HINT }
  )
}

function noBoolean(sql: string, type: string): Error {
  return fail(
    'input',
    {
      fr: `Cette expression ne dit pas vrai ou faux : elle donne une valeur de type ${type}.`,
      en: `This expression does not tell true from false: it gives a value of type ${type}.`
    },
    { sql, hint: HINT }
  )
}

function leftToChance(sql: string, name: string): Error {
  return fail(
    'input',
    {
      fr: `« ${name} » donne une autre valeur à chaque fois : une règle doit juger une ligne toujours de même.`,
      en: `“${name}” gives another value each time: a rule has to judge a row always alike.`
    },
    { sql }
  )
}
