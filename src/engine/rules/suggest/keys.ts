import type { RelationsFound } from '../../../contract'
import { figureText } from '../../figure-text'
import { proposal, type Known, type Proposal } from './proposal'

const ENOUGH = 20

/** Columns that identify rows, alone or together. */
export function keyRules({ table, profile }: Known, found: RelationsFound | null): Proposal[] {
  const single = profile.columns.flatMap(({ name, semantic, rows, missing, blank, duplicates }) => {
    const present = rows - missing - blank
    if (semantic.kind !== 'identifier' || present < ENOUGH || duplicates > 0.01 * present) return []
    const share = figureText((present - duplicates) / present, 'share')
    return [
      proposal(
        table.ref,
        { kind: 'unique', columns: [name] },
        {
          fr: `Ressemble à un identifiant : ${share.fr} de valeurs différentes.`,
          en: `Looks like an identifier: ${share.en} different values.`
        }
      )
    ]
  })
  const together = (found?.keys ?? []).filter(
    ({ table: of, columns, unique, weak }) => of.name === table.ref.name && columns.length > 1 && unique && !weak
  )
  return [
    ...single,
    ...together.map(({ columns }) =>
      proposal(
        table.ref,
        { kind: 'unique', columns },
        {
          fr: 'Ces colonnes ensemble identifient chaque ligne, aucune d’elles seule.',
          en: 'These columns together identify each row, none of them alone.'
        }
      )
    )
  ]
}
