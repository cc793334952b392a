import type { ComparedSide, NewLook, SidesCompared } from '../../contract'

/** The look that two sides compared are: one comparison a pair of columns that is tested. */
export function lookOf({ a, b, pairs, tests }: SidesCompared): NewLook {
  const columns = pairs.flatMap((pair) => [
    { table: a.table.name, column: pair.a.name },
    { table: b.table.name, column: pair.b.name }
  ])
  const once = new Map(columns.map((at) => [JSON.stringify(at), at]))
  return {
    kind: 'compare',
    tables: [...new Set([a.table.name, b.table.name])],
    columns: [...once.values()].slice(0, MOST_COLUMNS),
    segment: null,
    filter: null,
    figure: {
      fr: `${named(a, 'fr')} comparé à ${named(b, 'fr')}`,
      en: `${named(a, 'en')} compared with ${named(b, 'en')}`
    },
    comparisons: tests
  }
}

function named({ label, words }: ComparedSide, language: 'fr' | 'en'): string {
  return `${label[language]} (${words[language]})`
}

/** As many as the log takes for one look. */
const MOST_COLUMNS = 5_000
