import type { Dependency, LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { findRules, isAmount } from '../../profile'
import { proposal, type Known, type Proposal } from './proposal'

/** Most dependencies suggested of one table, the surest first. */
const MOST = 12
/** Share of the rows that may break one; where each value has many rows, it is as sure of itself as the search asks. */
const BROKEN = 0.02
const MANY = 10

/** Columns that follow from another one. */
export async function dependencyRules({ project, table, profile, signal, note }: Known): Promise<Proposal[]> {
  const { found } = await project.database.withConnection((connection) =>
    findRules({ connection, table, columns: profile.columns, signal, onShare: () => undefined })
  )
  const columns = new Map(profile.columns.map((column) => [column.name, column]))
  const held = found.filter(({ determinant: [cause = ''], n, repeated, g3 }) => {
    const from = columns.get(cause)
    return from && !isAmount(from) && repeated >= 0.5 * n && (g3 <= BROKEN || n >= MANY * from.distinct)
  })
  if (held.length > MOST) note(leftOut(held.length - MOST))
  return held.slice(0, MOST).map((one) => told(table.ref, one))
}

function leftOut(n: number): LocalizedText {
  const count = countOf(n, ['dépendance', 'dépendances'], ['dependency', 'dependencies'])
  return {
    fr: `${count.fr} entre colonnes non proposée${n < 2 ? '' : 's'} : les ${MOST} plus sûres le sont.`,
    en: `${count.en} between columns not suggested: the ${MOST} surest ones are.`
  }
}

function told(table: Known['table']['ref'], { determinant, dependent }: Dependency): Proposal {
  return proposal(table, { kind: 'depends', determinant, dependent }, (kept) => ({
    fr: `Vrai sur ${kept.fr} des lignes jugées.`,
    en: `True on ${kept.en} of the rows judged.`
  }))
}
