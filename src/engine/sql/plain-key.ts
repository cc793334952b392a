/** All that Unicode and habit call white space, as an SQL literal of characters to trim. */
export const SPACES = `' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(8239) || chr(8203) || chr(65279)`

/** A text without outer spaces, case and leading zeros; NULL where nothing remains. */
export function plainKeySql(text: string): string {
  const bare = `nullif(lower(trim(${text}, ${SPACES})), '')`
  return withoutZerosSql(bare)
}

/** `000` keeps its last zero: it is a value, not nothing. */
export function withoutZerosSql(text: string): string {
  return `coalesce(nullif(ltrim(${text}, '0'), ''), right(${text}, 1))`
}
