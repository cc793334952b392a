/** A day as a reader types it (`31/03/2024`, `31.3.2024`), a time behind it or not, as SQL writes it; any other text as it is. */
export function isoDay(typed: string): string {
  const found = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:$|[ T](.+)$)/.exec(typed.trim())
  if (!found) return typed
  const [, day = '', month = '', year = '', time] = found
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time === undefined ? '' : ` ${time.replace(',', '.')}`}`
}
