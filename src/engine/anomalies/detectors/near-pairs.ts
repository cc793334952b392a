import type { ColumnProfile, Dependency } from '../../../contract'
import { ident } from '../../sql'
import type { Table } from '../../tables'
import type { DetectorContext } from '../detector'

/** Columns that two rows are compared in: those with most different values. */
const MOST_COLUMNS = 10
/** Columns that rows are brought together by. */
const MOST_KEYS = 3
/** Neighbours that a row is compared with inside its block (sorted neighbourhood: M. A. Hernández and S. J. Stolfo, SIGMOD 1995). */
const WINDOW = 4
/** Rows brought together; of larger tables whole blocks are drawn. */
const MOST_ROWS = 100_000
/** Rows a text, on average, from which its keys are dearer to make for each row than to look up among the different texts. */
const SEVERAL_TIMES = 4
/** More pairs alike than this are a nature of the table. */
export const MOST_PAIRS = 20_000

/** How two cells stand: the same once case, accents, order of words and signs are set aside; nearly so; otherwise; or one of them is empty. */
export type Level = 'same' | 'near' | 'other' | 'empty'

export interface Pair {
  a: number
  b: number
  /** In the order of the compared columns. */
  levels: Level[]
}

export interface NearPairs {
  columns: ColumnProfile[]
  pairs: Pair[]
  /** One block in so many was looked at; 1 where all were. */
  every: number
}

/**
 * The pairs of rows that are alike in nearly all they tell, but not in every column. Rows are compared only with their neighbours among
 * those alike in one telling column, or in its first consonants: the cost grows with the rows, never with their square.
 */
export async function nearPairs(context: DetectorContext): Promise<NearPairs | null> {
  const { table, profile, rows: ask } = context
  if (table.rows < 10 || !profile.columns.some(namesSomething)) return null
  const columns = independent(profile.columns.filter(isCompared), await context.dependencies())
    .sort((a, b) => b.distinct - a.distinct || a.position - b.position)
    .slice(0, MOST_COLUMNS)
  const keys = columns.filter((column) => tells(column) && column.distinct >= 10).slice(0, MOST_KEYS)
  if (columns.length < 3 || !keys.length) return null
  const every = Math.max(1, Math.ceil(table.rows / MOST_ROWS))
  const found = await ask<Record<string, number | string>>(pairsSql(table, columns, keys, every))
  const pairs = found.map((row) => ({
    a: Number(row.a),
    b: Number(row.b),
    levels: columns.map((_, place) => row[`l${place}`] as Level)
  }))
  return { columns, pairs, every }
}

/** A text that names a person or a thing, by its meaning or because nearly every row has its own. */
function namesSomething(column: ColumnProfile): boolean {
  const { family, reading, semantic, distinct, rows, missing, lengths } = column
  if (family !== 'text' || reading) return false
  if (['name', 'email', 'phone'].includes(semantic.kind)) return distinct >= 10
  return (
    !['identifier', 'free_text', 'url'].includes(semantic.kind) &&
    distinct >= 0.5 * (rows - missing) &&
    (lengths?.mean ?? 0) >= 5
  )
}

function isCompared({ semantic, family, distinct, unique, lengths }: ColumnProfile): boolean {
  if (distinct < 2 || ['identifier', 'constant', 'empty'].includes(semantic.kind)) return false
  if ((lengths?.mean ?? 0) > 1000) return false
  return family === 'text' || ((family === 'number' || family === 'date' || family === 'boolean') && !unique)
}

/** Leaves out what follows from another column: a region agrees whenever its town does, and is no second witness. */
function independent(columns: readonly ColumnProfile[], dependencies: readonly Dependency[]): ColumnProfile[] {
  const follows = dependencies.filter(
    ({ determinant, n, repeated, violations }) =>
      determinant.length === 1 && repeated >= 0.5 * n && violations <= 0.02 * n
  )
  const dropped = new Set<string>()
  for (const { determinant, dependent } of follows)
    if (columns.some(({ name }) => name === determinant[0]) && !dropped.has(determinant[0] ?? ''))
      dropped.add(dependent)
  return columns.filter(({ name }) => !dropped.has(name))
}

/** Whether sharing this value says something: words and dates, not measures. */
function tells({ family, reading }: ColumnProfile): boolean {
  return family === 'date' || family === 'text' || reading?.kind === 'date'
}

function isText({ family, reading }: ColumnProfile): boolean {
  return family === 'text' && !reading
}

/** A cell as one number, the same for cells that differ in case and accents only; cheap enough for every row. */
export function cellKeySql(column: ColumnProfile, value = ident(column.name)): string {
  if (!isText(column)) return `hash(${value})`
  return `hash(nullif(strip_accents(lower(trim(${value}::VARCHAR))), ''))`
}

/** Words of an address and the ways they are cut short, each in one of them: 12 av. des Lilas is 12 avenue des Lilas. */
const WAYS =
  'av avenue ave|bd boulevard bld blvd boul|pl place|ch chemin che chem|rte route|all allee|imp impasse|r rue|sq square|fg faubourg fbg|res residence|bat batiment|lot lotissement|st saint street|ste sainte|rd road|dr drive|ln lane|apt appartement apartment|cie compagnie company|ets etablissements'
const SHORTENED = `MAP {${WAYS.split('|')
  .flatMap((way) => {
    const [short, ...longs] = way.split(' ')
    return longs.map((long) => `'${long}': '${short}'`)
  })
  .join(', ')}}`

/** A cell as it is compared: without case, accents, signs, and words cut short or not, whatever their order. */
function comparedSql(column: ColumnProfile, value: string): string {
  if (!isText(column)) return `nullif(trim(${value}::VARCHAR), '')`
  if (column.semantic.kind === 'phone')
    return `nullif(right(regexp_replace(${value}::VARCHAR, '[^0-9]+', '', 'g'), 9), '')`
  const plain = `trim(regexp_replace(strip_accents(lower(${value}::VARCHAR)), '[^\\p{L}\\p{N}]+', ' ', 'g'))`
  const words = `list_transform(string_split(${plain}, ' '), lambda w: coalesce(${SHORTENED}[w], w))`
  return `nullif(array_to_string(list_sort(${words}), ' '), '')`
}

/** What is heard of a word more than read: its first letter and its consonants, doubled ones once. */
function heardSql(value: string): string {
  const plain = `strip_accents(lower(trim(${value}::VARCHAR)))`
  const bare = `left(translate(${plain}, 'aeiouyhw .,-', ''), 8)`
  const once = [...'lntsrmpf'].reduce((sql, letter) => `replace(${sql}, '${letter}${letter}', '${letter}')`, bare)
  return `nullif(left(${plain}, 1) || left(${once}, 5), '')`
}

function pairsSql(table: Table, columns: readonly ColumnProfile[], keys: readonly ColumnProfile[], every: number) {
  const place = (column: ColumnProfile): number => columns.indexOf(column)
  // Inside a block rows stand by the most telling of the other columns: those alike in it are neighbours.
  const beside = (key: ColumnProfile): string => `h${place(columns.find((column) => column !== key) ?? key)}`
  const heard = keys.filter(isText)
  const read = [...new Set([...keys, ...columns.slice(0, 2)])]
  const once = read.filter((column) => isText(column) && column.distinct <= table.rows / SEVERAL_TIMES)
  const keysOf = (column: ColumnProfile, value: string): string[] => [
    `${hashed(column, value)} AS h${place(column)}`,
    ...(heard.includes(column) ? [`hash('heard', ${heardSql(value)}) AS k${place(column)}`] : [])
  ]
  const keyed = read.flatMap((column) => {
    const at = place(column)
    if (!once.includes(column)) return keysOf(column, `t.${ident(column.name)}`)
    return [`d${at}.h${at}`, ...(heard.includes(column) ? [`d${at}.k${at}`] : [])]
  })
  const different = once.map(
    (column) =>
      `d${place(column)} AS MATERIALIZED (SELECT v, ${keysOf(column, 'v').join(', ')} FROM (SELECT DISTINCT ${ident(column.name)} AS v FROM ${table.sql})),\n`
  )
  const joined = once.map((column) => ` LEFT JOIN d${place(column)} ON d${place(column)}.v = t.${ident(column.name)}`)
  const blocks = [
    ...keys.map((key) => blockSql(`h${place(key)}`, beside(key), place(key), every)),
    ...heard.map((key) => blockSql(`k${place(key)}`, beside(key), place(key), every))
  ]
  const most = Math.max(2, Math.floor(columns.length / 3))
  const alike = columns.map((_, at) => `(coalesce(x.h${at} = y.h${at}, true))::INTEGER`).join(' + ')
  const count = (level: Level, among = columns): string =>
    among.map((column) => `(l${place(column)} = '${level}')::INTEGER`).join(' + ') || '0'
  const rowsOf = (pairs: string): string =>
    `FROM ${table.sql} WHERE rowid IN (SELECT a FROM ${pairs} UNION ALL SELECT b FROM ${pairs})`
  const list = (sql: (column: ColumnProfile, at: number) => string): string => columns.map(sql).join(', ')
  return `WITH ${different.join('')}keyed AS MATERIALIZED (SELECT t.rowid AS id, ${keyed.join(', ')} FROM ${table.sql} AS t${joined.join('')}),
placed AS MATERIALIZED (SELECT id, block, row_number() OVER (PARTITION BY block ORDER BY place, id) AS nth FROM (${blocks.join('\nUNION ALL ')}) QUALIFY count(*) OVER (PARTITION BY block) > 1),
brought AS MATERIALIZED (SELECT DISTINCT least(x.id, y.id) AS a, greatest(x.id, y.id) AS b FROM (SELECT id, block, nth, unnest(range(1, ${WINDOW + 1})) AS step FROM placed) AS x JOIN placed AS y ON y.block = x.block AND y.nth = x.nth + x.step),
cells AS MATERIALIZED (SELECT rowid AS id, ${list((column, at) => `${hashed(column)} AS h${at}`)} ${rowsOf('brought')}),
pairs AS MATERIALIZED (SELECT a, b FROM brought JOIN cells AS x ON x.id = a JOIN cells AS y ON y.id = b WHERE ${alike} >= ${columns.length - most} LIMIT ${4 * MOST_PAIRS}),
told AS MATERIALIZED (SELECT rowid AS id, hash(${table.columns.map(({ name }) => ident(name)).join(', ')}) AS whole, ${list((column, at) => `${comparedSql(column, ident(column.name))} AS c${at}`)} ${rowsOf('pairs')}),
levels AS MATERIALIZED (SELECT a, b, ${list((column, at) => `${levelSql(column, `x.c${at}`, `y.c${at}`)} AS l${at}`)} FROM pairs JOIN told AS x ON x.id = a JOIN told AS y ON y.id = b WHERE x.whole <> y.whole)
SELECT * FROM levels WHERE ${count('same')} >= 2 AND (
  (${count('other')} = 0 AND ${count('near')} <= ${most})
  OR (${count('other')} = 1 AND ${count('other', columns.filter(mayChange))} = 1 AND ${count('near')} = 0)
) ORDER BY a, b LIMIT ${MOST_PAIRS + 1}`
}

function hashed(column: ColumnProfile, value = ident(column.name)): string {
  return `CASE WHEN ${isText(column) ? `trim(${value}::VARCHAR) <> ''` : `${value} IS NOT NULL`} THEN ${cellKeySql(column, value)} END`
}

/** The rows of one block a key, those of the drawn blocks only; `key` tells the blocks of one column from those of another. */
function blockSql(value: string, beside: string, key: number, every: number): string {
  const drawn = every > 1 ? ` AND ${value} % ${every} = 0` : ''
  return `SELECT id, hash(${key}, ${value}) AS block, ${beside} AS place FROM keyed WHERE h${key} IS NOT NULL${drawn}`
}

/** What changes in the life of one person: an address to write or to call. */
function mayChange({ semantic }: ColumnProfile): boolean {
  return ['email', 'phone', 'url'].includes(semantic.kind)
}

/** Near: one slip in five letters, three at most, or an initial for a name; never with other digits. For dates: one digit, or day and month changed over. */
function levelSql(column: ColumnProfile, x: string, y: string): string {
  const digits = (value: string): string => `regexp_replace(${value}, '[^0-9]+', '', 'g')`
  const near = isText(column)
    ? `(${digits(x)} = ${digits(y)} AND (
    (jaro_winkler_similarity(${x}, ${y}) >= 0.85 AND damerau_levenshtein(${x}, ${y}) <= greatest(1, least(3, least(length(${x}), length(${y})) // 5)))
    OR (least(length(${x}), length(${y})) = 1 AND left(${x}, 1) = left(${y}, 1))))`
    : tells(column)
      ? `(length(${x}) = length(${y}) AND (damerau_levenshtein(${x}, ${y}) = 1 OR substr(${x}, 1, 4) || substr(${x}, 9, 2) || substr(${x}, 6, 2) = substr(${y}, 1, 4) || substr(${y}, 6, 2) || substr(${y}, 9, 2)))`
      : 'false'
  return `CASE WHEN ${x} IS NULL OR ${y} IS NULL THEN 'empty' WHEN ${x} = ${y} THEN 'same' WHEN ${near} THEN 'near' ELSE 'other' END`
}
