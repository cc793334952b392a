import type { ColumnProfile } from '../../../contract'
import { missingWord, plainText } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { categoryColumns, valuesOf, type Value } from './category-values'

/** Categories beyond which a few letters may stand for anything. */
const MOST_CATEGORIES = 30

/** Rare first letters that stand for one frequent value: F beside Femme, Emp. beside Employés. */
export const categoryShort: Detector = {
  name: 'category_short',
  title: { fr: 'Abréviations', en: 'Abbreviations' },
  kinds: ['category_variant'],
  async *detect(context) {
    for (const column of categoryColumns(context).filter(({ distinct }) => distinct <= MOST_CATEGORIES)) {
      const short = abbreviations(await valuesOf(context, column))
      if (short.length) yield describe(context, column, short)
    }
  }
}

export interface Abbreviation {
  from: Value
  to: Value
}

/** Values that are the beginning of exactly one other, at least ten times as frequent. */
export function abbreviations(values: readonly Value[]): Abbreviation[] {
  const words = values.map((value) => ({ value, plain: plainText(value.value).replace(/\.$/, '') }))
  return words.flatMap(({ value: from, plain }) => {
    if (!/^\p{L}{1,4}$/u.test(plain) || missingWord(from.value) === 'sure') return []
    const whole = words.filter((other) => other.plain.length >= plain.length + 3 && other.plain.startsWith(plain))
    const [to] = whole.map(({ value }) => value).filter(({ n }) => n >= 10 * from.n)
    return to &&
      new Set(whole.map((one) => one.plain).filter((one) => !one.startsWith(plainText(to.value).slice(0, 4)))).size ===
        0
      ? [{ from, to }]
      : []
  })
}

function describe({ table }: DetectorContext, column: ColumnProfile, short: readonly Abbreviation[]) {
  const rows = short.reduce((sum, { from }) => sum + from.n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = short.slice(0, 4)
  return finding(table, {
    kind: 'category_variant',
    detector: 'category_short',
    columns: [column.name],
    where: `${ident(column.name)}::VARCHAR IN (${short.map(({ from }) => text(from.value)).join(', ')})`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: 0.75,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : ${count.fr} où une abréviation tient lieu d’une valeur fréquente`,
      en: `${name.en}: ${count.en} where an abbreviation stands for a frequent value`
    },
    explanation: {
      fr: `Ces lettres commencent une seule autre valeur : ${shown.map(({ from, to }) => `« ${from.value} » pour « ${to.value} »`).join(' ; ')}.`,
      en: `These letters begin one other value only: ${shown.map(({ from, to }) => `“${from.value}” for “${to.value}”`).join('; ')}.`
    },
    proposal: {
      text: { fr: 'Écrire la valeur en entier.', en: 'Write the value in full.' },
      repair: {
        kind: 'replace',
        column: column.name,
        map: short.map(({ from, to }) => ({ from: from.value, to: to.value }))
      }
    }
  })
}
