import type { ColumnInfo } from '../../../contract'
import { fail } from '../../errors'
import { keySides } from '../../relations'
import { columnOf, missingSql, named } from './cell'
import type { Ground, KindOf } from './kind'

/** The values are found in another table: no row points to nothing. */
export const relation: KindOf<'relation'> = {
  reads: ({ on }) => on.map(({ left }) => left),
  tables: ({ to }) => [to],
  verdict({ to, on, normalise }, ground) {
    const other = otherOf(ground, to)
    const missing = on.map(({ left }) => missingSql(columnOf(ground, left), ground.alias)).join(' OR ')
    const { left, right } = keySides(
      on,
      { alias: ground.alias, columns: ground.columns },
      { alias: 'r', columns: other.columns },
      normalise
    )
    const present = right.map((side) => `${side} IS NOT NULL`).join(' AND ')
    const keys = `SELECT ${right.join(', ')} FROM ${other.sql} AS r WHERE ${present}`
    return `CASE WHEN ${missing} THEN NULL ELSE (${left.join(', ')}) IN (${keys}) END`
  },
  words({ to, on }) {
    const [left, right] = [named(...on.map((pair) => pair.left)), named(...on.map((pair) => pair.right))]
    return {
      fr: `${left.fr} se trouve dans ${right.fr} de la table « ${to} »`,
      en: `${left.en} is found in ${right.en} of the table “${to}”`
    }
  }
}

function otherOf({ others }: Ground, name: string): { sql: string; columns: readonly ColumnInfo[] } {
  const found = others.get(name)
  if (found) return found
  throw fail('not_found', {
    fr: `La table « ${name} » n’est pas dans le projet.`,
    en: `The table “${name}” is not in the project.`
  })
}
