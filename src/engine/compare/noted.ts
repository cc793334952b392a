import type {
  ColumnAt,
  ColumnPairing,
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
  const columns = pairs.slice(0, SHOWN_AT_ONCE).flatMap((pair) => [
    { table: a.table.name, column: pair.a.name },
    { table: b.table.name, column: pair.b.name }
  ])
  const comparisons = shared.kind === 'overlap' && shared.shared !== null ? pairs.filter(isRead).length : tests
  return { ...sidesLook({ a, b }, request, columns), comparisons }
}

function sidesLook(
  { a, b }: Pick<SidesCompared, 'a' | 'b'>,
  request: Pick<CompareRequest, 'a' | 'b'>,
  columns: readonly ColumnAt[]
): NewLook {
  return {
    kind: 'compare',
    tables: [...new Set([a.table.name, b.table.name])],
    columns: distinct(columns),
    sidesBy: distinct([...filteredBy(request.a), ...filteredBy(request.b)]),
    segment: null,
    filter: null,
    figure: {
      fr: `${named(a, 'fr')} comparé à ${named(b, 'fr')}`,
      en: `${named(a, 'en')} compared with ${named(b, 'en')}`
    },
    comparisons: 0
  }
}

/** A difference that the sides do not make themselves, between more classes than one. */
function isRead({ moved, verdict, classes }: ComparedPair): boolean {
  return moved !== null && verdict !== 'criterion' && classes.filter(({ a, b }) => a + b > 0).length > 1
}

/** The look that the details of two paired columns are; what they let one judge was counted with the comparison. */
export function detailsLook(
  { a, b }: Pick<SidesCompared, 'a' | 'b'>,
  request: Pick<CompareRequest, 'a' | 'b'>,
  column: ColumnPairing
): NewLook {
  const told = sidesLook({ a, b }, request, [
    { table: a.table.name, column: column.a },
    { table: b.table.name, column: column.b }
  ])
  const { fr, en } = told.figure
  return { ...told, figure: { fr: `« ${column.b} » : ${fr}`, en: `“${column.b}”: ${en}` } }
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

/** Pairs on the screen at once, what moved most first: those behind are not seen before they are turned to. */
const SHOWN_AT_ONCE = 100
