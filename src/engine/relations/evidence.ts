import type { Evidence, Link, LocalizedText } from '../../contract'
import { ident } from '../sql'
import type { Table } from '../tables'
import { keysMatch, keysPresent, type KeySides } from './key-sql'

const ALL: LocalizedText = { fr: 'Toutes les lignes', en: 'All rows' }

/** The rows that share the values of a key with another row. */
export function keyEvidence(table: Table, columns: readonly string[], duplicates: number): Evidence {
  const names = columns.map(ident)
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ')
  const repeated = `SELECT ${names.join(', ')} FROM ${table.sql} WHERE ${present} GROUP BY ${names.join(', ')} HAVING count(*) > 1`
  const words = namesInWords(columns)
  return {
    title: { fr: `Doublons de ${words.fr}`, en: `Duplicates of ${words.en}` },
    definition: {
      fr: 'Lignes dont la clé est déjà sur une ligne précédente. Une clé sans doublon et toujours renseignée désigne chaque ligne.',
      en: 'Rows whose key already appears on an earlier row. A key that has no duplicates and is never missing identifies each row.'
    },
    n: duplicates,
    filter: ALL,
    sql: `SELECT coalesce(sum(n - 1), 0)::BIGINT AS duplicates FROM (SELECT count(*) AS n FROM ${table.sql} WHERE ${present} GROUP BY ${names.join(', ')})`,
    rowsSql: `SELECT t.rowid, t.* FROM ${table.sql} AS t WHERE (${names.map((name) => `t.${name}`).join(', ')}) IN (${repeated}) ORDER BY ${names.map((name) => `t.${name}`).join(', ')}, t.rowid`,
    table: table.ref,
    columns: [...columns]
  }
}

export interface LinkSides {
  from: Table
  to: Table
  /** Aliases `l` and `r`. */
  sides: KeySides
  left: readonly string[]
  right: readonly string[]
}

type Counted = Pick<Link, 'present' | 'orphanRows' | 'values' | 'orphanValues' | 'keys' | 'usedKeys'>

/** What stands behind each figure of a link: matched rows, orphans by row and by value, keys that nothing names. */
export function linkEvidence(link: LinkSides, counted: Counted): Link['evidence'] {
  const { from, to, sides, left, right } = link
  const [f, t] = [namesInWords(left), namesInWords(right)]
  const given: LocalizedText = { fr: `${f.fr} renseignée`, en: `${f.en} given` }
  const present = keysPresent(sides.left)
  const found = `EXISTS (SELECT 1 FROM ${to.sql} AS r WHERE ${keysMatch(sides)})`
  const base = { filter: given, table: from.ref, columns: [...left] }
  const values = sides.left.map((side, place) => `${side} AS key_${place + 1}`).join(', ')
  const grouped = sides.left.map((_, place) => `key_${place + 1}`).join(', ')
  return {
    matched: {
      ...base,
      title: { fr: `${f.fr} trouvée dans ${tableInWords(to).fr}`, en: `${f.en} found in ${tableInWords(to).en}` },
      definition: {
        fr: `Part des lignes renseignées dont la valeur est une valeur de ${t.fr} dans la table ${tableInWords(to).fr}.`,
        en: `Share of the rows with a value whose value is one of ${t.en} in table ${tableInWords(to).en}.`
      },
      n: counted.present,
      sql: `SELECT avg(CASE WHEN ${found} THEN 1 ELSE 0 END) AS matched_share FROM ${from.sql} AS l WHERE ${present}`,
      rowsSql: `SELECT l.rowid, l.* FROM ${from.sql} AS l WHERE ${present} AND ${found} ORDER BY l.rowid`
    },
    orphans: {
      ...base,
      title: { fr: `Lignes orphelines de ${f.fr}`, en: `Orphan rows of ${f.en}` },
      definition: {
        fr: `Lignes dont la valeur n’existe pas dans ${t.fr} de la table ${tableInWords(to).fr}\u00a0: une jointure les laisserait sans correspondance.`,
        en: `Rows whose value does not exist in ${t.en} of table ${tableInWords(to).en}: a join would leave them without a match.`
      },
      n: counted.orphanRows,
      sql: `SELECT count(*) AS orphan_rows FROM ${from.sql} AS l WHERE ${present} AND NOT ${found}`,
      rowsSql: `SELECT l.rowid, l.* FROM ${from.sql} AS l WHERE ${present} AND NOT ${found} ORDER BY l.rowid`
    },
    orphanValues: {
      ...base,
      title: { fr: `Valeurs orphelines de ${f.fr}`, en: `Orphan values of ${f.en}` },
      definition: {
        fr: `Valeurs différentes de ${f.fr} qui n’existent pas dans la table ${tableInWords(to).fr}, et le nombre de lignes de chacune.`,
        en: `Different values of ${f.en} that do not exist in table ${tableInWords(to).en}, and the number of rows of each.`
      },
      n: counted.orphanValues,
      sql: `SELECT count(*) AS orphan_values FROM (SELECT DISTINCT ${values} FROM ${from.sql} AS l WHERE ${present} AND NOT ${found})`,
      rowsSql: `SELECT ${values}, count(*) AS n FROM ${from.sql} AS l WHERE ${present} AND NOT ${found} GROUP BY ALL ORDER BY n DESC, ${grouped}`
    },
    unused: unusedEvidence(link, counted.keys - counted.usedKeys)
  }
}

/** Keys of the other side that no row names. */
function unusedEvidence({ from, to, sides, right }: LinkSides, n: number): Evidence {
  const t = namesInWords(right)
  const named = `EXISTS (SELECT 1 FROM ${from.sql} AS l WHERE ${keysMatch(sides)})`
  const where = `${keysPresent(sides.right)} AND NOT ${named}`
  const values = sides.right.map((side, place) => `${side} AS key_${place + 1}`).join(', ')
  return {
    title: { fr: `Clés ${t.fr} jamais citées`, en: `Keys ${t.en} never used` },
    definition: {
      fr: `Clés de la table ${tableInWords(to).fr} qu’aucune ligne de ${tableInWords(from).fr} ne cite.`,
      en: `Keys of table ${tableInWords(to).en} that no row of ${tableInWords(from).en} uses.`
    },
    n,
    filter: { fr: `${t.fr} renseignée`, en: `${t.en} given` },
    sql: `SELECT count(*) AS unused_keys FROM (SELECT DISTINCT ${values} FROM ${to.sql} AS r WHERE ${where})`,
    rowsSql: `SELECT r.rowid, r.* FROM ${to.sql} AS r WHERE ${where} ORDER BY r.rowid`,
    table: to.ref,
    columns: [...right]
  }
}

export function namesInWords(columns: readonly string[]): LocalizedText {
  return {
    fr: columns.map((name) => `«\u00a0${name}\u00a0»`).join(' + '),
    en: columns.map((name) => `“${name}”`).join(' + ')
  }
}

export function tableInWords({ ref }: Pick<Table, 'ref'>): LocalizedText {
  return namesInWords([ref.name])
}
