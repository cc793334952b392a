import type { Anomaly, ColumnProfile } from '../../../contract'
import { hints, scaleProof, wordsOf } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Share of different values from which a column is meant to stand for one respondent each, and from which an identifier is told as repeated. */
const ONE_EACH = 0.9
const NEARLY_UNIQUE = 0.97
/** Rows under one address or number; more of them share it by nature: an office, a placeholder. */
const MOST_ALIKE = 5
/** Rows of a survey too small to tell. */
const FEWEST = 30

/** One respondent who answered a survey several times: the same address or number, other answers. */
export const repeatedRespondent: Detector = {
  name: 'repeated_respondent',
  title: { fr: 'Répondants en double', en: 'Repeated respondents' },
  kinds: ['survey_fault'],
  async *detect(context) {
    const answers = columnsWhere(context, ({ semantic, family }) => semantic.kind === 'score' && family === 'number')
    if (!isSurvey(context, answers) || context.table.rows < FEWEST) return
    for (const column of columnsWhere(context, namesRespondents)) {
      const found = await describe(context, column, answers)
      if (found) yield found
    }
  }
}

/** Questions that make a survey, whatever else is beside them. */
const QUESTIONS = 3
/** Words of columns that tell each row is a thing bought, booked or asked for: whoever comes back gives another mark. */
const ONE_A_DEAL = new Set(
  'commande commandes order orders achat achats purchase panier basket cart vente ventes sale sales facture factures invoice ticket tickets billet billets reservation reservations booking bookings produit produits product products article articles item items sejour sejours stay livraison delivery contrat contract intervention visite visites visit'.split(
    ' '
  )
)

/** Whether each row is what one person answered: several questions, or marks in a table that sells and counts nothing. */
function isSurvey({ profile: { columns } }: DetectorContext, answers: readonly ColumnProfile[]): boolean {
  const asked = answers.filter((column) => scaleProof(column, columns) === 'known')
  if (asked.length >= QUESTIONS || !asked.length) return asked.length > 0
  const others = columns.filter((column) => !asked.includes(column))
  return !others.some(
    ({ semantic, name }) =>
      ['money', 'count'].includes(semantic.kind) || wordsOf(name).some((word) => ONE_A_DEAL.has(word))
  )
}

/** An address, a telephone number, or the number of a person that most rows have for themselves; nearly unique numbers are told as repeated identifiers. */
function namesRespondents({
  semantic,
  name,
  position,
  distinct,
  rows,
  missing,
  unique,
  family
}: ColumnProfile): boolean {
  const share = distinct / Math.max(1, rows - missing)
  // An address stands twice in other capitals too.
  if (share >= ONE_EACH && ['email', 'phone'].includes(semantic.kind)) return true
  if (unique || share < ONE_EACH) return false
  const isTold =
    semantic.kind === 'identifier' && share >= NEARLY_UNIQUE && (position === 0 || hints(name, 'identifier'))
  return hints(name, 'identifier') && family !== 'date' && !isTold && !['score', 'amount'].includes(semantic.kind)
}

async function describe(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  answers: readonly ColumnProfile[]
): Promise<Anomaly | null> {
  const key = column.family === 'text' ? `lower(trim(${ident(column.name)}::VARCHAR))` : ident(column.name)
  const given = `hash(${answers.map(({ name }) => ident(name)).join(', ')})`
  const several = `SELECT ${key} FROM ${table.sql} WHERE ${key} IS NOT NULL${column.family === 'text' ? ` AND ${key} <> ''` : ''} GROUP BY 1 HAVING count(*) BETWEEN 2 AND ${MOST_ALIKE} AND count(DISTINCT ${given}) > 1`
  const where = `coalesce(${key} IN (${several}), false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [people] = await ask<{ n: number }>(`SELECT count(*) AS n FROM (${several})`)
  const persons = people?.n ?? 0
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const n = { fr: persons.toLocaleString('fr-FR'), en: persons.toLocaleString('en-GB') }
  return finding(table, {
    kind: 'survey_fault',
    detector: 'repeated_respondent',
    place: 'rows',
    columns: [column.name],
    where,
    orderBy: `${key}, rowid`,
    rows,
    severity: 'warning',
    confidence: 0.45,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${count.fr} de ${n.fr} ${persons < 2 ? 'répondant qui a' : 'répondants qui ont'} répondu plusieurs fois, avec d’autres notes`,
      en: `${name.en}: ${count.en} of ${n.en} ${persons === 1 ? 'respondent who' : 'respondents who'} answered several times, with other marks`
    },
    explanation: {
      fr: `Presque chaque ligne a son propre « ${column.name} » ; celles-ci partagent le leur et leurs notes diffèrent : la même personne a sans doute répondu plusieurs fois, et compte plusieurs fois. Si l’enquête est répétée (une par achat, une par vague), ce n’est pas un défaut.`,
      en: `Nearly each row has a “${column.name}” of its own; these share theirs and their marks differ: the same person probably answered several times, and counts several times. Where the survey is repeated (one a purchase, one a wave), this is no fault.`
    },
    proposal: {
      text: {
        fr: `Comparer les réponses de chaque personne, puis n’en garder qu’une (étape « Dédoublonner » par ${name.fr}), la dernière le plus souvent.`,
        en: `Compare the answers of each person, then keep one of them (a step that keeps one row per ${name.en}), mostly the last.`
      },
      repair: { kind: 'review' }
    }
  })
}
