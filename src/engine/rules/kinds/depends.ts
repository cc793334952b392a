import { cellSql, columnOf, missingSql, named } from './cell'
import type { KindOf } from './kind'

/** Rows alike in some columns are alike in another; the commonest value of each group (the least of those equally common) is taken for right. */
export const depends: KindOf<'depends'> = {
  reads: ({ determinant, dependent }) => [...determinant, dependent],
  verdict({ determinant, dependent }, ground) {
    const columns = [...determinant, dependent].map((name) => columnOf(ground, name))
    const missing = columns.map((column) => missingSql(column)).join(' OR ')
    const cells = columns.map(cellSql)
    const keys = cells.slice(0, -1).map((_, place) => `k${place}`)
    const counted = `SELECT ${cells.map((cell, place) => `${cell} AS ${keys[place] ?? 'v'}`).join(', ')}, count(*) AS n FROM ${ground.from} WHERE NOT (${missing}) GROUP BY ALL`
    const ranked = `SELECT ${keys.join(', ')}, v, row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY n DESC, v) AS place FROM (${counted})`
    return `CASE WHEN ${missing} THEN NULL ELSE (${cells.join(', ')}) IN (SELECT ${keys.join(', ')}, v FROM (${ranked}) WHERE place = 1) END`
  },
  words({ determinant, dependent }) {
    const [from, to] = [named(...determinant), named(dependent)]
    return {
      fr: `Une même valeur de ${from.fr} donne toujours la même valeur de ${to.fr}`,
      en: `The same value of ${from.en} always gives the same value of ${to.en}`
    }
  },
  order: ({ determinant, dependent }) => [...determinant, dependent]
}
