import { text } from './quote'

interface Way {
  shape: string
  country: { code: string; home: string } | null
}

/** Marks between the digits of a telephone number. */
const MARKS = '[\\s\\x{A0}\\x{202F}.()/-]'

/**
 * A telephone number in one shape, 9 for each digit; NULL where the text is none, or of another country or length. A country's number is
 * its code and the digits behind it abroad, at home these behind the digit that they begin with there.
 */
export function phoneSql(value: string, { shape, country }: Way): string {
  const bare = `regexp_replace(${value}, '${MARKS}+', '', 'g')`
  const digits = shape.replace(/[^9]/g, '').length
  const abroad = country !== null && shape.replace(/\D/g, '').startsWith(country.code) && shape.startsWith('+')
  if (!country) return written(bare, shape, `regexp_full_match(${bare}, '[0-9]{${digits}}')`)
  const far = abroad ? placesOf(shape, country.code) : digits - country.home.length
  const isOne = `regexp_full_match(${bare}, '(?:[+]${country.code}|00${country.code})${country.home ? `${country.home}?` : ''}[1-9][0-9]{${far - 1}}|${country.home}[1-9][0-9]{${far - 1}}')`
  const number = `right(${bare}, ${far})`
  return written(
    abroad ? number : country.home ? `'${country.home}' || ${number}` : number,
    shape,
    isOne,
    abroad ? country.code : ''
  )
}

/** Places of digits in a shape behind the code of a country. */
function placesOf(shape: string, code: string): number {
  return shape.replace(/\D/g, '').length - code.length
}

/** Digits in the places of a shape, where a condition holds. */
function written(digits: string, shape: string, where: string, code = ''): string {
  const head = code ? shape.slice(0, shape.indexOf(code) + code.length) : ''
  const parts = shape.slice(head.length).split(/(9+)/)
  let place = 1
  const made = parts.flatMap((part) => {
    if (!part) return []
    if (!part.startsWith('9')) return [text(part)]
    const piece = `substr(${digits}, ${place}, ${part.length})`
    place += part.length
    return [piece]
  })
  return `CASE WHEN ${where} THEN ${[...(head ? [text(head)] : []), ...made].join(' || ')} END`
}
