import { ALL_ROWS, type ColumnInfo, type Condition, type Filter, type LocalizedText, type Scalar } from '../../contract'
import { booleanInWords } from './boolean-words'
import { dayFirst } from './shown-text'

type Language = 'fr' | 'en'
/** A condition with the DuckDB type of its column, empty where it is not known. */
type Typed = Condition & { type: string }

/**
 * A filter in words, to stand beside every result; a named filter by its name and its conditions. Days are written as the
 * grid shows them where the columns are given.
 */
export function filterInWords(filter: Filter | undefined, columns: readonly ColumnInfo[] = []): LocalizedText {
  const all = filter?.all ?? []
  if (!all.length) return ALL_ROWS
  const conditions = all.map((condition) => ({
    ...condition,
    // What a text contains is what was typed.
    type: condition.op === 'contains' ? '' : (columns.find(({ name }) => name === condition.column)?.type ?? '')
  }))
  const words = { fr: inLanguage(conditions, 'fr'), en: inLanguage(conditions, 'en') }
  const name = filter?.named?.name
  if (name === undefined) return words
  return { fr: `filtre « ${name} » (${words.fr})`, en: `filter “${name}” (${words.en})` }
}

function inLanguage(conditions: readonly Typed[], language: Language): string {
  const told: string[] = []
  for (const [place, condition] of conditions.entries()) {
    const before = conditions[place - 1]
    const after = conditions[place + 1]
    if (before && isInterval(before, condition)) continue
    told.push(after && isInterval(condition, after) ? interval(condition, after, language) : one(condition, language))
  }
  return told.join(language === 'fr' ? ' et ' : ' and ')
}

/** Two ends of one interval, as a histogram facet writes them. */
function isInterval(from: Condition, to: Condition): boolean {
  return from.column === to.column && from.op === '>=' && (to.op === '<' || to.op === '<=')
}

function interval(from: Typed, to: Typed, language: Language): string {
  const [low, high] = [value(from.values[0] ?? null, from, language), value(to.values[0] ?? null, to, language)]
  const below = { fr: to.op === '<' ? 'à moins de' : 'à', en: to.op === '<' ? 'to less than' : 'to' }
  return language === 'fr'
    ? `${name(from, language)} de ${low} ${below.fr} ${high}`
    : `${name(from, language)} from ${low} ${below.en} ${high}`
}

const VERBS: Record<Condition['op'], { fr: string; en: string }> = {
  '=': { fr: '=', en: '=' },
  '<>': { fr: '≠', en: '≠' },
  '<': { fr: '<', en: '<' },
  '<=': { fr: '≤', en: '≤' },
  '>': { fr: '>', en: '>' },
  '>=': { fr: '≥', en: '≥' },
  in: { fr: 'parmi', en: 'in' },
  'not in': { fr: 'hors de', en: 'not in' },
  between: { fr: 'entre', en: 'between' },
  contains: { fr: 'contient', en: 'contains' },
  word: { fr: 'a le mot', en: 'has the word' },
  'not word': { fr: 'n’a pas le mot', en: 'does not have the word' },
  missing: { fr: 'est manquant', en: 'is missing' },
  present: { fr: 'est renseigné', en: 'is present' }
}

function one(condition: Typed, language: Language): string {
  const { op, values } = condition
  const shown = values.slice(0, 5).map((found) => value(found, condition, language))
  const more = values.length - shown.length
  const rest = more > 0 ? { fr: ` et ${more} de plus`, en: ` and ${more} more` }[language] : ''
  const joint = op === 'between' ? { fr: ' et ', en: ' and ' } : op.endsWith('word') ? { fr: ' ou ', en: ' or ' } : null
  return `${name(condition, language)} ${VERBS[op][language]} ${shown.join(joint?.[language] ?? ', ')}${rest}`.trim()
}

function name({ column }: Condition, language: Language): string {
  return language === 'fr' ? `« ${column} »` : `“${column}”`
}

function value(found: Scalar, { type }: Typed, language: Language): string {
  if (found === null) return { fr: '(manquant)', en: '(missing)' }[language]
  if (found === '') return { fr: '(texte vide)', en: '(empty text)' }[language]
  if (typeof found === 'boolean') return booleanInWords(found)[language]
  if (typeof found === 'number' && language === 'fr') return String(found).replace('.', ',')
  return language === 'fr' ? dayFirst(String(found), type) : String(found)
}
