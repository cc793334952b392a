import type { Anomaly, ColumnProfile, LocalizedText } from '../../contract'
import type { DetectorContext } from './detector'
import { finding, named, rowsInWords, type Statement } from './finding'
import type { Written } from './written'

/** A fault of some texts of one column. */
export interface TextFault extends Pick<
  Statement,
  'kind' | 'detector' | 'aspect' | 'severity' | 'confidence' | 'dimension' | 'proposal'
> {
  column: ColumnProfile
  written: Written
  /** Over `written.from`: exactly the texts at fault; never NULL. */
  predicate: string
  rows: number
  /** What is told behind the column and the number of rows. */
  what: LocalizedText
  /** Why, a sentence without its stop; what is at fault is shown behind it. */
  why: LocalizedText
}

/** The finding of a text fault, with up to three of its texts as they stand in the file. */
export async function textFault(context: DetectorContext, fault: TextFault): Promise<Anomaly> {
  const { column, written, predicate, rows, what, why, ...rest } = fault
  const shown = await context.rows<{ value: string }>(
    `SELECT left(${written.value}, 40) AS value FROM ${written.texts} WHERE ${predicate} GROUP BY ALL ORDER BY sum(${written.times}) DESC, value LIMIT 3`
  )
  const [name, count] = [named(column.name), rowsInWords(rows)]
  return finding(context.table, {
    ...rest,
    columns: [column.name],
    where: written.where(predicate),
    rowsSql: written.rowsSql(predicate),
    rows,
    message: { fr: `${name.fr} : ${count.fr} ${what.fr}`, en: `${name.en}: ${count.en} ${what.en}` },
    explanation: {
      fr: `${why.fr}. Ici : ${shown.map(({ value }) => `« ${value} »`).join(', ')}.`,
      en: `${why.en}. Here: ${shown.map(({ value }) => `“${value}”`).join(', ')}.`
    }
  })
}

export interface TextColumn {
  column: ColumnProfile
  written: Written
}

/** The columns that hold text in the table or in the file. */
export function textColumns({ profile, written }: DetectorContext): TextColumn[] {
  return profile.columns.flatMap((column) => {
    const own = written.get(column.name)
    return own ? [{ column, written: own }] : []
  })
}

/** What is counted of one column: a predicate over its texts and, where the predicate is dear, a cheap one that it implies. */
export interface Asked {
  written: Written
  predicate: string
  hint?: string
}

/** How many rows each predicate picks, counted over the different texts of a column, else in one pass over each table. */
export async function countEach(context: DetectorContext, asked: readonly Asked[]): Promise<number[]> {
  const counts = asked.map(() => 0)
  for (const from of new Set(asked.map(({ written }) => written.texts))) {
    const own = asked.flatMap((one, place) => (one.written.texts === from ? [{ ...one, place }] : []))
    const hints = new Set(own.map(({ hint }) => hint ?? 'true'))
    const single = new Set(own.map(({ written }) => written.value)).size === 1
    const terms = own.map(({ written: { times }, predicate, hint, place }) => {
      const picked = hint && hints.size > 1 ? `CASE WHEN ${hint} THEN ${predicate} ELSE false END` : predicate
      return `coalesce(sum(${times}) FILTER (${picked}), 0)::BIGINT AS n${place}`
    })
    const where = single && !hints.has('true') ? ` WHERE ${[...hints].join(' OR ')}` : ''
    const [row] = await context.rows<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${from}${where}`)
    for (const { place } of own) counts[place] = row?.[`n${place}`] ?? 0
  }
  return counts
}
