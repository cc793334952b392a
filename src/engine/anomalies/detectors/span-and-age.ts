import type { Anomaly, ColumnProfile } from '../../../contract'
import { measureSql, quantileAt, wordsOf } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { UNDECIDED } from './undecided'

/** What a person has had, or been, for some time. */
const SPANS = new Set(
  'tenure anciennete seniority experience service career carriere employed employment emploi working work travail metier poste role job company entreprise societe marriage married mariage member membership adhesion client clients customer fidelite loyalty permis licence license'.split(
    ' '
  )
)
const YEARS = new Set('an ans annee annees year years yr yrs'.split(' '))
/** Words that tell another unit, or a year of the calendar. */
const OTHERWISE = new Set(
  'mois month months semaine semaines week weeks jour jours day days heure heures hour hours minute minutes birth naissance naiss debut start date'.split(
    ' '
  )
)
/** Rows that must keep within the age, share of them that may not, and years below it that hardly any may come near by. */
const LEAST = 100
const BROKEN = 0.1
const NEAR = 5
/** Near rows to each that breaks the rule: who nearly reaches the age is no exception then. */
const MOST_NEAR = 1 / 4
const OLDEST = 120

/** Times that something has lasted in a life beyond its age: nobody has been employed for longer than alive. */
export const spanAndAge: Detector = {
  name: 'span_and_age',
  title: { fr: 'Durée d’une vie et âge', en: 'Time of a life and age' },
  kinds: ['contradiction'],
  async *detect(context) {
    const ages = columnsWhere(context, ({ semantic, numeric }) => semantic.kind === 'age' && (numeric?.n ?? 0) >= LEAST)
    const spans = ages.length ? columnsWhere(context, isSpan) : []
    for (const age of ages) for (const span of spans) if (span.name !== age.name) yield* compare(context, span, age)
  }
}

/** Whether a number tells for how many years something of a person has lasted. */
function isSpan({ name, semantic, numeric }: ColumnProfile): boolean {
  const words = wordsOf(name)
  return (
    ['duration', 'measure', 'count'].includes(semantic.kind) &&
    (numeric?.n ?? 0) >= LEAST &&
    words.some((word) => SPANS.has(word)) &&
    words.some((word) => YEARS.has(word)) &&
    !words.some((word) => OTHERWISE.has(word))
  )
}

async function* compare(
  { table, rows: ask }: DetectorContext,
  span: ColumnProfile,
  age: ColumnProfile
): AsyncGenerator<Anomaly, void> {
  const [years, alive] = [span, age].map((column) => measureSql(ident(column.name), column.type, column.reading))
  if (!years || !alive) return
  const codes = [span, age].flatMap(({ name, disguised }) =>
    disguised.length ? [`${ident(name)}::VARCHAR NOT IN (${disguised.map(({ value }) => text(value)).join(', ')})`] : []
  )
  const told = [`${alive} BETWEEN 0 AND ${OLDEST}`, `${years} >= 0`, ...codes].join(' AND ')
  // Of a year begun, the age says nothing yet.
  const broken = `${told} AND ${years} >= ${alive} + 1`
  const [seen] = await ask<{ n: number; broken: number; near: number }>(
    `SELECT count(*) FILTER (${told} AND ${years} IS NOT NULL) AS n, count(*) FILTER (${broken}) AS broken, count(*) FILTER (${told} AND ${alive} - ${years} BETWEEN 0 AND ${NEAR} AND NOT (${years} = 0)) AS near FROM ${table.sql}`
  )
  if (!seen?.broken || seen.n < LEAST || seen.broken > BROKEN * seen.n || seen.near > MOST_NEAR * seen.broken) return
  const doubts = [`coalesce(${years} > ${quantileAt(span.numeric, 0.95)}, false)`, `coalesce(${alive} < ${youngest(age)}, false)`] as const // prettier-ignore
  for (const [at, column] of [span, age, null].entries()) {
    const only = [`${doubts[0]} AND NOT ${doubts[1]}`, `${doubts[1]} AND NOT ${doubts[0]}`, `${doubts[0]} = ${doubts[1]}`][at] // prettier-ignore
    const where = `coalesce(${broken} AND ${only}, false)`
    const [counted] = await ask<{ n: number }>(`SELECT count(*) AS n FROM ${table.sql} WHERE ${where}`)
    if (counted?.n) yield describe({ table, span, age, column, where, rows: counted.n, seen })
  }
}

/** The age below which hardly anyone is: well below the 5th percentile. */
function youngest({ numeric }: ColumnProfile): number {
  const [low, middle] = [quantileAt(numeric, 0.05), quantileAt(numeric, 0.5)]
  return low - (middle - low) / 2
}

interface Found {
  table: DetectorContext['table']
  span: ColumnProfile
  age: ColumnProfile
  /** The one at fault, where it can be told. */
  column: ColumnProfile | null
  where: string
  rows: number
  seen: { n: number; broken: number; near: number }
}

function describe({ table, span, age, column, where, rows, seen }: Found): Anomaly {
  const [first, second, count] = [named(span.name), named(age.name), rowsInWords(rows)]
  const part = shareInWords(seen.n - seen.broken - seen.near, seen.n)
  const wrong = column && named(column.name)
  return finding(table, {
    kind: 'contradiction',
    detector: 'span_and_age',
    aspect: `${span.name} ${column ? 'told' : ''}`,
    columns: column ? [column.name] : [span.name, age.name],
    beside: [span.name, age.name],
    where,
    orderBy: `${ident(span.name)} - ${ident(age.name)} DESC`,
    rows,
    severity: 'critical',
    confidence: column ? 0.85 : UNDECIDED,
    dimension: 'consistency',
    message: {
      fr: `${count.fr} où ${first.fr} dépasse ${second.fr}${wrong ? ` : la valeur de ${wrong.fr} semble fausse` : ''}`,
      en: `${count.en} where ${first.en} is greater than ${second.en}${wrong ? `: the value of ${wrong.en} seems wrong` : ''}`
    },
    explanation: {
      fr: `Une durée de la vie de quelqu’un ne peut dépasser son âge ; dans ${part.fr} des lignes, elle n’en approche même pas à ${NEAR} ans près. ${wrong ? `Des deux nombres, celui de ${wrong.fr} est loin des autres de sa colonne.` : 'L’un des deux nombres est faux, et rien ne dit lequel.'}`,
      en: `A time of someone’s life cannot be longer than the life; in ${part.en} of the rows it does not even come within ${NEAR} years of it. ${wrong ? `Of the two numbers that of ${wrong.en} is far from the others of its column.` : 'One of the two numbers is wrong, and nothing says which.'}`
    },
    proposal: {
      text: {
        fr: `Vérifier ${first.fr} et ${second.fr} de ces lignes à la source ; sinon, mettre à manquant ce qui est faux.`,
        en: `Check ${first.en} and ${second.en} of these rows with the source; else set to missing what is wrong.`
      },
      repair: { kind: 'review' }
    }
  })
}
