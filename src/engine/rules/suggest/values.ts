import type { Anomaly, ColumnProfile } from '../../../contract'
import { knownFindings } from '../../anomalies'
import { countOf } from '../../figure-text'
import { proposal, type Known, type Proposal } from './proposal'

/** Share of the rows below which a value looks like a slip rather than a category. */
const RARE = 0.003
const ENOUGH = 30
/** A spelling less than this share as common as another one of the same word is a variant of it. */
const VARIANT = 0.5

/** Columns of few categories: the list of those that are no slips. */
export function valueRules({ project, table, profile }: Known): Proposal[] {
  const slips = knownSlips(knownFindings(project, table) ?? [])
  return profile.columns.flatMap((column) => {
    const values = listed(column, slips.get(column.name) ?? new Set())
    if (!values) return []
    const count = countOf(values.length, ['valeur', 'valeurs'], ['value', 'values'])
    const rows = countOf(column.rows - column.missing, ['ligne', 'lignes'], ['row', 'rows'])
    return [
      proposal(
        table.ref,
        { kind: 'set', column: column.name, values },
        {
          fr: `${count.fr} se partagent ${rows.fr} ; les plus rares (moins de 0,3 %), les variantes d’écriture et celles qu’une anomalie dit fausses sont laissées hors de la liste.`,
          en: `${count.en} share ${rows.en}; the rarest (below 0.3%), variants in spelling and those that an anomaly calls wrong are left out of the list.`
        }
      )
    ]
  })
}

/** Values that the search for anomalies takes for another one written otherwise, by column. */
function knownSlips(findings: readonly Anomaly[]): Map<string, Set<string>> {
  const slips = new Map<string, Set<string>>()
  for (const { proposal: offered } of findings) {
    if (offered?.repair.kind !== 'replace') continue
    const { column, map } = offered.repair
    slips.set(column, new Set([...(slips.get(column) ?? []), ...map.map(({ from }) => from)]))
  }
  return slips
}

function listed(
  { family, semantic, top, distinct, rows, missing, blank, disguised, constant }: ColumnProfile,
  slips: ReadonlySet<string>
) {
  const present = rows - missing - blank
  if (!['text', 'boolean'].includes(family) || ['free_text', 'name', 'identifier'].includes(semantic.kind)) return null
  if (constant || present < ENOUGH || distinct < 2 || distinct > present / 5) return null
  const codes = new Set([...disguised.map(({ value }) => value), ...slips])
  const usual = top.filter(({ value, n }) => n >= Math.max(2, RARE * present) && value.trim() && !codes.has(value))
  const covered = usual.reduce((sum, { n }) => sum + n, 0)
  const kept = withoutVariants(usual)
  if (kept.length < 2 || covered < 0.95 * present) return null
  // Values cut for showing would let no row pass.
  return kept.some(({ value }) => value.length >= 200) ? null : kept.map(({ value }) => value)
}

/** Of spellings that differ by case, accents or outer spaces, the commonest: `abonné` beside `Abonné` is no category of its own. */
function withoutVariants(values: ColumnProfile['top']): ColumnProfile['top'] {
  const plain = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
  const most = new Map<string, number>()
  for (const { value, n } of values) most.set(plain(value), Math.max(n, most.get(plain(value)) ?? 0))
  // Codes such as m and M, each as common as the other, are two values.
  return values.filter(({ value, n }) => n >= VARIANT * (most.get(plain(value)) ?? n))
}
