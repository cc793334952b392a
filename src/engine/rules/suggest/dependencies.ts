import type { Dependency, LocalizedText } from '../../../contract'
import { countOf, figureText } from '../../figure-text'
import { findDependencies } from '../../profile'
import { proposal, type Known, type Proposal } from './proposal'

/** Most dependencies suggested of one table, the surest first. */
const MOST = 12
/** Share of the rows that may break one. */
const BROKEN = 0.02

/** Columns that follow from another one. */
export async function dependencyRules({ project, table, profile, signal, note }: Known): Promise<Proposal[]> {
  const { found } = await project.database.withConnection((connection) =>
    findDependencies({ connection, table, columns: profile.columns, signal, onShare: () => undefined })
  )
  const held = found.filter(
    ({ determinant, n, repeated, g3 }) => determinant.length === 1 && g3 <= BROKEN && repeated >= 0.5 * n
  )
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

function told(table: Known['table']['ref'], { determinant, dependent, n, violations }: Dependency): Proposal {
  const share = figureText((n - violations) / n, 'share')
  return proposal(
    table,
    { kind: 'depends', determinant, dependent },
    { fr: `Vrai sur ${share.fr} des lignes.`, en: `True on ${share.en} of the rows.` }
  )
}
