import { columnOf, cellSql, missingSql, named } from './cell'
import type { KindOf } from './kind'

/** No other row has the same values; where some repeat, every row of the group fails, since which one is right is not known. */
export const unique: KindOf<'unique'> = {
  reads: ({ columns }) => columns,
  verdict({ columns: names }, ground) {
    const columns = names.map((name) => columnOf(ground, name))
    const missing = columns.map((column) => missingSql(column)).join(' OR ')
    const cells = columns.map(cellSql).join(', ')
    const repeated = `SELECT ${cells} FROM ${ground.from} WHERE NOT (${missing}) GROUP BY ALL HAVING count(*) > 1`
    return `CASE WHEN ${missing} THEN NULL ELSE NOT ((${cells}) IN (${repeated})) END`
  },
  words({ columns }) {
    const names = named(...columns)
    return columns.length > 1
      ? { fr: `${names.fr} ensemble ne se répètent pas`, en: `${names.en} together do not repeat` }
      : { fr: `${names.fr} ne se répète pas`, en: `${names.en} does not repeat` }
  },
  order: ({ columns }) => columns
}
