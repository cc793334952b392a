import type { Evidence, LocalizedText, MatchReport } from '../../contract'
import type { Table } from '../tables'
import { namesInWords, tableInWords } from './evidence'
import { ident } from '../sql'
import { keysMatch, keysPresent, type KeySides } from './key-sql'
import type { MatchAsked } from './match-asked'
import { nearValuesSql, orphanValuesSql } from './match-sql'

type Counted = Pick<
  MatchReport,
  | 'none'
  | 'missing'
  | 'one'
  | 'several'
  | 'rightOrphans'
  | 'rowsAfter'
  | 'leftOrphanValues'
  | 'rightOrphanValues'
  | 'nearRows'
>

/** What stands behind each figure of a match report, with its rows. */
export function matchEvidence(
  left: Table,
  right: Table,
  sides: KeySides,
  { on, how }: MatchAsked,
  counted: Counted
): MatchReport['evidence'] {
  const matches = `(SELECT count(*) FROM ${right.sql} AS r WHERE ${keysMatch(sides)})`
  const [l, r] = [tableInWords(left), tableInWords(right)]
  const by = namesInWords(on.map((pair) => pair.left))
  const rowsWith = (condition: string, n: number, title: LocalizedText, definition: LocalizedText): Evidence => ({
    title,
    definition,
    n,
    filter: { fr: `Toutes les lignes de ${l.fr}, par ${by.fr}`, en: `All rows of ${l.en}, by ${by.en}` },
    sql: `SELECT count(*) AS n FROM (SELECT ${matches} AS matches FROM ${left.sql} AS l) WHERE matches ${condition}`,
    rowsSql: `SELECT l.rowid, l.* FROM ${left.sql} AS l WHERE ${matches} ${condition} ORDER BY l.rowid`,
    table: left.ref,
    columns: on.map((pair) => pair.left)
  })
  const own = keysPresent(sides.left)
  const leftWhere = (condition: string): string => `FROM ${left.sql} AS l WHERE ${condition}`
  const kept: LocalizedText = {
    fr: 'Une jointure à gauche les garde sans rien leur ajouter ; une jointure interne les retire.',
    en: 'A left join keeps them with nothing added; an inner join removes them.'
  }
  const leftRows = (condition: string, n: number, title: LocalizedText, which: LocalizedText): Evidence => ({
    title,
    definition: { fr: `${which.fr} ${kept.fr}`, en: `${which.en} ${kept.en}` },
    n,
    filter: { fr: `Toutes les lignes de ${l.fr}, par ${by.fr}`, en: `All rows of ${l.en}, by ${by.en}` },
    sql: `SELECT count(*) AS n ${leftWhere(condition)}`,
    rowsSql: `SELECT l.rowid, l.* ${leftWhere(condition)} ORDER BY l.rowid`,
    table: left.ref,
    columns: on.map((pair) => pair.left)
  })
  return {
    unmatched: leftRows(
      `${own} AND NOT EXISTS (SELECT 1 FROM ${right.sql} AS r WHERE ${keysMatch(sides)})`,
      counted.none - counted.missing,
      { fr: `Lignes de ${l.fr} sans correspondance`, en: `Rows of ${l.en} without a match` },
      {
        fr: `Lignes dont la clé est renseignée, et n’est pas dans ${r.fr}.`,
        en: `Rows whose key is given, and not in ${r.en}.`
      }
    ),
    missing: leftRows(
      `NOT (${own})`,
      counted.missing,
      { fr: `Lignes de ${l.fr} sans valeur de clé`, en: `Rows of ${l.en} without a key value` },
      {
        fr: 'Lignes dont la clé manque, en tout ou en partie : rien ne peut leur correspondre.',
        en: 'Rows whose key is missing, all or part of it: nothing can match them.'
      }
    ),
    one: rowsWith(
      '= 1',
      counted.one,
      { fr: `Lignes de ${l.fr} avec une correspondance`, en: `Rows of ${l.en} with one match` },
      {
        fr: `Lignes dont la clé est sur une seule ligne de ${r.fr}.`,
        en: `Rows whose key stands on one row of ${r.en}.`
      }
    ),
    several: rowsWith(
      '> 1',
      counted.several,
      { fr: `Lignes de ${l.fr} avec plusieurs correspondances`, en: `Rows of ${l.en} with several matches` },
      {
        fr: `Lignes dont la clé est sur plusieurs lignes de ${r.fr} : la jointure les répète autant de fois.`,
        en: `Rows whose key stands on several rows of ${r.en}: a join repeats them as many times.`
      }
    ),
    rightOrphans: {
      title: { fr: `Lignes de ${r.fr} jamais citées`, en: `Rows of ${r.en} never used` },
      definition: {
        fr: `Lignes de ${r.fr} dont la clé manque ou n’est sur aucune ligne de ${l.fr} : la jointure ne les prend pas.`,
        en: `Rows of ${r.en} whose key is missing or on no row of ${l.en}: the join does not take them.`
      },
      n: counted.rightOrphans,
      filter: { fr: `Toutes les lignes de ${r.fr}`, en: `All rows of ${r.en}` },
      sql: `SELECT count(*) AS n FROM ${right.sql} AS r WHERE NOT EXISTS (SELECT 1 FROM ${left.sql} AS l WHERE ${keysMatch(sides)})`,
      rowsSql: `SELECT r.rowid, r.* FROM ${right.sql} AS r WHERE NOT EXISTS (SELECT 1 FROM ${left.sql} AS l WHERE ${keysMatch(sides)}) ORDER BY r.rowid`,
      table: right.ref,
      columns: on.map((pair) => pair.right)
    },
    after: {
      title: { fr: 'Lignes après la jointure', en: 'Rows after the join' },
      definition: {
        fr:
          how === 'left'
            ? 'Chaque ligne de gauche, autant de fois qu’elle a de correspondances, et une fois si elle n’en a pas.'
            : 'Chaque ligne de gauche, autant de fois qu’elle a de correspondances.',
        en:
          how === 'left'
            ? 'Each row of the left as many times as it has matches, and once where it has none.'
            : 'Each row of the left as many times as it has matches.'
      },
      n: counted.rowsAfter,
      filter: { fr: `Toutes les lignes de ${l.fr}, par ${by.fr}`, en: `All rows of ${l.en}, by ${by.en}` },
      sql: `SELECT count(*) AS n FROM ${left.sql} AS l ${how === 'left' ? 'LEFT' : 'INNER'} JOIN ${right.sql} AS r ON ${keysMatch(sides)}`,
      rowsSql: `SELECT l.*, r.* FROM ${left.sql} AS l ${how === 'left' ? 'LEFT' : 'INNER'} JOIN ${right.sql} AS r ON ${keysMatch(sides)} ORDER BY l.rowid, r.rowid`,
      table: left.ref,
      columns: on.map((pair) => pair.left)
    },
    ...valuesEvidence(left, right, sides, { on, counted })
  }
}

/** Each different value with its number of rows: those that either side alone has, those that are nearly found. */
function valuesEvidence(
  left: Table,
  right: Table,
  sides: KeySides,
  { on, counted }: { on: MatchAsked['on']; counted: Counted }
): Pick<MatchReport['evidence'], 'leftValues' | 'rightValues' | 'near'> {
  const [l, r] = [tableInWords(left), tableInWords(right)]
  const turned = { left: sides.right, right: sides.left }
  const own = { table: left.ref, columns: on.map((pair) => pair.left) }
  const theirs = on.map((pair) => pair.right)
  const only = (
    mine: LocalizedText,
    other: LocalizedText,
    sql: string,
    names: readonly string[],
    n: number
  ): Omit<Evidence, 'table' | 'columns'> => ({
    title: {
      fr: `Valeurs de ${mine.fr} introuvables dans ${other.fr}`,
      en: `Values of ${mine.en} not found in ${other.en}`
    },
    definition: {
      fr: 'Chaque valeur différente de la clé, et le nombre de lignes où elle est.',
      en: 'Each different value of the key, and the number of rows on which it stands.'
    },
    n,
    filter: { fr: 'Clé renseignée', en: 'Key given' },
    sql: `SELECT count(*) AS orphan_values FROM (${sql})`,
    rowsSql: underNames(
      sql,
      names.map((name, place) => [`v${place}`, name] as const)
    )
  })
  const near = nearValuesSql(left.sql, right.sql, sides)
  return {
    leftValues: {
      ...only(l, r, orphanValuesSql(left.sql, right.sql, sides), own.columns, counted.leftOrphanValues),
      ...own
    },
    rightValues: {
      ...only(r, l, orphanValuesSql(right.sql, left.sql, turned, 'r', 'l'), theirs, counted.rightOrphanValues),
      table: right.ref,
      columns: theirs
    },
    near: {
      title: { fr: `Lignes de ${l.fr} presque trouvées`, en: `Rows of ${l.en} nearly found` },
      definition: {
        fr: `Valeurs sans correspondance qui seraient une valeur de ${r.fr} sans les espaces, la casse, les zéros de tête ou les accents, et leur nombre de lignes.`,
        en: `Values without a match that would be a value of ${r.en} but for spaces, case, leading zeros or accents, and their number of rows.`
      },
      n: counted.nearRows,
      filter: { fr: 'Clé renseignée, sans correspondance', en: 'Key given, without a match' },
      sql: `SELECT sum(n)::BIGINT AS near_rows FROM (${near})`,
      rowsSql: underNames(near, [
        ...own.columns.map((name, place) => [`v${place}`, `${name} (${left.ref.name})`] as const),
        ...theirs.map((name, place) => [`w${place}`, `${name} (${right.ref.name})`] as const)
      ]),
      ...own
    }
  }
}

/** Values under the names of their columns, in the same order. */
function underNames(sql: string, names: readonly (readonly [string, string])[]): string {
  const cells = names.map(([cell, name]) => `o.${cell} AS ${ident(name)}`)
  return `SELECT ${cells.join(', ')}, o.n FROM (${sql}) AS o ORDER BY o.n DESC, ${names.map(([cell]) => `o.${cell}`).join(', ')}`
}
