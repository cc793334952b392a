/**
 * A text as the category it names: spaces around it dropped, runs of white space (no-break ones too) read as one space,
 * null where nothing remains. What looks the same on screen is then grouped as the same.
 */
export function categorySql(text: string): string {
  return `nullif(trim(regexp_replace(${text}, '[\\s\\p{Z}]+', ' ', 'g')), '')`
}
