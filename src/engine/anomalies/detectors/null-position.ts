import type { Anomaly, ColumnProfile } from '../../../contract'
import { hints, measureSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { isZeroCode } from './years'

/** Share of the rows up to which a position of 0 and 0 is no place of the table. */
const MOST = 0.1
/** Rows beside them that say where the others are. */
const LEAST = 30

/**
 * Latitude and longitude that both are 0, a point in the sea off Africa where nothing is: the place was not known. Told of each of the two
 * columns, for 0 alone may be one's true value.
 */
export async function* nullPositions(context: DetectorContext): AsyncGenerator<Anomaly> {
  const of = (hint: 'latitude' | 'longitude'): ColumnProfile[] =>
    columnsWhere(
      context,
      ({ name, semantic, numeric }) => semantic.kind === 'coordinate' && hints(name, hint) && !!numeric?.zeros
    )
  const [latitudes, longitudes] = [of('latitude'), of('longitude')]
  for (const latitude of latitudes)
    for (const longitude of longitudes)
      // Of several pairs, those that stand side by side.
      if (Math.abs(latitude.position - longitude.position) === 1 || latitudes.length * longitudes.length === 1)
        yield* describe(context, latitude, longitude)
}

async function* describe(
  { table, rows: ask }: DetectorContext,
  latitude: ColumnProfile,
  longitude: ColumnProfile
): AsyncGenerator<Anomaly> {
  const [y, x] = [latitude, longitude].map(({ name, type, reading }) => measureSql(ident(name), type, reading) ?? 'NULL') // prettier-ignore
  const where = `coalesce(${y} = 0 AND ${x} = 0, false)`
  const [seen] = await ask<{ n: number; others: number }>(
    `SELECT count(*) FILTER (${where}) AS n, count(*) FILTER (${y} IS NOT NULL AND ${x} IS NOT NULL AND NOT ${where}) AS others FROM ${table.sql}`
  )
  if (!seen?.n || seen.others < LEAST || seen.n > MOST * (seen.n + seen.others)) return
  const count = rowsInWords(seen.n)
  for (const [column, beside] of [
    [latitude, longitude],
    [longitude, latitude]
  ] as const) {
    if (isZeroCode(column)) continue
    const values = await ask<{ value: string; only: boolean }>(
      `SELECT ${ident(column.name)}::VARCHAR AS value, bool_and(${where}) AS only FROM ${table.sql} WHERE ${column === latitude ? y : x} = 0 GROUP BY ALL ORDER BY value`
    )
    const [name, other] = [named(column.name), named(beside.name)]
    yield finding(table, {
      kind: 'disguised_missing',
      detector: 'disguised_missing',
      aspect: 'position',
      columns: [column.name],
      where,
      rows: seen.n,
      severity: 'critical',
      confidence: 0.9,
      dimension: 'completeness',
      message: {
        fr: `${name.fr} : 0, avec ${other.fr} à 0, dit sans doute « manquant » (${count.fr})`,
        en: `${name.en}: 0, with ${other.en} at 0, probably means “missing” (${count.en})`
      },
      explanation: {
        fr: 'La latitude 0 et la longitude 0 ensemble sont un point en mer, au large de l’Afrique : le lieu n’était sans doute pas connu. Compté comme un lieu, il fausse cartes et distances.',
        en: 'Latitude 0 and longitude 0 together are a point in the sea, off Africa: the place was probably not known. Counted as a place, it distorts maps and distances.'
      },
      proposal: {
        text: {
          fr: 'Mettre les deux coordonnées à manquant.',
          en: 'Set both coordinates to missing.'
        },
        repair: values.every(({ only }) => only)
          ? { kind: 'set_missing', column: column.name, values: values.map(({ value }) => value) }
          : { kind: 'review' }
      }
    })
  }
}
