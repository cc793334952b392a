import type { Anomaly } from '../../contract'
import { rowsInWords } from './finding'

/** Searches that break the rows of one broken rule up by the column that they blame, which other rows beside them may change. */
const BLAMING = new Set(['date_order', 'arithmetic'])
/** A count, whose thousands a narrow space may part. */
const COUNT = { fr: /^\d[\d\s]* lignes? où /, en: /^\d[\d,]* rows? where / }
const BLAME = { fr: / : la valeur de « .* » semble fausse$/, en: /: the value of “.*” seems wrong$/ }

/** What an anomaly is about whichever column is blamed, the same for all parts of it; null where its own identity says all. */
export function matterOf({ detector, kind, table, message: { en } }: Anomaly): string | null {
  if (!BLAMING.has(detector)) return null
  return JSON.stringify([table.name, kind, detector, en.replace(COUNT.en, '').replace(BLAME.en, '')])
}

/** The parts of one matter told as one anomaly: all their rows, and no column blamed that not all of them blame. */
export function wholeMatter(parts: readonly [Anomaly, ...Anomaly[]]): Anomaly {
  const [first, ...others] = parts
  if (!others.length) return first
  const sum = (of: 'rows' | 'cells'): number => parts.reduce((so, part) => so + part[of], 0)
  const rows = sum('rows')
  const count = rowsInWords(rows)
  return {
    ...first,
    columns: [...new Set(parts.flatMap(({ columns }) => columns))],
    rows,
    cells: sum('cells'),
    message: {
      fr: `${count.fr} où ${first.message.fr.replace(COUNT.fr, '').replace(BLAME.fr, '')}`,
      en: `${count.en} where ${first.message.en.replace(COUNT.en, '').replace(BLAME.en, '')}`
    }
  }
}
