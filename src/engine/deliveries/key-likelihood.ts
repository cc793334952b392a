import { nameWords } from '../import'

/** What tells whether a column is there to identify: its name, and some of its values as text. */
export interface KeyLook {
  name: string
  /** Distinct values, of all rows. */
  distinct: number
  rows: number
  /**
   * Shares of some values: with decimals that are not all zero; with several that are, as amounts have (a single one is how
   * whole numbers of a column of decimals are printed); whole numbers; in one piece with a digit and a letter.
   */
  decimal: number
  padded: number
  whole: number
  code: number
  /** Ends of whole numbers; null for others. */
  span: readonly [number, number] | null
}

/** `measure`: numbers with decimals, which identify nothing. `open`: neither its name nor its values say. */
export type KeyLikelihood = 'identifier' | 'code' | 'open' | 'measure'

const IDENTIFIER = new Set(
  'id ids identifiant identifier ident code num numero no nr n key cle ref reference pk uid uuid guid matricule siret siren ean isbn rowid'.split(
    ' '
  )
)

/** Pairs of rows that chance would make alike in a set of columns: below this, that none are says nothing. */
const SURPRISING = 5

export function keyLikelihood({ name, distinct, decimal, padded, whole, code, span }: KeyLook): KeyLikelihood {
  if (decimal > 0.1) return 'measure'
  if (saysIdentifier(name)) return 'identifier'
  if (padded > 0.1) return 'measure'
  if (code > 0.9) return 'code'
  // A count without gaps.
  if (whole > 0.99 && span && span[1] - span[0] + 1 <= 1.2 * distinct) return 'code'
  return 'open'
}

/** Whether columns that tell all rows apart may well do so by chance: nothing else says that they identify. */
export function isChance(looks: readonly KeyLook[]): boolean {
  const likely = looks.map(keyLikelihood)
  if (looks.length === 1) return likely[0] === 'open' || likely[0] === 'measure'
  // A name such as « code postal » says that it identifies something, not that it identifies rows.
  if (looks.some((look, at) => likely[at] === 'identifier' && isNearlyUnique(look))) return false
  const { rows } = looks[0] ?? { rows: 0 }
  const values = looks.reduce((product, { distinct }) => product * Math.max(1, distinct), 1)
  return (rows * (rows - 1)) / 2 / values < SURPRISING
}

/** Whether a column has nearly a value of its own for each row, as far as an estimate tells. */
export function isNearlyUnique({ distinct, rows }: Pick<KeyLook, 'distinct' | 'rows'>): boolean {
  return distinct / rows > 0.7
}

function saysIdentifier(name: string): boolean {
  if (/(^|[^\p{L}])n[°º]/iu.test(name)) return true
  return nameWords(name).some((word) => IDENTIFIER.has(word))
}
