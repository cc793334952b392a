import type { Anomaly, ColumnProfile } from '../../../contract'
import { countOf } from '../../figure-text'
import { doubtfulSql, toldOf } from './doubtful'
import { proposal, type Known, type Proposal } from './proposal'

/** Share of the rows below which a value looks like a slip rather than a category. */
const RARE = 0.003
const ENOUGH = 30
/** A spelling less than this share as common as another one of the same word is a variant of it. */
const VARIANT = 0.5

/** Columns of few categories: the list of those that are no slips. */
export async function valueRules(known: Known): Promise<Proposal[]> {
  const proposals: Proposal[] = []
  for (const column of known.profile.columns) {
    const findings = toldOf(known, column.name)
    const usual = listed(column, new Set())
    const slips = usual ? await slipsOf(known, column, findings ?? []) : new Set<string>()
    const values = slips.size ? listed(column, slips) : usual
    if (values) proposals.push(told(known, column, values, findings !== null))
  }
  return proposals
}

function told({ table }: Known, { name, rows, missing }: ColumnProfile, values: string[], searched: boolean): Proposal {
  const count = countOf(values.length, ['valeur', 'valeurs'], ['value', 'values'])
  const shared = countOf(rows - missing, ['ligne', 'lignes'], ['row', 'rows'])
  const wrong = searched
    ? { fr: ', les variantes d’écriture et celles qu’une anomalie dit fausses', en: ', variants in spelling and those that an anomaly calls wrong' } // prettier-ignore
    : { fr: ' et les variantes d’écriture', en: ' and variants in spelling' }
  return proposal(
    table.ref,
    { kind: 'set', column: name, values },
    {
      fr: `${count.fr} se partagent ${shared.fr} ; les plus rares (moins de 0,3 %)${wrong.fr} sont laissées hors de la liste.`,
      en: `${count.en} share ${shared.en}; the rarest (below 0.3%)${wrong.en} are left out of the list.`
    }
  )
}

/** Values that the search for anomalies takes for another one written otherwise, or calls wrong most times that they stand. */
async function slipsOf(
  { ask }: Known,
  { name, top }: ColumnProfile,
  findings: readonly Anomaly[]
): Promise<Set<string>> {
  const replaced = findings.flatMap(({ proposal: offered }) =>
    offered?.repair.kind === 'replace' ? offered.repair.map.map(({ from }) => from) : []
  )
  const doubtful = doubtfulSql(name, findings)
  if (!doubtful) return new Set(replaced)
  const counted = await ask<{ value: string; n: number }>(
    `SELECT value::VARCHAR AS value, count(*) AS n FROM (${doubtful}) WHERE value IS NOT NULL GROUP BY ALL`
  )
  const wrong = new Map(counted.map(({ value, n }) => [value, n]))
  const mostly = top.filter(({ value, n }) => 2 * (wrong.get(value) ?? 0) > n).map(({ value }) => value)
  return new Set([...replaced, ...mostly])
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
