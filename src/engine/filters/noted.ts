import type { FacetCounts, FacetKind, Filter, LocalizedText, NewLook, TableRef } from '../../contract'

/** The looks that facets are: each a distribution, compared with that of all rows where other columns are filtered. */
export function looksOf(table: TableRef, filter: Filter, facets: readonly FacetCounts[]): NewLook[] {
  return facets
    .filter(({ problem }) => problem === null)
    .map(({ spec: { kind, column } }) => {
      const others = filter.all.filter((condition) => condition.column !== column)
      return {
        kind: 'facet',
        tables: [table.name],
        columns: [{ table: table.name, column }],
        segment: null,
        filter: others.length ? { all: others } : null,
        figure: wordsOf(kind, column),
        comparisons: others.length ? 1 : 0
      }
    })
}

function wordsOf(kind: FacetKind, column: string): LocalizedText {
  if (kind === 'missing') return { fr: `manques de « ${column} »`, en: `gaps of “${column}”` }
  if (kind === 'word') return { fr: `mots de « ${column} »`, en: `words of “${column}”` }
  return { fr: `répartition de « ${column} »`, en: `distribution of “${column}”` }
}
