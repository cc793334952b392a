import type { Anomaly, ColumnProfile } from '../../../contract'
import { missingWord, wordsOf } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords, valueInWords } from '../finding'
import type { Value } from './category-values'

/** Share of the answers from which one group is nearly alone, and from which the others hardly count. */
const NEARLY_ALL = 0.9
const HARDLY = 0.95
/** Answers that tell, and groups of a list; share of the rows that must hold a mark for the table to be a survey where it has one question only. */
const LEAST = 100
const MOST_GROUPS = 8
const ANSWERED = 0.8

/** Words that name who was asked, where and by what way: what a sample is drawn over. A rare event, a state or an option is none. */
const FRAME = new Set(
  'sexe sex genre gender civilite canal channel source provenance recueil recrutement panel region departement zone pays country langue language profil segment clientele tranche csp agence site magasin store ville city etablissement'.split(
    ' '
  )
)
/** Answers of a flag, which may be about anything. */
const FLAG = /^(oui|non|yes|no|true|false|vrai|faux|o|n|y|[01])$/i

/** Whether a table holds answers: several marks, or one that nearly all rows give. */
export function isSurvey(context: DetectorContext): boolean {
  const marks = columnsWhere(context, ({ semantic }) => semantic.kind === 'score' && semantic.scale !== null)
  return marks.length > 1 || marks.some(({ rows, missing, blank }) => rows - missing - blank >= ANSWERED * rows)
}

/** One group nearly alone among the answers, by a column that tells who was asked; `values` are those of the column, none ill written. */
export function oneSided(
  { table }: DetectorContext,
  column: ColumnProfile,
  values: readonly Value[],
  score: string
): Anomaly | null {
  const groups = values.filter(({ value }) => missingWord(value) === null && value.trim() !== '')
  const [first] = groups
  const all = groups.reduce((sum, { n }) => sum + n, 0)
  if (!first || groups.length < 2 || groups.length > MOST_GROUPS || all < LEAST) return null
  if (first.n < NEARLY_ALL * all || groups.every(({ value }) => FLAG.test(value.trim()))) return null
  if (!wordsOf(column.name).some((word) => FRAME.has(word))) return null
  const rest = all - first.n
  const [name, said, of] = [named(column.name), valueInWords(column, first.value), named(score)]
  const [share, others] = [shareInWords(first.n, all), rowsInWords(rest)]
  const points = (language: string): string => Math.min(50, Math.round(98 / Math.sqrt(rest))).toLocaleString(language)
  return finding(table, {
    kind: 'weak_sample',
    detector: 'small_segments',
    aspect: 'one sided',
    place: 'column',
    columns: [column.name],
    where: `coalesce(${ident(column.name)}::VARCHAR IN (${groups.slice(1).map(({ value }) => text(value)).join(', ')}), false)`, // prettier-ignore
    orderBy: `${ident(column.name)}, rowid`,
    rows: rest,
    severity: first.n >= HARDLY * all ? 'warning' : 'info',
    confidence: 0.65,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : « ${said.fr} » est presque seul parmi les réponses (${share.fr})`,
      en: `${name.en}: “${said.en}” is nearly alone among the answers (${share.en})`
    },
    explanation: {
      fr: `Sur ${all.toLocaleString('fr-FR')} réponses, ${others.fr} seulement ${rest < 2 ? 'vient' : 'viennent'} d’ailleurs : une moyenne de ${of.fr} parle de « ${said.fr} » presque seul, et des autres une part de 50 % n’est connue qu’à ${points('fr-FR')} points près (intervalle à 95 %). Si la base interrogée n’est pas faite ainsi, l’échantillon penche. Les lignes montrées sont celles des autres.`,
      en: `Of ${all.toLocaleString('en-GB')} answers only ${others.en} ${rest === 1 ? 'comes' : 'come'} from elsewhere: a mean of ${of.en} speaks of “${said.en}” almost alone, and of the others a share of 50% is known to within ${points('en-GB')} points only (95% interval). If the base that was asked is not made like this, the sample leans. The rows shown are those of the others.`
    },
    proposal: {
      text: {
        fr: `Comparer les parts de ${name.fr} avec celles de la base interrogée ; si elles diffèrent, redresser ou ne parler que de « ${said.fr} ».`,
        en: `Compare the shares of ${name.en} with those of the base that was asked; where they differ, weight the answers or speak of “${said.en}” only.`
      },
      repair: { kind: 'review' }
    }
  })
}
