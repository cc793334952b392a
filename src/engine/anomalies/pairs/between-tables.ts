/** The name of the search of what tables tell together. */
export const BETWEEN_TABLES = 'between_tables'
