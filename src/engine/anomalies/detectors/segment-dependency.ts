import type { Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords, shareInWords, valueInWords } from '../finding'
import { inAList } from './in-a-list'
import { brokenSegments, type BrokenSegments } from './segment-pairs'

/** Segments that a sentence names. */
const MOST_NAMED = 3
/** How sure it is that the dependent cell is wrong; the same where the two columns tell each other, few rows or more being at fault. */
const ONE_WAY = 0.6
const EITHER = 0.4

/** A rule between two columns that holds within some segments of a category alone: the rows of these that break it. */
export const segmentDependency: Detector = {
  name: 'segment_dependency',
  title: { fr: 'Règles propres à un segment', en: 'Rules of some segments' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const broken = await brokenSegments(context)
    for (const one of broken) {
      const back = broken.find(
        ({ category, cause, effect }) => category === one.category && cause === one.effect && effect === one.cause
      )
      if (!back) {
        yield described(context, one, one.n)
        continue
      }
      // Two columns that tell each other blame each other: one of the two cells of a row is wrong, nothing says which.
      for (const isEither of [true, false]) {
        const where = `${one.where} AND ${isEither ? '' : 'NOT '}${back.where}`
        const n = (await context.rows<{ n: number }>(countSql(context.table, where)))[0]?.n ?? 0
        if (n) yield described(context, { ...one, where }, n, isEither)
      }
    }
  }
}

function described(
  { table }: DetectorContext,
  { rule, category, cause, effect, where }: BrokenSegments,
  n: number,
  isEither = false
): Anomaly {
  const { dependency, segments } = rule
  const [from, to, by, count] = [named(cause.name), named(effect.name), named(category.name), rowsInWords(n)]
  const part = shareInWords(dependency.n - dependency.violations, dependency.n)
  const doing = n < 2 ? { fr: 'ne suit', en: 'does' } : { fr: 'ne suivent', en: 'do' }
  const said = segments.slice(0, MOST_NAMED).map((segment) => valueInWords(category, segment))
  const there = inAList(
    said.map((value) => ({ fr: `« ${value.fr} »`, en: `“${value.en}”` })),
    segments.length > MOST_NAMED
  )
  const fault = isEither
    ? {
        fr: 'Les deux colonnes s’y disent l’une l’autre : dans chaque ligne l’une des deux est fausse, rien ne dit laquelle.',
        en: 'The two columns tell each other there: in each row one of the two is wrong, nothing says which.'
      }
    : {
        fr: `Ces lignes ont une autre valeur que la plupart de celles de leur groupe ; la faute peut être dans l’une ou l’autre colonne, ou dans ${by.fr}.`,
        en: `These rows have another value than most of their group; the fault may lie in either column, or in ${by.en}.`
      }
  return finding(table, {
    kind: 'dependency_violation',
    detector: isEither ? 'two_way_rule' : 'segment_dependency',
    aspect: JSON.stringify([category.name, cause.name]),
    columns: [effect.name],
    beside: [category.name, cause.name],
    where,
    orderBy: `${ident(category.name)}, ${ident(cause.name)}, ${ident(effect.name)}`,
    rows: n,
    severity: 'warning',
    confidence: isEither ? EITHER : ONE_WAY,
    dimension: 'consistency',
    message: {
      fr: `${to.fr} : ${count.fr} ${doing.fr} pas ${from.fr} comme les autres, là où ${by.fr} vaut ${there.fr}`,
      en: `${to.en}: ${count.en} ${doing.en} not follow ${from.en} as the others do, where ${by.en} is ${there.en}`
    },
    explanation: {
      fr: `Là où ${by.fr} vaut ${there.fr}, une même valeur de ${from.fr} donne une même valeur de ${to.fr} dans ${part.fr} des ${dependency.n.toLocaleString('fr-FR')} lignes ; ailleurs non. ${fault.fr}`,
      en: `Where ${by.en} is ${there.en}, the same value of ${from.en} gives the same value of ${to.en} in ${part.en} of the ${dependency.n.toLocaleString('en-GB')} rows; elsewhere it does not. ${fault.en}`
    },
    proposal: {
      text: {
        fr: `Comparer chaque ligne à celles de même ${from.fr} et de même ${by.fr}, puis corriger ${to.fr} ou ${from.fr}.`,
        en: `Compare each row with those of the same ${from.en} and the same ${by.en}, then correct ${to.en} or ${from.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}
