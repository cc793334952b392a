import { unitRatio, type Anomaly } from '../../../contract'
import { measureText } from '../../import'
import { ident, text } from '../../sql'
import { inBothLanguages } from '../../figure-text'
import type { DetectorContext } from '../detector'
import { counted } from '../finding'
import type { TextColumn } from '../text-fault'

/**
 * The repair of measures in several units of one kind: all in the commonest, by factors that are no guess. `units` are the units that the
 * texts bear, each with how many do. Null where the commonest is not what the column is read in, or nothing can be converted to it.
 */
export async function convertedTo(
  { table, rows: ask }: DetectorContext,
  { column, written }: TextColumn,
  units: ReadonlyMap<string, number>
): Promise<Anomaly['proposal']> {
  const [unit] = [...units].sort((a, b) => b[1] - a[1])[0] ?? []
  const from = [...units.keys()].flatMap((other) => {
    const ratio = unit === undefined || other === unit ? null : unitRatio(other, unit)
    return ratio ? [{ unit: other, ...ratio }] : []
  })
  if (unit === undefined || !from.length || (!written.read && column.family !== 'text')) return null
  const named = [unit, ...from.map((each) => each.unit)]
  const bears = (one: string, decimal: ',' | '.'): string =>
    `regexp_full_match(${written.value}, ${text(measureText(one, decimal).whole)})`
  const any = (decimal: ',' | '.', of: readonly string[]): string => of.map((one) => bears(one, decimal)).join(' OR ')
  const other = named.slice(1)
  const unread = written.read
    ? `count(*) FILTER ((${bears(unit, ',')} OR ${bears(unit, '.')}) AND rowid IN (SELECT rowid FROM ${table.sql} WHERE ${ident(column.name)} IS NULL))`
    : '0'
  const [seen] = await ask<{
    n: number
    commas: number
    points: number
    withComma: number
    withPoint: number
    unread: number
  }>(
    `SELECT count(*) FILTER (${written.value} <> '') AS n, count(*) FILTER (${any(',', named)}) AS commas, count(*) FILTER (${any('.', named)}) AS points, count(*) FILTER (${any(',', other)}) AS withComma, count(*) FILTER (${any('.', other)}) AS withPoint, ${unread} AS unread FROM ${written.from}`
  )
  if (!seen || seen.unread) return null
  const decimal = seen.points > seen.commas ? '.' : ','
  const rows = decimal === '.' ? seen.withPoint : seen.withComma
  if (!rows) return null
  const isWhole = !written.read && (decimal === '.' ? seen.points : seen.commas) === seen.n
  const factors = inBothLanguages(
    (format) =>
    from.map(({ unit: one, times, per }) => `${one}${times === 1 ? '' : ` × ${format(times)}`}${per === 1 ? '' : ` ÷ ${format(per)}`}`).join(' ; ') // prettier-ignore
  )
  const count = counted(rows, ['valeur', 'valeurs'], ['value', 'values'])
  const numbers = isWhole ? { fr: ' et lire la colonne comme des nombres', en: ' and read the column as numbers' } : { fr: '', en: '' } // prettier-ignore
  return {
    text: {
      fr: `Convertir ${count.fr} en ${unit}, l’unité de la plupart (${factors.fr})${numbers.fr} ; ce qui n’a pas d’unité, ou se lirait de deux façons, reste à juger.`,
      en: `Convert ${count.en} to ${unit}, the unit of most (${factors.en.replaceAll(' ; ', '; ')})${numbers.en}; what bears no unit, or could be read two ways, is left for you to judge.`
    },
    repair: { kind: 'convert', column: column.name, unit, from, decimal, as: isWhole ? 'number' : 'text' }
  }
}
