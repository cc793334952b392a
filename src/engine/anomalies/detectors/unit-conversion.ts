import { unitRatio, type Anomaly, type LocalizedText } from '../../../contract'
import { bearsSql, convertedSql, unitNamed } from '../../import'
import { ident, text } from '../../sql'
import { inBothLanguages } from '../../figure-text'
import type { DetectorContext } from '../detector'
import { counted } from '../finding'
import type { TextColumn } from '../text-fault'

/**
 * The repair of measures in several units of one kind: all in the one that the column's name tells (`told`), else in the commonest, by factors that
 * are no guess. `units` are the units that the texts bear, each with how many do. Null where the commonest is not what the column is read
 * in, or nothing can be converted to it.
 */
export async function convertedTo(
  { table, rows: ask }: DetectorContext,
  { column, written }: TextColumn,
  units: ReadonlyMap<string, number>,
  told: string | null
): Promise<Anomaly['proposal']> {
  const unit = told ?? [...units].sort((a, b) => b[1] - a[1])[0]?.[0]
  const from = [...units.keys()].flatMap((other) => {
    const ratio = unit === undefined || other === unit ? null : unitRatio(other, unit)
    return ratio ? [{ unit: other, ...ratio }] : []
  })
  if (unit === undefined || !from.length || (!written.read && column.family !== 'text')) return null
  // Where whole numbers are read, or decimals of one length, others are not.
  if (told !== null && written.read && column.type !== 'DOUBLE') return null
  const named = [unit, ...from.map((each) => each.unit)]
  const any = (decimal: ',' | '.', of: readonly string[]): string =>
    `(${of.map((one) => bearsSql(written.value, one, decimal)).join(' OR ')})`
  const lost = `rowid IN (SELECT rowid FROM ${table.sql} WHERE ${ident(column.name)} IS NULL)`
  const unread = written.read && told === null ? `${any(',', [unit])} OR ${any('.', [unit])}` : 'false'
  // Too large to be held in the wanted unit, a number is left as it is by the step.
  const tooLarge = (decimal: ',' | '.'): string =>
    from
      .map(
        (each) =>
          `(${bearsSql(written.value, each.unit, decimal)} AND ${convertedSql(written.value, each, decimal)} IS NULL)`
      ) // prettier-ignore
      .join(' OR ')
  const counts = (['.', ','] as const).map(
    (decimal, place) =>
    `count(*) FILTER (${any(decimal, named)}) AS named${place}, count(*) FILTER (${any(decimal, named)} AND regexp_matches(${written.value}, '${CLEAR[decimal]}')) AS clear${place}, count(*) FILTER (${any(decimal, named.slice(1))}) AS others${place}, count(*) FILTER (${tooLarge(decimal)}) AS large${place}, count(*) FILTER (${written.value} <> '' AND NOT ${any(decimal, named)} AND NOT regexp_full_match(${written.value}, ${text(PLAIN)})) AS left${place}` // prettier-ignore
  )
  const [seen] = await ask<Record<string, number>>(
    `SELECT count(*) FILTER (${written.value} <> '') AS n, ${counts.join(', ')}, count(*) FILTER (${bareSql(written.value, '.')}) AS bare0, count(*) FILTER (${bareSql(written.value, ',')}) AS bare1, count(*) FILTER ((${unread}) AND ${lost}) AS unread FROM ${written.from}`
  )
  if (!seen || seen.unread) return null
  const at = markOf(seen, told !== null, { column, written })
  if (at === null) return null
  const [others = 0, large = 0, left = 0] = [seen[`others${at}`], seen[`large${at}`], seen[`left${at}`]]
  const rows = others - large
  if (rows <= 0) return null
  const isWhole = told === null && !written.read && !large && seen[`named${at}`] === seen.n
  return {
    text: inWords({ rows, large, left, unit, from, isWhole, isTold: told !== null }),
    repair: {
      kind: 'convert',
      column: column.name,
      unit,
      from,
      decimal: at ? ',' : '.',
      as: told !== null ? 'bare' : isWhole ? 'number' : 'text'
    }
  }
}

/**
 * The place of the decimal mark of a conversion: where the name tells the unit, or the texts that bear one leave it open, that of the numbers
 * without a unit, which it is then read beside; null where these have both.
 */
function markOf(
  { named0 = 0, named1 = 0, bare0 = 0, bare1 = 0, clear0 = 0, clear1 = 0 }: Record<string, number>,
  isTold: boolean,
  { column, written }: TextColumn
): 0 | 1 | null {
  if (!isTold && named0 !== named1) {
    const at = named0 > named1 ? 0 : 1
    // Beside numbers that are read, a mark before three digits alone may part thousands: those are left.
    const isClear = !written.read || (at ? clear1 : clear0) > 0
    return isClear ? at : at ? 0 : 1
  }
  // A column that is read has its mark from its reading, once the repair is placed before that.
  if (bare0 && bare1 && !written.read) return null
  if (column.reading?.kind === 'number') return column.reading.decimal === '.' ? 0 : 1
  if (bare0 !== bare1) return bare0 > bare1 ? 0 : 1
  return named0 > named1 ? 0 : 1
}

/** Whether a text is a number with a decimal mark and no unit. */
function bareSql(value: string, decimal: ',' | '.'): string {
  const groups = `[1-9]\\d{0,2}(?:[\\s\\p{Zs}${decimal === '.' ? ',' : '.'}]\\d{3})+`
  return `regexp_full_match(${value}, ${text(`[-+\u2212]?(?:${groups}|\\d*)[${decimal}]\\d+`)})`
}

/** A decimal mark that parts no thousands: before other than three digits, or behind a nought alone. */
const CLEAR = {
  '.': '[.]\\d{1,2}(?:\\D|$)|[.]\\d{4}|(?:^|\\D)0[.]',
  ',': '[,]\\d{1,2}(?:\\D|$)|[,]\\d{4}|(?:^|\\D)0[,]'
}

/** A number without a unit. */
const PLAIN = '[-+\u2212]?\\d[\\d\\s.,]*'

interface Conversion {
  rows: number
  large: number
  left: number
  unit: string
  from: readonly { unit: string; times: number; per: number }[]
  isWhole: boolean
  isTold: boolean
}

function inWords({ rows, large, left, unit, from, isWhole, isTold }: Conversion): LocalizedText {
  const factors = inBothLanguages(
    (format) =>
    from.map(({ unit: one, times, per }) => `${one}${times === 1 ? '' : ` × ${format(times)}`}${per === 1 ? '' : ` ÷ ${format(per)}`}`).join(' ; ') // prettier-ignore
  )
  const count = counted(rows, ['valeur', 'valeurs'], ['value', 'values'])
  const other = counted(left, ['autre valeur', 'autres valeurs'], ['other value', 'other values'])
  const why = isTold
    ? { fr: 'l’unité que dit le nom de la colonne', en: 'the unit that the column’s name tells' }
    : { fr: 'l’unité de la plupart', en: 'the unit of most' }
  const numbers = isWhole ? { fr: ' et lire la colonne comme des nombres', en: ' and read the column as numbers' } : { fr: '', en: '' } // prettier-ignore
  const tooLarge = counted(large, ['valeur trop grande pour l’être reste telle quelle', 'valeurs trop grandes pour l’être restent telles quelles'], ['value too large for that stays as it is', 'values too large for that stay as they are']) // prettier-ignore
  const kept = large ? { fr: ` ; ${tooLarge.fr}`, en: `; ${tooLarge.en}` } : { fr: '', en: '' }
  const rest = left ? { fr: ` ; ${other.fr} à juger`, en: `; ${other.en} to be judged` } : { fr: '', en: '' }
  return {
    fr: `Convertir ${count.fr} en ${unit}, ${why.fr} (${factors.fr})${numbers.fr}${kept.fr}${rest.fr}.`,
    en: `Convert ${count.en} to ${unit}, ${why.en} (${factors.en.replaceAll(' ; ', '; ')})${numbers.en}${kept.en}${rest.en}.`
  }
}

/** The unit that a name ends with, in brackets or behind a mark: « poids_kg », « Durée (h) »; « min » alone may be the least. */
export function unitInName(name: string): string | null {
  const [, bracketed, marked] = /^.+?(?:\s*[([]\s*([^()[\]]+?)\s*[)\]]|[\s_]([^\s_()[\]]+))$/u.exec(name.trim()) ?? []
  if (bracketed !== undefined) return unitNamed(bracketed, false)
  return marked === undefined || /^(min|d)$/i.test(marked) ? null : unitNamed(marked, false)
}
