import type { Anomaly, ColumnProfile } from '../../../contract'
import { wordsOf } from '../../profile'
import type { DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { numberSql } from './number-sql'
import { ofGroupSql, type UsualGroups } from './usual-groups'

/** Names of temperatures, which two scales are in use for. */
const NAMES = /^(temp|temps?erature|temperatures?|temperaturas?|temperaturen?|temperatuur|temperatur|celsius|fahrenheit|degc|degf|tmin|tmax|tmoy|tavg)$/ // prettier-ignore
/** Widths of the bulk within which a converted value is usual, and beyond which one as it stands is not. */
const USUAL = 1.5
const FAR = 2
/** Values of the other scale, and share of all that they may be. */
const LEAST = 8
const MOST = 0.2
/** How far the middle of the converted values may lie from that of the others, and how wide they may be, in widths of the bulk. */
const MIDDLE = 0.35
const WIDTH = { least: 0.4, most: 1.6 }

/** The two ways from one scale to the other. */
const WAYS = [
  {
    name: 'fahrenheit',
    converted: (v: string) => `((${v} - 32) / 1.8)`,
    fr: ['en degrés Fahrenheit parmi des degrés Celsius', 'en retirer 32, puis diviser par 1,8'],
    en: ['in degrees Fahrenheit among degrees Celsius', 'take 32 away, then divide by 1.8']
  },
  {
    name: 'celsius',
    converted: (v: string) => `(${v} * 1.8 + 32)`,
    fr: ['en degrés Celsius parmi des degrés Fahrenheit', 'multiplier par 1,8, puis ajouter 32'],
    en: ['in degrees Celsius among degrees Fahrenheit', 'multiply by 1.8, then add 32']
  }
] as const

/** Whether a column bears the name of temperatures. */
function isTemperature({ name }: ColumnProfile): boolean {
  return wordsOf(name).some((word) => NAMES.test(word))
}

/** Temperatures on the other scale than those around them: far from the others of their group, among them once converted, in their middle and their width. */
export async function fahrenheitAmong(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  groups: UsualGroups
): Promise<{ told: Anomaly; where: string } | null> {
  if (!isTemperature(column)) return null
  const v = numberSql(column)
  const end = (width: number, side: 1 | -1): string =>
    ofGroupSql(groups, ({ q1, q3 }) => (side < 0 ? q1 : q3) + side * width * (q3 - q1))
  const middle = ofGroupSql(groups, ({ median }) => median)
  const range = ofGroupSql(groups, ({ q1, q3 }) => q3 - q1)
  for (const { name, converted, fr, en } of WAYS) {
    const where = `coalesce(${v} NOT BETWEEN ${end(FAR, -1)} AND ${end(FAR, 1)} AND ${converted(v)} BETWEEN ${end(USUAL, -1)} AND ${end(USUAL, 1)}, false)`
    const [seen] = await ask<{
      n: number
      all: number
      levels: [number, number, number] | null
      own: number
      others: number
    }>(
      `SELECT count(*) FILTER (far) AS n, count(v) AS "all", quantile_cont(z, [0.25, 0.5, 0.75]) FILTER (far) AS levels, median(v) FILTER (far) AS own, median(v) FILTER (NOT far) AS others FROM (SELECT ${v} AS v, ${where} AS far, (${converted(v)} - ${middle}) / ${range} AS z FROM ${table.sql})`
    )
    if (!seen?.levels || seen.n < LEAST || seen.n > MOST * seen.all) continue
    const [low, mid, high] = seen.levels
    const width = high - low
    if (Math.abs(mid) > MIDDLE || width < WIDTH.least || width > WIDTH.most) continue
    const [label, count, share] = [named(column.name), rowsInWords(seen.n), shareInWords(seen.n, seen.all)]
    const by = groups.by && named(groups.by.name)
    const write = (value: number, language: string): string =>
      value.toLocaleString(language, { maximumFractionDigits: 1 })
    const told = finding(table, {
      kind: 'mixed_units',
      detector: 'mixed_units',
      aspect: name,
      columns: [column.name],
      ...(groups.by && { beside: [groups.by.name] }),
      where,
      orderBy: v,
      rows: seen.n,
      severity: 'warning',
      confidence: 0.7,
      dimension: 'consistency',
      message: {
        fr: `${label.fr} : ${count.fr} sans doute ${fr[0]}`,
        en: `${label.en}: ${count.en} probably ${en[0]}`
      },
      explanation: {
        fr: `Ces valeurs (${share.fr}, médiane ${write(seen.own, 'fr-FR')}) sont loin des autres${by ? ` de même ${by.fr}` : ''} (médiane de toutes ${write(seen.others, 'fr-FR')}) ; converties, elles se répartissent comme elles.`,
        en: `These values (${share.en}, median ${write(seen.own, 'en-GB')}) are far from the others${by ? ` of the same ${by.en}` : ''} (median of all ${write(seen.others, 'en-GB')}); converted, they spread as those do.`
      },
      proposal: {
        text: {
          fr: `Demander d’où viennent ces lignes, puis convertir leurs valeurs : ${fr[1]}.`,
          en: `Ask where these rows come from, then convert their values: ${en[1]}.`
        },
        repair: { kind: 'review' }
      }
    })
    return { told, where }
  }
  return null
}
