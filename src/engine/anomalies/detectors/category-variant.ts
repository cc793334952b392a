import type { ColumnProfile } from '../../../contract'
import { missingWord, plainText } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { categoryColumns, valuesOf, type Value } from './category-values'

/** One thing written in several ways: other capitals, accents, spaces or punctuation, “St” for “Saint”. The most frequent writing is kept. */
export const categoryVariant: Detector = {
  name: 'category_variant',
  title: { fr: 'Variantes d’écriture', en: 'Spelling variants' },
  kinds: ['category_variant'],
  async *detect(context) {
    for (const column of categoryColumns(context)) {
      const clusters = variantClusters(await valuesOf(context, column))
      if (clusters.length) yield describe(context, column, clusters)
    }
  }
}

export interface Cluster {
  kept: Value
  variants: Value[]
}

/** Groups values by what they say once case, accents, spaces and punctuation are set aside, and saints written out. */
export function variantClusters(values: readonly Value[]): Cluster[] {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const key = fingerprint(value.value)
    if (key && missingWord(value.value) !== 'sure') groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return [...groups.values()].flatMap((group) => {
    const [kept, ...variants] = [...group].sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
    return kept && variants.length ? [{ kept, variants }] : []
  })
}

/**
 * Letters, digits and the signs that carry meaning (+ % < > = # * € $), in their order; digits that a space parts stay parted, and
 * a saint that is written short before a name is written out.
 */
export function fingerprint(value: string): string {
  return wordsOf(value).replace(SHORT_SAINT, 'saint$1').replace(/ /g, '')
}

/** St, Ste, Sts, Stes before a word. */
const SHORT_SAINT = /(?<![\p{L}\p{N}]|\p{N} )st(e?s?)(?= \p{L})/gu

function wordsOf(value: string): string {
  return (
    plainText(value)
      // A last minus is a mark of its own (A, A-), one between letters is punctuation (e-mail).
      .replace(/-$/, '<<')
      .replace(/[^\p{L}\p{N}+%<>=#*€$]+/gu, ' ')
      .replace(/(\d) (?=\d)/g, '$1_')
  )
}

/** Whether a variant is told from what is kept by a saint written short. */
function isBySaint(kept: Value, variants: readonly Value[]): boolean {
  const bare = ({ value }: Value): string => wordsOf(value).replace(/ /g, '')
  return variants.some((variant) => bare(variant) !== bare(kept))
}

function describe({ table }: DetectorContext, column: ColumnProfile, clusters: readonly Cluster[]) {
  const variants = clusters.flatMap(({ variants: others }) => others)
  const rows = variants.reduce((sum, { n }) => sum + n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const kept = clusters.reduce((sum, { kept: { n } }) => sum + n, 0)
  const shown = clusters.slice(0, 3)
  const saints = clusters.some(({ kept: one, variants: others }) => isBySaint(one, others))
    ? { fr: ', ou « saint » écrit en abrégé', en: ', or “saint” written short' }
    : { fr: '', en: '' }
  const share = rows / Math.max(1, column.rows - column.missing)
  return finding(table, {
    kind: 'category_variant',
    detector: 'category_variant',
    columns: [column.name],
    where: `${ident(column.name)}::VARCHAR IN (${variants.map(({ value }) => text(value)).join(', ')})`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: column.semantic.kind === 'name' ? 0.45 : share < 0.3 && kept >= 3 * rows ? 0.9 : 0.7,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : ${count.fr} dont l’écriture diffère de la forme la plus fréquente`,
      en: `${name.en}: ${count.en} not in the most frequent spelling`
    },
    explanation: {
      fr: `Seuls la casse, les accents, les espaces ou la ponctuation diffèrent${saints.fr} : ${shown
        .map(
          ({ kept, variants: others }) =>
            `${others
              .slice(0, 3)
              .map(({ value }) => `« ${value} »`)
              .join(', ')} pour « ${kept.value} »`
        )
        .join(' ; ')}${clusters.length > 3 ? ' ; …' : '.'} Comptées à part, elles divisent un même groupe.`,
      en: `Only case, accents, spaces or punctuation differ${saints.en}: ${shown
        .map(
          ({ kept, variants: others }) =>
            `${others
              .slice(0, 3)
              .map(({ value }) => `“${value}”`)
              .join(', ')} for “${kept.value}”`
        )
        .join('; ')}${clusters.length > 3 ? '; …' : '.'} Counted apart, they split one group.`
    },
    proposal: {
      text: {
        fr: 'Remplacer chaque variante par la forme la plus fréquente.',
        en: 'Replace each variant by the most frequent spelling.'
      },
      repair: {
        kind: 'replace',
        column: column.name,
        map: clusters.flatMap(({ kept, variants: others }) =>
          others.map(({ value }) => ({ from: value, to: kept.value }))
        )
      }
    }
  })
}
