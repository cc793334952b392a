import type { Anomaly, RuleDimension, Score, ScorePart, TableProfile } from '../../contract'
import { SURE, votesSql } from '../anomalies'
import type { Project } from '../project'
import { placedList } from '../sql'
import type { Table } from '../tables'
import { missingSql } from './kinds/cell'

/** Kinds of anomaly that are about repeated rows: they make uniqueness, whatever else they touch. */
const REPEATS = new Set<Anomaly['kind']>(['duplicate_rows', 'duplicate_key'])

/** Cells with a value, by the profile. */
export function completeness(table: Table, { columns }: TableProfile): Score {
  const n = table.rows * table.columns.length
  const parts = columns
    .flatMap((column): ScorePart[] => {
      const faults = column.missing + column.blank
      if (!faults) return []
      const where = missingSql({ name: column.name, type: column.type })
      const label = { fr: `« ${column.name} » sans valeur`, en: `“${column.name}” without a value` }
      return [
        {
          label,
          n: column.rows,
          faults,
          rule: null,
          evidence: {
            title: label,
            definition: {
              fr: 'Cellules vides, ou qui ne contiennent que des espaces.',
              en: 'Empty cells, or cells of nothing but white space.'
            },
            n: column.rows,
            filter: { fr: 'Toutes les lignes', en: 'All rows' },
            sql: `SELECT count(*) FILTER (WHERE ${where}) AS value, count(*) AS n\nFROM ${table.sql}`,
            rowsSql: rowsSql(table, where),
            table: table.ref,
            columns: [column.name]
          }
        }
      ]
    })
    .sort((a, b) => b.faults - a.faults)
  return scored(
    n,
    parts.reduce((sum, { faults }) => sum + faults, 0),
    parts,
    {
      fr: 'Part des cellules qui ont une valeur (ni vides, ni faites d’espaces), comptée par le profil sur toutes les lignes ; n est le nombre de cellules.',
      en: 'Share of cells with a value (neither empty nor white space), counted by the profile on all rows; n is the number of cells.'
    }
  )
}

/** Cells that no anomaly of a dimension covers. */
export async function fromFindings(
  project: Project,
  table: Table,
  dimension: RuleDimension,
  findings: readonly Anomaly[],
  signal?: AbortSignal
): Promise<Score> {
  const own = findings.filter((one) => one.dimension === dimension && !REPEATS.has(one.kind) && one.cells > 0)
  const votes = votesSql(own, SURE)
  const [row] = votes
    ? await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${votes}\n)`, { signal })
    : [{ n: 0 }]
  return scored(
    table.rows * table.columns.length,
    row?.n ?? 0,
    partsOf(own, ({ cells }) => cells),
    {
      fr: 'Part des cellules qu’aucune anomalie de cette dimension ne rend douteuses (confiance des détecteurs réunis d’au moins 50 %) ; n est le nombre de cellules. Une cellule citée par plusieurs anomalies compte une fois.',
      en: 'Share of cells that no anomaly of this dimension makes doubtful (joint confidence of the detectors of at least 50%); n is the number of cells. A cell named by several anomalies counts once.'
    }
  )
}

/** Rows that repeat no other. */
export async function uniqueness(
  project: Project,
  table: Table,
  findings: readonly Anomaly[],
  signal?: AbortSignal
): Promise<Score> {
  const own = findings.filter(({ kind, cells }) => REPEATS.has(kind) && cells > 0)
  const votes = votesSql(own, SURE)
  const [row] = votes
    ? await project.rows<{ n: number }>(`SELECT count(DISTINCT "row") AS n FROM (${votes}\n)`, { signal })
    : [{ n: 0 }]
  return scored(
    table.rows,
    row?.n ?? 0,
    partsOf(own, ({ rows }) => rows),
    {
      fr: 'Part des lignes qui n’en répètent aucune, ni en entier ni par leur identifiant, selon les détecteurs (confiance d’au moins 50 %) ; n est le nombre de lignes.',
      en: 'Share of rows that repeat no other, neither whole nor by their identifier, by the detectors (confidence of at least 50%); n is the number of rows.'
    }
  )
}

function partsOf(findings: readonly Anomaly[], faultsOf: (one: Anomaly) => number): ScorePart[] {
  return findings
    .map((one) => ({
      label: one.message,
      n: one.evidence.n ?? 0,
      faults: faultsOf(one),
      rule: null,
      evidence: one.evidence
    }))
    .sort((a, b) => b.faults - a.faults)
}

function scored(n: number, faults: number, parts: ScorePart[], method: Score['method']): Score {
  return { value: n ? 1 - faults / n : null, n, faults, method, parts }
}

function rowsSql({ sql, columns }: Table, where: string): string {
  return `SELECT ${placedList(columns)}\nFROM ${sql}\nWHERE ${where}`
}
