import { proposal, type Known, type Proposal } from './proposal'

/** Share of rows with a value from which a column looks meant to be filled. */
const NEARLY_ALL = 0.99
const ENOUGH = 20

/** Columns that nearly every row fills. */
export function presenceRules({ table, profile }: Known): Proposal[] {
  return profile.columns.flatMap(({ name, rows, missing, blank, disguised }) => {
    const present = rows - missing - blank
    // Codes for "no answer" fill a cell, and say that it may be empty.
    const told = present - disguised.reduce((sum, { n }) => sum + n, 0)
    if (rows < ENOUGH || told < NEARLY_ALL * rows) return []
    return [
      proposal(table.ref, { kind: 'not_null', column: name }, (share) => ({
        fr: `Renseigné sur ${share.fr} des lignes.`,
        en: `Present on ${share.en} of the rows.`
      }))
    ]
  })
}
