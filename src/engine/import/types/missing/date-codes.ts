/** Days that programs write where there is none. */
export const DATE_CODES = [
  '1900-01-01',
  '1899-12-30',
  '1899-12-31',
  '1901-01-01',
  '1970-01-01',
  '9999-12-31',
  '2999-12-31',
  '2099-12-31',
  '0001-01-01',
  '1111-11-11',
  '9999-01-01'
]
const WRITTEN = DATE_CODES.flatMap((code) => {
  const [year = '', month = '', day = ''] = code.split('-')
  const orders = ['-', '/', '.'].flatMap((mark) => [
    [day, month, year].join(mark),
    [month, day, year].join(mark),
    [year, month, day].join(mark)
  ])
  const short = orders.map((text) => text.replace(/\b0(\d)\b/g, '$1'))
  return [...orders, ...short, `${year}${month}${day}`]
})
const WHOLE = new Set(WRITTEN)

/** Whether a text is the default day of some program, at midnight where it has a time. */
export function isDateCode(value: string): boolean {
  const text = value.trim()
  const day = /^(\S{8,10}?)(?:[ T]0?0:00(?::00(?:\.0+)?)?Z?)?$/.exec(text)?.[1]
  return day !== undefined && WHOLE.has(day)
}

/** Whether a text is a date or code of nothing but zeros, such as 00/00/0000. */
export function isZeroDate(value: string): boolean {
  return /^0+(?:[-/. :T]0+)*$/.test(value.trim())
}
