import type {
  ColumnAt,
  ComparedPair,
  ComparedSide,
  CompareRequest,
  CompareSide,
  NewLook,
  SidesCompared
} from '../../contract'

/** The look that two sides compared are: one comparison a pair of columns whose difference is tested, or read where sides share rows. */
export function lookOf(
  { a, b, pairs, shared, tests }: SidesCompared,
  request: Pick<CompareRequest, 'a' | 'b'>
): NewLook {
  const columns = pairs.flatMap((pair) => [
    { table: a.table.name, column: pair.a.name },
    { table: b.table.name, column: pair.b.name }
  ])
  return {
    kind: 'compare',
    tables: [...new Set([a.table.name, b.table.name])],
    columns: distinct(columns).slice(0, MOST_COLUMNS),
    sidesBy: distinct([...filteredBy(request.a), ...filteredBy(request.b)]),
    segment: null,
    filter: null,
    figure: {
      fr: `${named(a, 'fr')} comparé à ${named(b, 'fr')}`,
      en: `${named(a, 'en')} compared with ${named(b, 'en')}`
    },
    comparisons: shared.kind === 'overlap' && shared.shared !== null ? pairs.filter(isRead).length : tests
  }
}

/** A difference that the sides do not make themselves. */
function isRead({ moved, verdict }: ComparedPair): boolean {
  return moved !== null && verdict !== 'criterion'
}

function filteredBy(side: CompareSide): ColumnAt[] {
  if (side.kind !== 'table') return []
  return (side.filter?.all ?? []).map(({ column }) => ({ table: side.table.name, column }))
}

function distinct(columns: readonly ColumnAt[]): ColumnAt[] {
  return [...new Map(columns.map((at) => [JSON.stringify(at), at])).values()]
}

function named({ label, words }: ComparedSide, language: 'fr' | 'en'): string {
  return `${label[language]} (${words[language]})`
}

/** As many as the log takes for one look. */
const MOST_COLUMNS = 5_000
