import { text } from '../../sql'

/** What UTF-8 read as Windows-1252 shows behind its lead byte. */
const TAIL = '\\x{80}-\\x{BF}€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ'
const ENTITY = '&(amp|lt|gt|quot|nbsp|[aeiou](acute|grave|circ|uml)|ccedil|oelig);|&#x?[0-9A-Fa-f]{2,5};'
const DAMAGE = ['\\x{FFFD}', '[\\x{80}-\\x{9F}]', `[ÃÂÄÅ][${TAIL}]`, 'â€|â‚¬|ï»¿|Ã\\x{A0}', ENTITY].join('|')
/** A mark of accent that joins no letter: what is left of another alphabet's byte. */
const LOOSE = '[A-Za-z ][\\x{0300}-\\x{036F}]'

/** Whether a text was damaged by a wrong character set; never NULL. */
export function damagedSql(value: string): string {
  return `coalesce(regexp_matches(${value}, ${text(DAMAGE)}) OR regexp_matches(nfc_normalize(${value}), ${text(LOOSE)}), false)`
}

const pattern = (source: string, flags = 'u'): RegExp => new RegExp(source.replaceAll('\\x{', '\\u{'), flags)
const [DAMAGED, LOOSENED] = [pattern(DAMAGE), pattern(LOOSE)]

/** The same of a text at hand. */
export function isDamaged(value: string): boolean {
  return DAMAGED.test(value) || LOOSENED.test(value.normalize('NFC'))
}

/** Times that a text may have been read wrongly one after another. */
const MOST_READINGS = 3

/** A damaged text as it was, where its signs tell: read again as UTF-8, its HTML entities as letters; null where they do not. */
export function undamaged(value: string): string | null {
  let now = value
  for (let round = 0; round < MOST_READINGS && isDamaged(now); round++) now = withLetters(readAgain(now))
  return now === value || isDamaged(now) ? null : now
}

/** Letters of Windows-1252 whose bytes are not their code points, from 0x80 on; the unused bytes stand for themselves. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const UTF8 = new TextDecoder('utf-8', { fatal: true })
/** One letter of UTF-8 as Windows-1252 shows it, of those that seldom mean anything else. */
const SEQUENCE = pattern(`[ÃÂÄÅ][${TAIL}]|[âï][${TAIL}]{2}`, 'gu')

/** A text whose bytes were read as Windows-1252, read as UTF-8: all of it, else letter by letter where only parts are damaged. */
function readAgain(value: string): string {
  return decoded(value) ?? value.replace(SEQUENCE, (letters) => decoded(letters) ?? letters)
}

function decoded(value: string): string | null {
  const bytes = [...value].map((letter) => {
    const [place, code] = [HIGH.indexOf(letter), letter.codePointAt(0) ?? 0]
    return place >= 0 ? 0x80 + place : code
  })
  if (bytes.some((byte) => byte > 0xff)) return null
  try {
    return UTF8.decode(Uint8Array.from(bytes)).replace(/\uFEFF/g, '')
  } catch {
    return null
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', ccedil: 'ç', oelig: 'œ' } // prettier-ignore
const MARKS: Readonly<Record<string, string>> = { acute: '\u0301', grave: '\u0300', circ: '\u0302', uml: '\u0308' }

function withLetters(value: string): string {
  return value.replace(/&(#x?)?([0-9A-Za-z]+);/g, (entity, number: string | undefined, name: string) => {
    const code = number ? Number.parseInt(name, number === '#x' ? 16 : 10) : NaN
    if (number) return code > 0 && code < 0xd800 ? String.fromCodePoint(code) : entity
    const mark = MARKS[name.slice(1)]
    return NAMED[name] ?? (mark ? `${name[0]}${mark}`.normalize('NFC') : entity)
  })
}

/** The one text of some sound ones that a text with replacement characters can have been; null where none or several could. */
export function soundLike(value: string, sound: readonly string[]): string | null {
  if (!value.includes('\uFFFD')) return null
  const parts = value.split(/(\uFFFD+)/u)
  const form = parts.map((part, at) => (at % 2 ? `[^\\x00-\\x7f]{1,${part.length}}` : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))) // prettier-ignore
  const alike = sound.filter((other) => new RegExp(`^${form.join('')}$`, 'u').test(other))
  return alike.length === 1 ? (alike[0] ?? null) : null
}
