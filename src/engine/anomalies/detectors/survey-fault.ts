import type { Anomaly, ColumnProfile } from '../../../contract'
import { hints, measureSql, scaleProof, wordsOf } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords, shareInWords } from '../finding'

/** Questions on one scale that make a block. */
const BLOCK = 5
/** A respondent this much faster than the median did not read (Greszki and others, 2015, take a half as a mild, a third as a strict cut). */
const FAST = 1 / 3

/** Answers given without reading: the same mark to a whole block of questions, a time too short, the same answers under two numbers. */
export const surveyFault: Detector = {
  name: 'survey_fault',
  title: { fr: 'Réponses douteuses', en: 'Doubtful answers' },
  kinds: ['survey_fault'],
  async *detect(context) {
    const block = questions(context)
    if (block.length < BLOCK) return
    const same = await straightLines(context, block)
    if (same) yield same
    for (const time of columnsWhere(context, isTime)) {
      const fast = await speeders(context, time)
      if (fast) yield fast
    }
    const twice = await sameAnswers(context, block)
    if (twice) yield twice
  }
}

/** The longest list of scores on one scale; a count of a few things is none. */
function questions({ profile }: DetectorContext): ColumnProfile[] {
  const scales = new Map<string, ColumnProfile[]>()
  for (const column of profile.columns) {
    const { kind, scale } = column.semantic
    if (kind !== 'score' || !scale || column.family !== 'number' || scaleProof(column, profile.columns) !== 'known')
      continue
    const key = `${scale.min}-${scale.max}`
    scales.set(key, [...(scales.get(key) ?? []), column])
  }
  return [...scales.values()].sort((a, b) => b.length - a.length)[0] ?? []
}

/** Words of times that no one takes to answer questions. */
const LASTING = new Set(
  'tenure anciennete seniority an ans annee annees year years mois month months semaine semaines week weeks jour jours day days'.split(
    ' '
  )
)

/** Whether a column may tell how long the answers took. */
function isTime({ semantic, name, family }: ColumnProfile): boolean {
  if (semantic.kind !== 'duration' || family !== 'number' || !hints(name, 'duration')) return false
  return !wordsOf(name).some((word) => LASTING.has(word))
}

async function straightLines(
  { table, rows: ask }: DetectorContext,
  block: readonly ColumnProfile[]
): Promise<Anomaly | null> {
  const names = block.map(({ name }) => ident(name))
  const where = `coalesce(${names
    .slice(1)
    .map((name) => `${name} = ${names[0]}`)
    .join(' AND ')}, false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  // Where many answer alike throughout, contentment is as likely as haste.
  if (!rows || rows > 0.3 * table.rows) return null
  const count = rowsInWords(rows)
  return finding(table, {
    kind: 'survey_fault',
    detector: 'survey_straight',
    place: 'rows',
    columns: block.map(({ name }) => name),
    where,
    rows,
    severity: 'info',
    confidence: Math.min(0.4, 0.1 + 0.03 * block.length),
    dimension: 'credibility',
    message: {
      fr: `${count.fr} : la même note à ${block.length} questions`,
      en: `${count.en}: the same mark to ${block.length} questions`
    },
    explanation: {
      fr: 'Une même réponse à tout un bloc peut dire qu’on n’a pas lu les questions ; elle peut aussi être sincère, surtout aux bouts de l’échelle.',
      en: 'One answer to a whole block may say that the questions were not read; it may also be sincere, above all at the ends of the scale.'
    },
    proposal: {
      text: {
        fr: 'Comparer les résultats avec et sans ces répondants.',
        en: 'Compare the results with and without these respondents.'
      },
      repair: { kind: 'review' }
    }
  })
}

async function speeders({ table, rows: ask }: DetectorContext, time: ColumnProfile): Promise<Anomaly | null> {
  const median = time.numeric?.quantiles.find(({ p }) => p === 0.5)?.value
  const measure = measureSql(ident(time.name), time.type, time.reading)
  if (!measure || !median || median <= 0) return null
  const where = `coalesce(${measure} >= 0 AND ${measure} < ${median * FAST}, false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows || rows > 0.2 * table.rows) return null
  const [name, count, part] = [named(time.name), rowsInWords(rows), shareInWords(rows, table.rows)]
  return finding(table, {
    kind: 'survey_fault',
    detector: 'survey_speed',
    place: 'column',
    columns: [time.name],
    where,
    orderBy: measure,
    rows,
    severity: 'info',
    confidence: 0.4,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${count.fr} en moins du tiers de la durée médiane (${part.fr})`,
      en: `${name.en}: ${count.en} in less than a third of the median time (${part.en})`
    },
    explanation: {
      fr: 'À cette vitesse, il est peu probable que les questions aient été lues.',
      en: 'At that speed the questions were hardly read.'
    },
    proposal: {
      text: {
        fr: 'Comparer les résultats avec et sans ces répondants.',
        en: 'Compare the results with and without these respondents.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Rows that agree in every column but identifiers and times of a wide survey: chance would hardly do it. */
async function sameAnswers(
  { table, profile, rows: ask }: DetectorContext,
  block: readonly ColumnProfile[]
): Promise<Anomaly | null> {
  const kept = profile.columns.filter(
    ({ semantic, family, distinct }) =>
      semantic.kind !== 'identifier' && !['date', 'time'].includes(family) && distinct > 1
  )
  const odds = kept.reduce(
    (sum, { top, rows }) => sum - Math.log(Math.max(1e-9, (top[0]?.n ?? rows) / Math.max(1, rows))),
    0
  )
  if (kept.length === profile.columns.length || odds < Math.log(table.rows) + 10) return null
  const names = kept.map(({ name }) => ident(name)).join(', ')
  const where = `rowid IN (SELECT id FROM (SELECT rowid AS id, row_number() OVER (PARTITION BY ${names} ORDER BY rowid) AS copy FROM ${table.sql} WHERE hash(${names}) IN (SELECT hash(${names}) FROM ${table.sql} GROUP BY ALL HAVING count(*) > 1)) WHERE copy > 1)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows || rows > 0.1 * table.rows) return null
  const count = rowsInWords(rows)
  return finding(table, {
    kind: 'survey_fault',
    detector: 'survey_copies',
    place: 'rows',
    aspect: 'copies',
    columns: block.map(({ name }) => name),
    where,
    rows,
    severity: 'warning',
    confidence: 0.45,
    dimension: 'credibility',
    message: {
      fr: `${count.fr} ${rows < 2 ? 'répète' : 'répètent'} toutes les réponses d’une autre, sous un autre numéro`,
      en: `${count.en} ${rows === 1 ? 'repeats' : 'repeat'} every answer of another, under another number`
    },
    explanation: {
      fr: `Les ${kept.length} colonnes autres que les identifiants et les dates sont égales : le même répondant a sans doute répondu deux fois.`,
      en: `The ${kept.length} columns other than identifiers and dates are equal: the same respondent probably answered twice.`
    },
    proposal: {
      text: { fr: 'Garder la première réponse.', en: 'Keep the first answer.' },
      // The step compares no empty cells, and keeps the fullest row: it must take the rows shown and no others.
      repair: profile.columns.every(({ missing }) => missing === 0)
        ? { kind: 'keep_one', by: [kept.map(({ name }) => name)] }
        : { kind: 'review' }
    }
  })
}
