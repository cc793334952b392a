import type { Anomaly } from '../../contract'
import { earlierMatter } from './earlier-matter'
import { rowsInWords } from './finding'

/** What an anomaly is about whichever column is blamed, the same for all parts of it; null where its own identity says all. */
export function matterOf(anomaly: Anomaly): string | null {
  const { detector, kind, table } = anomaly
  const matter = ofAnyVersion(anomaly)
  return matter === null ? null : JSON.stringify([table.name, kind, detector, matter.rule])
}

/** The parts of one matter told as one anomaly: all their rows, and no column blamed that not all of them blame. */
export function wholeMatter(parts: readonly [Anomaly, ...Anomaly[]]): Anomaly {
  const [first, ...others] = parts
  if (!others.length) return first
  const sum = (of: 'rows' | 'cells'): number => parts.reduce((so, part) => so + part[of], 0)
  const rows = sum('rows')
  const count = rowsInWords(rows)
  const told = ofAnyVersion(first)?.rows
  return {
    ...first,
    columns: [...new Set(parts.flatMap(({ columns }) => columns))],
    rows,
    cells: sum('cells'),
    message: told ? { fr: `${count.fr} où ${told.fr}`, en: `${count.en} where ${told.en}` } : first.message
  }
}

function ofAnyVersion(anomaly: Anomaly): NonNullable<Anomaly['matter']> | null {
  return anomaly.matter ?? earlierMatter(anomaly)
}
