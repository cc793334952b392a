import type { ColumnProfile } from '../../../contract'
import { hints, measureSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'

/** Dates looked at for order; tables with more are rare, and pairs grow by the square. */
const MOST = 12

/** Pairs of dates of which one nearly always comes first: the rows where it does not. */
export const dateOrder: Detector = {
  name: 'date_order',
  title: { fr: 'Fin avant le début', en: 'End before start' },
  kinds: ['contradiction'],
  async *detect(context) {
    const dates = columnsWhere(
      context,
      ({ family, reading, numeric }) => (family === 'date' || reading?.kind === 'date') && (numeric?.n ?? 0) >= 20
    ).slice(0, MOST)
    const pairs = dates.flatMap((first, place) => dates.slice(place + 1).map((second) => ({ first, second })))
    if (!pairs.length) return
    const terms = pairs.map(
      ({ first, second }, place) =>
        `count(*) FILTER (${before(first, second)}) AS before${place}, count(*) FILTER (${before(second, first)}) AS after${place}`
    )
    const counts =
      (await context.rows<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${context.table.sql}`))[0] ?? {}
    for (const [place, { first, second }] of pairs.entries()) {
      const [forward, backward] = [counts[`before${place}`] ?? 0, counts[`after${place}`] ?? 0]
      const found =
        forward >= backward
          ? describe(context, first, second, forward, backward)
          : describe(context, second, first, backward, forward)
      if (found) yield found
    }
  }
}

function describe({ table }: DetectorContext, start: ColumnProfile, end: ColumnProfile, kept: number, broken: number) {
  const share = broken / Math.max(1, kept + broken)
  const saidSo = (hints(start.name, 'start') || hints(start.name, 'birth')) && hints(end.name, 'end')
  if (!broken || kept < 20 || share > (saidSo ? 0.2 : 0.02)) return null
  const [first, second, count] = [named(start.name), named(end.name), rowsInWords(broken)]
  return finding(table, {
    kind: 'contradiction',
    detector: 'date_order',
    columns: [start.name, end.name],
    where: before(end, start),
    rows: broken,
    severity: 'critical',
    confidence: saidSo ? 0.95 : share < 0.005 ? 0.75 : 0.6,
    dimension: 'consistency',
    message: {
      fr: `${count.fr} où ${second.fr} précède ${first.fr}`,
      en: `${count.en} where ${second.en} comes before ${first.en}`
    },
    explanation: {
      fr: `Partout ailleurs, ${first.fr} vient d’abord. L’une des deux dates est fausse, ou elles sont échangées.`,
      en: `Everywhere else ${first.en} comes first. One of the two dates is wrong, or they are swapped.`
    },
    proposal: {
      text: {
        fr: 'Vérifier l’ordre du jour et du mois, puis corriger ou mettre à manquant.',
        en: 'Check the order of day and month, then correct or set to missing.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Whether one date comes before another; by day where one of them knows only days. */
function before(first: ColumnProfile, second: ColumnProfile): string {
  const daily = [first, second].some(
    ({ type, reading }) =>
      type === 'DATE' || (reading?.kind === 'date' && reading.formats.some((format) => !format.includes('%H')))
  )
  const read = ({ name, type, reading }: ColumnProfile): string => {
    const measure = measureSql(ident(name), type, reading) ?? 'NULL'
    return daily ? `floor(${measure} / 86400)` : measure
  }
  return `${read(first)} < ${read(second)}`
}
