import type { LocalizedText, PivotCell, PivotKey } from '../../contract'
import type { Field } from './fields'
import type { Measure } from './measures'
import type { Prepared } from './prepare'

/** A measure in words. */
export function measureInWords({ measure: { aggregate }, column }: Measure): LocalizedText {
  const named = column ? { fr: `« ${column.name} »`, en: `“${column.name}”` } : null
  const of = {
    count: { fr: 'nombre de lignes', en: 'number of rows' },
    sum: { fr: 'somme de', en: 'sum of' },
    mean: { fr: 'moyenne de', en: 'mean of' },
    median: { fr: 'médiane de', en: 'median of' },
    min: { fr: 'minimum de', en: 'minimum of' },
    max: { fr: 'maximum de', en: 'maximum of' },
    distinct: { fr: 'valeurs différentes de', en: 'different values of' },
    missing: { fr: 'valeurs manquantes de', en: 'missing values of' },
    share_row: named
      ? {
          fr: 'part, dans la ligne du tableau, de la somme de',
          en: 'share, within the row of the table, of the sum of'
        }
      : { fr: 'part des lignes, dans la ligne du tableau', en: 'share of rows, within the row of the table' },
    share_column: named
      ? {
          fr: 'part, dans la colonne du tableau, de la somme de',
          en: 'share, within the column of the table, of the sum of'
        }
      : { fr: 'part des lignes, dans la colonne du tableau', en: 'share of rows, within the column of the table' },
    share_total: named
      ? { fr: 'part du total de la somme de', en: 'share of the total of the sum of' }
      : { fr: 'part de toutes les lignes', en: 'share of all rows' }
  }[aggregate]
  return named ? { fr: `${of.fr} ${named.fr}`, en: `${of.en} ${named.en}` } : of
}

/** Where a cell stands, in words; empty for the total. */
export function cellInWords({ rows, columns }: Prepared, cell: PivotCell): LocalizedText {
  const told = [
    ...cell.rows.map((key, at) => keyInWords(rows[at], key)),
    ...cell.columns.map((key, at) => keyInWords(columns[at], key))
  ]
  return { fr: told.map(({ fr }) => fr).join(' et '), en: told.map(({ en }) => en).join(' and ') }
}

function keyInWords(field: Field | undefined, key: PivotKey): LocalizedText {
  const name = field?.column.name ?? ''
  const grouped = GROUPS[field?.group ?? 'value'] ?? { fr: '', en: '' }
  const value = 'others' in key ? { fr: 'autres', en: 'others' } : valueInWords(field, key.value)
  return { fr: `« ${name} »${grouped.fr} = ${value.fr}`, en: `“${name}”${grouped.en} = ${value.en}` }
}

const GROUPS: Partial<Record<Field['group'], LocalizedText>> = {
  year: { fr: ' (année)', en: ' (year)' },
  quarter: { fr: ' (trimestre)', en: ' (quarter)' },
  month: { fr: ' (mois)', en: ' (month)' },
  week: { fr: ' (semaine du)', en: ' (week of)' },
  weekday: { fr: ' (jour)', en: ' (day)' }
}

const DAYS: LocalizedText[] = [
  { fr: '∞', en: '∞' },
  { fr: 'lundi', en: 'Monday' },
  { fr: 'mardi', en: 'Tuesday' },
  { fr: 'mercredi', en: 'Wednesday' },
  { fr: 'jeudi', en: 'Thursday' },
  { fr: 'vendredi', en: 'Friday' },
  { fr: 'samedi', en: 'Saturday' },
  { fr: 'dimanche', en: 'Sunday' }
]

function valueInWords(field: Field | undefined, value: string | null): LocalizedText {
  if (value === null) return { fr: '(manquant)', en: '(missing)' }
  if (value === '') return { fr: '(texte vide)', en: '(empty text)' }
  if (field?.group === 'weekday') return DAYS[Number(value)] ?? { fr: value, en: value }
  if (field?.group === 'year') return { fr: value.slice(0, 4), en: value.slice(0, 4) }
  if (field?.group === 'quarter') {
    const quarter = Math.ceil(Number(value.slice(5, 7)) / 3)
    return { fr: `${value.slice(0, 4)}-T${quarter}`, en: `${value.slice(0, 4)}-Q${quarter}` }
  }
  if (field?.group === 'month') return { fr: value.slice(0, 7), en: value.slice(0, 7) }
  if (field?.bins && Number.isFinite(Number(value))) {
    const { digit, exponent } = field.bins
    const edge = (bin: number): number => Number(`${bin * digit}e${exponent}`)
    const [low, high] = [edge(Number(value)), edge(Number(value) + 1)]
    return {
      fr: `de ${low.toLocaleString('fr-FR')} à moins de ${high.toLocaleString('fr-FR')}`,
      en: `from ${low.toLocaleString('en-GB')} to less than ${high.toLocaleString('en-GB')}`
    }
  }
  return { fr: value, en: value }
}
