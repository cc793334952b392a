import type { Anomaly, ColumnProfile } from '../../../contract'
import { nameWords } from '../../import'
import { dateSql } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { counted, finding, named, rowsInWords } from '../finding'
import { dayInWords } from './time-words'

/** Names of columns that say when a row was last brought up to date: a birth or a sale long past is not stale, such a row is. */
const UPDATED =
  /(^|[^a-z])(maj|mise a jour|updated?( at| on)?|modifi(e|ee|ed|cation)|modif|actualise|actualisee|actualisation|refreshed|revision|revise|verifie|verification|verified|last (seen|check|checked|change|changed)|as of|situation au|etat au|arrete au)([^a-z]|$)/
/** Rows that are needed to know how the others are kept. */
const ENOUGH = 50
/** Days, and spreads between quartiles, without any row that part the stale ones from the others; their greatest share. */
const DAYS = 90
const SPREADS = 3
const FEW = 0.1
/** Silences that a part of the rows is used to: longer than so many of its usual distances, chance does not make one (e to the power -20). */
const RHYTHMS = 20
const LEAST = 30
const MOST_PARTS = 30
const MOST_COLUMNS = 12
const MOST_DAYS = 20_000
/** Stated, not measured: as many stale rows may be closed files, which nobody updates any more, as forgotten ones. */
const CONFIDENCE = 0.5

/** Rows, and parts of the table, that were last updated long before all others (currentness of ISO/IEC 25012). */
export const staleRecord: Detector = {
  name: 'stale_record',
  title: { fr: 'Données périmées', en: 'Stale data' },
  kinds: ['stale_data'],
  async *detect(context) {
    const columns = columnsWhere(
      context,
      ({ name, family, reading, rows, missing }) =>
        (family === 'date' || reading?.kind === 'date') &&
        rows - missing >= ENOUGH &&
        UPDATED.test(nameWords(name).join(' '))
    )
    for (const column of columns) {
      const rows = await staleRows(context, column)
      if (rows) yield rows
      const part = await stalePart(context, column)
      if (part) yield part
    }
  }
}

/** The day of a cell, as days since 1970; NULL where there is none, where it lies ahead, or stands for a missing one. */
function daySql(column: ColumnProfile, now: Date): string {
  const name = ident(column.name)
  const day = `(${column.reading?.kind === 'date' ? dateSql(name, column.reading) : name})::DATE`
  const [ahead] = now.toISOString().split('T')
  const disguised = column.disguised.map(({ value }) => text(value))
  const said = disguised.length ? ` AND ${name}::VARCHAR NOT IN (${disguised.join(', ')})` : ''
  return `CASE WHEN ${day} <= DATE '${ahead}' + 1${said} THEN date_diff('day', DATE '1970-01-01', ${day}) END`
}

/** The name of the day beside columns of the table: no column of a file is called so. */
const DAY = ident('~day')

async function staleRows(context: DetectorContext, column: ColumnProfile): Promise<Anomaly | null> {
  const { table, now } = context
  const day = daySql(column, now)
  const days = await context.rows<{ day: number; n: number }>(
    `SELECT day, count(*) AS n FROM (SELECT ${day} AS day FROM ${table.sql}) WHERE day IS NOT NULL GROUP BY ALL ORDER BY day LIMIT ${MOST_DAYS}`
  )
  const at = staleBefore(days)
  if (!at) return null
  const [name, count] = [named(column.name), rowsInWords(at.rows)]
  const [last, first] = [dayInWords(at.last), dayInWords(at.first)]
  return finding(table, {
    kind: 'stale_data',
    detector: 'stale_record',
    place: 'rows',
    columns: [column.name],
    where: `coalesce(${day} <= ${at.last}, false)`,
    orderBy: ident(column.name),
    rows: at.rows,
    severity: 'warning',
    confidence: CONFIDENCE,
    dimension: 'currentness',
    message: {
      fr: `${name.fr} : ${count.fr} ${at.rows < 2 ? 'mise' : 'mises'} à jour pour la dernière fois bien avant les autres (le ${last.fr} au plus tard)`,
      en: `${name.en}: ${count.en} last updated long before the others (on ${last.en} at the latest)`
    },
    explanation: {
      fr: `Toutes les autres lignes l’ont été depuis le ${first.fr} : ${counted(at.first - at.last - 1, ['jour', 'jours'], ['', '']).fr} sans une seule mise à jour les séparent, au moins ${SPREADS} fois l’écart entre quartiles. Ce qu’elles disent n’est peut-être plus vrai.`,
      en: `All other rows were since ${first.en}: ${counted(at.first - at.last - 1, ['', ''], ['day', 'days']).en} without one update part them, at least ${SPREADS} times the distance between quartiles. What they say may be true no more.`
    },
    proposal: PROPOSAL
  })
}

/** The last day of the stale rows and the first of the others: few rows, then nothing for long, then all others. Null where there is no such silence. */
export function staleBefore(
  days: readonly { day: number; n: number }[]
): { last: number; first: number; rows: number } | null {
  const total = days.reduce((sum, { n }) => sum + n, 0)
  if (total < ENOUGH || days.length === MOST_DAYS) return null
  const quantile = (share: number): number => {
    let seen = 0
    return days.find(({ n }) => (seen += n) >= share * total)?.day ?? 0
  }
  const least = Math.max(DAYS, SPREADS * (quantile(0.75) - quantile(0.25)))
  let rows = 0
  let found: { last: number; first: number; rows: number } | null = null
  for (const [place, { day, n }] of days.entries()) {
    rows += n
    const next = days[place + 1]
    if (rows > FEW * total || !next) break
    if (next.day - day > least) found = { last: day, first: next.day, rows }
  }
  return found
}

type Part = {
  value: string
  n: number
  first: number
  last: number
}

/** A part of the table, such as what one office sends, whose updates stopped while those of the other parts went on. */
async function stalePart(context: DetectorContext, column: ColumnProfile): Promise<Anomaly | null> {
  const { table, now } = context
  const parted = columnsWhere(
    context,
    ({ name, family, semantic, distinct }) =>
      name !== column.name &&
      family === 'text' &&
      ['category', 'name', 'identifier'].includes(semantic.kind) &&
      distinct >= 3 &&
      distinct <= MOST_PARTS
  ).slice(0, MOST_COLUMNS)
  for (const other of parted) {
    const name = ident(other.name)
    const parts = await context.rows<Part>(
      `SELECT "~part" AS value, count(*) AS n, min(${DAY}) AS first, max(${DAY}) AS last FROM (SELECT ${name} AS "~part", ${daySql(column, now)} AS ${DAY} FROM ${table.sql}) WHERE ${DAY} IS NOT NULL AND "~part" IS NOT NULL GROUP BY ALL HAVING count(*) >= ${LEAST} ORDER BY last, value`
    )
    const end = Math.max(...parts.map(({ last }) => last))
    const stopped = parts.filter(
      (part) => end - part.last > Math.max(DAYS, (RHYTHMS * (part.last - part.first)) / part.n)
    )
    if (stopped.length && stopped.length <= parts.length / 3)
      return describePart(context, column, other, { stopped, end })
  }
  return null
}

function describePart(
  { table, now }: DetectorContext,
  column: ColumnProfile,
  other: ColumnProfile,
  { stopped, end }: { stopped: readonly Part[]; end: number }
): Anomaly {
  const rows = stopped.reduce((sum, { n }) => sum + n, 0)
  const [name, part] = [named(column.name), named(other.name)]
  const shown = stopped
    .slice(0, 4)
    .map(({ value, n, last }) => ({ value: value.slice(0, 60), n, last: dayInWords(last) }))
  const more = stopped.length > 4
  return finding(table, {
    kind: 'stale_data',
    detector: 'stale_part',
    aspect: other.name,
    place: 'rows',
    columns: [column.name],
    where: `coalesce(${ident(other.name)} IN (${stopped.map(({ value }) => text(value)).join(', ')}), false) AND (${daySql(column, now)}) IS NOT NULL`,
    rows,
    severity: 'warning',
    confidence: CONFIDENCE,
    dimension: 'currentness',
    message: {
      fr: `${name.fr} : les mises à jour s’arrêtent avant celles des autres pour ${shown.map(({ value }) => `« ${value} »`).join(', ')}${more ? '…' : ''} (${part.fr})`,
      en: `${name.en}: updates end before those of the others for ${shown.map(({ value }) => `“${value}”`).join(', ')}${more ? '…' : ''} (${part.en})`
    },
    explanation: {
      fr: `${shown.map(({ value, n, last }) => `« ${value} » : le ${last.fr} (n = ${n.toLocaleString('fr-FR')})`).join(' ; ')} ; ailleurs, jusqu’au ${dayInWords(end).fr}. Un tel silence dépasse ${RHYTHMS} fois la distance habituelle entre deux mises à jour du même groupe : la source n’a sans doute plus été relue, ou n’envoie plus rien.`,
      en: `${shown.map(({ value, n, last }) => `“${value}”: ${last.en} (n = ${n.toLocaleString('en-GB')})`).join('; ')}; elsewhere, until ${dayInWords(end).en}. Such a silence exceeds ${RHYTHMS} times the usual distance between two updates of the same group: the source has probably not been read since, or sends nothing more.`
    },
    proposal: PROPOSAL
  })
}

const PROPOSAL: Anomaly['proposal'] = {
  text: {
    fr: 'Demander un envoi à jour ; d’ici là, compter ces lignes à part de l’état présent.',
    en: 'Ask for an up-to-date delivery; until then count these rows apart from the present state.'
  },
  repair: { kind: 'review' }
}
