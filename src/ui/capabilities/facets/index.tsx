/**
 * Facets and named filters for every screen: `FacetsPane` beside the rows of a table, `useSifting` its filter,
 * `FilterSelect` the choice of a filter for a chart or a measure. No screen of its own.
 */
import './facets.css'

export { FacetsPane } from './FacetsPane'
export { FilterSelect } from './FilterSelect'
export { isStaleFilter, namedUse, useNamedFilters } from './named'
export { setFilter, useSifting } from './state'
export { useFilterFacts } from './useFilterFacts'
