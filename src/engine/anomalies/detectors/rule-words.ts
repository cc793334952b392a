import type { ColumnProfile, LocalizedText } from '../../../contract'
import { inBothLanguages } from '../../figure-text'
import { named } from '../finding'
import { WAYS } from './product-ways'
import type { Sum } from './sum-sql'

/** What the parts of a rule make, as a sentence writes it: « a » + « b », 1,2 × « a » × (1 − « b » ÷ 100). */
export function ruleInWords(rule: Sum): LocalizedText {
  const names = rule.columns.slice(1).map(({ name }) => named(name))
  const marks = { times: '×', less: '−', over: '÷' }
  const times = inBothLanguages((format) => format(rule.times, { maximumFractionDigits: 10 }))
  return {
    fr: spelt(rule, { names: names.map(({ fr }) => fr), times: times.fr, marks }),
    en: spelt(rule, { names: names.map(({ en }) => en), times: times.en, marks })
  }
}

/** The same for the identity of what is found. */
export function ruleAsKey(rule: Sum): string {
  const names = rule.columns.slice(1).map(({ name }) => name)
  return spelt(rule, { names, times: String(rule.times), marks: { times: rule.sign, less: '-', over: '/' } })
}

interface Writing {
  names: readonly string[]
  times: string
  marks: { times: string; less: string; over: string }
}

/** The names of the parts with what is done to each. */
function spelt(rule: Sum, { names, times, marks }: Writing): string {
  const { columns, sign, minus, beside, ways } = rule
  const terms = names.map((name, place) => {
    const [column, way] = [columns[place + 1], ways[place] ?? 'itself']
    const [before, after] = WAYS[way].around.map((text) => text.replace('−', marks.less).replace('÷', marks.over))
    const term = `${before ?? ''}${name}${after ?? ''}`
    if (!place || !column) return term
    const isAdded = sign === '+' || (beside.includes(column) && way === 'itself')
    return ` ${minus.includes(column) ? marks.less : isAdded ? '+' : marks.times} ${term}`
  })
  return `${rule.times === 1 ? '' : `${times} ${marks.times} `}${terms.join('')}`
}

/** The names of a rule, the whole and its sign first; what is done to a part before it, where it is not what the sign says. */
export function ruleAsNames({ columns: [whole, ...parts], sign, minus, beside, ways, times }: Sum): string[] {
  const marked = (part: ColumnProfile, place: number): string[] => {
    const way = ways[place] ?? 'itself'
    if (way !== 'itself') return [way, part.name]
    if (minus.includes(part)) return ['-', part.name]
    return sign === '*' && beside.includes(part) ? ['+', part.name] : [part.name]
  }
  return [whole?.name ?? '', sign, ...(times === 1 ? [] : [String(times)]), ...parts.flatMap(marked)]
}
