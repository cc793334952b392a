import type { ColumnInfo, LocalizedText } from '../../contract'
import type { Connection } from '../db'
import { fail } from '../errors'
import { ident, isLostIn, tableName } from '../sql'
import { commonType } from './steps/common-type'
import type { Others, SpecOf } from './steps/kind'

/** Types that every double holds, and those whose cells are not put into one. */
const HELD = /^(U?(TINY|SMALL)INT|U?INTEGER|FLOAT|DOUBLE)$/

/**
 * Refuses to put exact numbers under one name with doubles where one of them would be rounded, such as an identifier beyond
 * 2^53 (IEEE 754). `rows` is a query.
 */
export async function refuseRounded(
  reader: Pick<Connection, 'rows'>,
  spec: SpecOf<'append' | 'unpivot'>,
  rows: string,
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<void> {
  const behind = spec.kind === 'append' ? (others.get(spec.with) ?? []) : []
  const groups =
    spec.kind === 'append'
      ? columns.map((own) => [own, ...behind.filter(({ name }) => name.toLowerCase() === own.name.toLowerCase())])
      : [columns.filter(({ name }) => spec.columns.includes(name))]
  const risked = groups
    .filter((group) => commonType(group.map(({ type }) => type)) === 'DOUBLE')
    .flat()
    .filter(({ type }) => !HELD.test(type))
  const from = (column: ColumnInfo): string =>
    spec.kind === 'append' && behind.includes(column) ? tableName({ schema: 'clean', name: spec.with }) : `(${rows})`
  for (const column of risked) {
    const cell = ident(column.name)
    const [lost] = await reader.rows<{ value: string }>(
      `SELECT CAST(${cell} AS VARCHAR) AS value FROM ${from(column)} WHERE ${isLostIn('DOUBLE', cell, column.type)} LIMIT 1`,
      { signal }
    )
    if (lost) throw fail('input', rounded(column.name, lost.value))
  }
}

function rounded(column: string, value: string): LocalizedText {
  return {
    fr: `« ${column} » contient ${value}, qu’un nombre à décimales arrondirait : les valeurs qui vont avec en ont. Placez avant cette étape celle qui lit « ${column} » comme du texte.`,
    en: `“${column}” holds ${value}, which a number with decimals would round: the values put with it have some. Put a step that reads “${column}” as text before this one.`
  }
}
