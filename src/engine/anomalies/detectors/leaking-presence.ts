import type { ColumnProfile } from '../../../contract'
import { SPACES } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords, valueInWords } from '../finding'
import { answersOf } from './leaking-column'
import { UNDECIDED } from './undecided'

/** Filled rows, and gaps, that are enough to speak of. */
const ENOUGH = 30
/** Share of the filled rows that must have one answer, and of the rows of that answer that must be filled. */
const ONE_ANSWER = 0.99
const COVERED = 0.4
/** An answer that most rows have anyhow says nothing; the odds against chance that are asked, as a power of e. */
const COMMON = 0.9
const ODDS = 14
/** Columns with gaps that are looked at. */
const MOST_COLUMNS = 60

/**
 * Columns that are filled for one answer of another column only: a reason for leaving stands with those who left. That there is a value
 * at all gives the answer away, whatever the value.
 */
export const leakingPresence: Detector = {
  name: 'leaking_presence',
  title: { fr: 'Colonnes remplies pour une seule réponse', en: 'Columns filled for one answer only' },
  kinds: ['leaking_column', 'contradiction'],
  async *detect(context) {
    const gapped = context.profile.columns.filter(hasGaps).slice(0, MOST_COLUMNS)
    const answers = answersOf(context)
    const best = new Map<ColumnProfile, Given>()
    for (const answer of gapped.length ? answers : []) {
      const sample = await context.sample()
      const open = sample.whole
        ? gapped
        : (await given(context, answer, gapped, sample.sql, 0.5)).map(({ column }) => column)
      for (const one of open.length ? await given(context, answer, open, context.table.sql, 1) : [])
        if (one.covered > (best.get(one.column)?.covered ?? 0)) best.set(one.column, one)
    }
    for (const one of best.values()) {
      yield describe(context, one)
      if (one.pure < one.filled) yield exceptions(context, one)
    }
  }
}

/** That a column is filled in `filled` rows, `pure` of which have one answer, `covered` of all that have it. */
interface Given {
  column: ColumnProfile
  answer: ColumnProfile
  value: string
  filled: number
  pure: number
  covered: number
}

function hasGaps({ rows, missing, blank, disguised }: ColumnProfile): boolean {
  const gaps = missing + blank + disguised.reduce((sum, { n }) => sum + n, 0)
  return gaps >= ENOUGH && rows - gaps >= ENOUGH
}

/** The columns that are filled for one value of the answer only; of a sample fewer rows are asked for. */
async function given(
  context: DetectorContext,
  answer: ColumnProfile,
  columns: readonly ColumnProfile[],
  from: string,
  strict: number
): Promise<Given[]> {
  const counts = columns.map((column, place) => `count(*) FILTER (${filledSql(column)}) AS n${place}`)
  const name = ident(answer.name)
  const rows = await context.rows<Record<string, number> & { value: string; n: number }>(
    `SELECT ${name}::VARCHAR AS value, count(*) AS n, ${counts.join(', ')} FROM ${from} WHERE ${name} IS NOT NULL GROUP BY ALL ORDER BY value`
  )
  const all = rows.reduce((sum, { n }) => sum + n, 0)
  return columns.flatMap((column, place) => {
    if (column.name === answer.name) return []
    const own = rows.map((row) => ({ value: row.value, n: row.n, filled: row[`n${place}`] ?? 0 }))
    const filled = own.reduce((sum, one) => sum + one.filled, 0)
    const [most] = own.sort((a, b) => b.filled - a.filled)
    if (!most || most.filled < ONE_ANSWER * filled || most.filled < COVERED * most.n) return []
    const usual = most.n / all
    if (filled < strict * ENOUGH || usual > COMMON || -most.filled * Math.log(usual) < strict * ODDS) return []
    return [{ column, answer, value: most.value, filled, pure: most.filled, covered: most.filled / most.n }]
  })
}

function filledSql({ name, family, disguised }: ColumnProfile): string {
  const value = ident(name)
  const there = family === 'text' ? `trim(${value}::VARCHAR, ${SPACES}) <> ''` : `${value} IS NOT NULL`
  const codes = disguised.map((one) => text(one.value))
  return codes.length ? `${there} AND ${value}::VARCHAR NOT IN (${codes.join(', ')})` : there
}

function describe({ table }: DetectorContext, { column, answer, value, filled, pure, covered }: Given) {
  const [from, to, said] = [named(column.name), named(answer.name), valueInWords(answer, value)]
  const [part, of] = [shareInWords(pure, filled), shareInWords(Math.round(covered * 1e4), 1e4)]
  const only = pure === filled ? { fr: 'n’est remplie que', en: 'is filled only' } : { fr: 'n’est presque remplie que', en: 'is nearly only filled' } // prettier-ignore
  return finding(table, {
    kind: 'leaking_column',
    detector: 'leaking_presence',
    place: 'column',
    columns: [column.name, answer.name],
    where: `coalesce(${filledSql(column)}, false) AND ${ident(answer.name)} IS NOT NULL`,
    rows: filled,
    severity: 'warning',
    confidence: 0.8,
    dimension: 'credibility',
    message: {
      fr: `${from.fr} ${only.fr} là où ${to.fr} vaut « ${said.fr} »`,
      en: `${from.en} ${only.en} where ${to.en} is “${said.en}”`
    },
    explanation: {
      fr: `Sur ${filled.toLocaleString('fr-FR')} lignes où elle a une valeur, ${part.fr} ont cette réponse ; ${of.fr} des lignes de cette réponse l’ont. Qu’il y ait une valeur suffit à donner la réponse : la colonne a été remplie en la connaissant, et ne peut pas servir à l’expliquer.`,
      en: `Of ${filled.toLocaleString('en-GB')} rows where it has a value, ${part.en} have this answer; ${of.en} of the rows with this answer have it. That there is a value gives the answer away: the column was filled with it known, and cannot serve to explain it.`
    },
    proposal: {
      text: {
        fr: `Laisser ${from.fr} hors de l’étude de ce qui explique ${to.fr}.`,
        en: `Leave ${from.en} out of any study of what explains ${to.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}

/** The few rows that have a value though the answer is another: one of the two is wrong there. */
function exceptions({ table }: DetectorContext, { column, answer, value, filled, pure }: Given) {
  const [from, to, said] = [named(column.name), named(answer.name), valueInWords(answer, value)]
  const [count, part] = [rowsInWords(filled - pure), shareInWords(pure, filled)]
  return finding(table, {
    kind: 'contradiction',
    detector: 'leaking_presence',
    aspect: JSON.stringify(['exceptions', answer.name]),
    columns: [column.name],
    where: `coalesce((${filledSql(column)}) AND ${ident(answer.name)}::VARCHAR <> ${text(value)}, false)`,
    orderBy: `${ident(answer.name)}, rowid`,
    rows: filled - pure,
    severity: 'warning',
    confidence: UNDECIDED,
    dimension: 'consistency',
    message: {
      fr: `${from.fr} : ${count.fr} avec une valeur, alors que ${to.fr} ne vaut pas « ${said.fr} »`,
      en: `${from.en}: ${count.en} with a value, though ${to.en} is not “${said.en}”`
    },
    explanation: {
      fr: `${part.fr} des ${filled.toLocaleString('fr-FR')} lignes où ${from.fr} a une valeur ont ${to.fr} = « ${said.fr} » ; pas celles-ci. La faute peut être dans l’une ou l’autre colonne.`,
      en: `${part.en} of the ${filled.toLocaleString('en-GB')} rows where ${from.en} has a value have ${to.en} = “${said.en}”; these do not. The fault may lie in either column.`
    },
    proposal: {
      text: {
        fr: `Vérifier ${to.fr} et ${from.fr} de ces lignes à la source, puis corriger celle qui est fausse.`,
        en: `Check ${to.en} and ${from.en} of these rows with the source, then correct the wrong one.`
      },
      repair: { kind: 'review' }
    }
  })
}
