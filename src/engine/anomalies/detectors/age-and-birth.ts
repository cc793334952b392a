import type { Anomaly, ColumnProfile } from '../../../contract'
import { hints, measureSql } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { UNDECIDED } from './undecided'

/** Share of the rows that must give the same day of counting for it to be one. */
const AGREED = 0.9
const LEAST = 50
/** Years from the middle that whole years of age leave open, a few days of leap years among them. */
const SLACK = 0.6
const YEAR = 365.2425 * 86_400

/** Ages that do not go with the date of birth: where all were counted on one day, the two together give this day. */
export const ageAndBirth: Detector = {
  name: 'age_and_birth',
  title: { fr: 'Âge et date de naissance', en: 'Age and date of birth' },
  kinds: ['contradiction'],
  async *detect(context) {
    const ages = columnsWhere(context, ({ semantic, numeric }) => semantic.kind === 'age' && (numeric?.n ?? 0) >= LEAST)
    const births = columnsWhere(
      context,
      ({ name, family, reading }) => hints(name, 'birth') && (family === 'date' || reading?.kind === 'date')
    )
    for (const age of ages)
      for (const birth of births) {
        const found = await describe(context, age, birth)
        if (found) yield found
      }
  }
}

async function describe(
  { table, rows: ask }: DetectorContext,
  age: ColumnProfile,
  birth: ColumnProfile
): Promise<Anomaly | null> {
  const [years, born] = [age, birth].map((column) => measureSql(ident(column.name), column.type, column.reading))
  if (!years || !born) return null
  const [codes, days] = [age, birth].map(({ name, disguised }) =>
    disguised.length
      ? ` AND ${ident(name)}::VARCHAR NOT IN (${disguised.map(({ value }) => text(value)).join(', ')})`
      : ''
  )
  const told = `${years} BETWEEN 0 AND 120${codes ?? ''}${days ?? ''}`
  const counted = `${born} / ${YEAR} + ${years}`
  const [seen] = await ask<{ middle: number | null; n: number; kept: number }>(
    `SELECT any_value(middle) AS middle, count(x) AS n, count(*) FILTER (abs(x - middle) <= ${SLACK}) AS kept FROM (SELECT x, median(x) OVER () AS middle FROM (SELECT ${counted} AS x FROM ${table.sql} WHERE ${told}) WHERE x IS NOT NULL)`
  )
  if (seen?.middle == null || seen.n < LEAST || seen.kept < AGREED * seen.n || seen.kept === seen.n) return null
  const rows = seen.n - seen.kept
  const [first, second, count] = [named(age.name), named(birth.name), rowsInWords(rows)]
  const part = shareInWords(seen.kept, seen.n)
  // Of the years lived, whole ages leave out half a one on average.
  const year = new Date((seen.middle + (age.numeric?.integers ? 0.5 : 0)) * YEAR * 1000).getUTCFullYear()
  return finding(table, {
    kind: 'contradiction',
    detector: 'age_and_birth',
    columns: [age.name, birth.name],
    where: `coalesce(${told} AND abs(${counted} - ${seen.middle}) > ${SLACK}, false)`,
    orderBy: `abs(${counted} - ${seen.middle}) DESC`,
    rows,
    severity: 'warning',
    confidence: UNDECIDED,
    dimension: 'consistency',
    message: {
      fr: `${count.fr} où ${first.fr} ne va pas avec ${second.fr}`,
      en: `${count.en} where ${first.en} does not go with ${second.en}`
    },
    explanation: {
      fr: `Dans ${part.fr} des ${seen.n.toLocaleString('fr-FR')} lignes, l’âge est compté à un même moment (vers ${year}) depuis ${second.fr}. Ici il s’en écarte de plus de ${SLACK.toLocaleString('fr-FR')} an : l’âge ou la date est faux.`,
      en: `In ${part.en} of the ${seen.n.toLocaleString('en-GB')} rows the age is counted at one time (about ${year}) from ${second.en}. Here it is more than ${SLACK.toLocaleString('en-GB')} years off: the age or the date is wrong.`
    },
    proposal: {
      text: {
        fr: `Vérifier ${second.fr} à la source, puis recalculer ${first.fr}.`,
        en: `Check ${second.en} with the source, then compute ${first.en} again.`
      },
      repair: { kind: 'review' }
    }
  })
}
