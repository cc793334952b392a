import { ACCENTED_MONTH_NAME } from '../../types/months'

/** What one cell looks like, read on its own; 'text' is anything longer than a word that no other kind explains. */
export type CellKind =
  | 'empty'
  | 'missing'
  | 'integer'
  | 'decimal'
  | 'grouped'
  | 'percent'
  | 'money'
  | 'date'
  | 'time'
  | 'datetime'
  | 'boolean'
  | 'url'
  | 'email'
  | 'phone'
  | 'code'
  | 'word'
  | 'text'

const INTEGER = /^[+-]?\d+$/
const DECIMAL = /^[+-]?(?:\d+[.,]\d*|[.,]\d+)(?:[eE][+-]?\d+)?$|^[+-]?\d+[eE][+-]?\d+$/
const GROUPED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d+)?$/
const NUMBER = "[+-]?\\d[\\d \\u00a0\\u202f.,'’]*"
const PERCENT = new RegExp(`^${NUMBER}[ \\u00a0\\u202f]?%$`)
const MONEY = new RegExp(
  `^[+-]?(?:[€$£¥]|EUR|USD|GBP|CHF) ?${NUMBER}$|^${NUMBER}[ \\u00a0\\u202f]?(?:[€$£¥]|EUR|USD|GBP|CHF)$`
)
const DATE_PART = `(?:\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\d{1,2}(?:er)?[ -](?:${ACCENTED_MONTH_NAME})\\.?[ -]\\d{2,4}|(?:${ACCENTED_MONTH_NAME})\\.? \\d{1,2}, \\d{4})`
const TIME_PART = '\\d{1,2}(?::\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?|h\\d{0,2})(?: ?[AaPp]\\.?[Mm]\\.?)?'
const DATE = new RegExp(`^${DATE_PART}$`, 'i')
const TIME = new RegExp(`^${TIME_PART}$`)
const DATETIME = new RegExp(`^${DATE_PART}(?:[T ]| à )${TIME_PART}(?:Z|[ ]?[+-]\\d{2}:?\\d{2})?$`, 'i')
const BOOLEAN = /^(?:true|false|vrai|faux|oui|non|yes|no)$/i
const MISSING =
  /^(?:n\/?a|#n\/a|null|nul|none|nan|nd|nr|ns|na\.|n\.?d\.?|n\.?r\.?|-+|\?+|\.+|\\N|vide|inconnue?|non renseign[ée]e?|missing|unknown)$/i
const URL = /^(?:https?|ftp):\/\/[^\s|¦^]+$/i
const EMAIL = /^[^\s@,;:|¦^§~]+@[^\s@,;:|¦^§~]+\.[a-z]{2,}$/i
const PHONE = /^(?:0\d|\+\d{1,3}[ .]\d{1,3})(?:[ .-]\d{2,3}){3,4}$/
const CODE = /^(?=.*\d)[\p{L}\d]+(?:[-_./#:][\p{L}\d]+)*$/u
/** A number of a thing, or so many of a unit. */
const COUNTED = /^(?:[Nn]°|§) ?\d+$|^[+-]?\d+(?:[.,]\d+)? ?(?:°[CF]?|km|m|kg|g|h|min|s|ans?|jours?)$/
const WORD = /^\p{L}+(?:['’_.-]\p{L}+)*\.?$/u

/** Reads the kind of one cell; leading and trailing spaces do not count. */
export function kindOf(cell: string): CellKind {
  const s = cell.trim()
  if (s === '') return 'empty'
  if (s.length > 200) return 'text'
  const first = s.charCodeAt(0)
  const numeric = (first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46 || first === 44
  if (numeric) {
    if (INTEGER.test(s)) return 'integer'
    if (GROUPED.test(s)) return DECIMAL.test(s) ? 'decimal' : 'grouped'
    if (DECIMAL.test(s)) return 'decimal'
    if (DATE.test(s)) return 'date'
    if (TIME.test(s)) return 'time'
    if (DATETIME.test(s)) return 'datetime'
    if (PERCENT.test(s)) return 'percent'
    if (PHONE.test(s)) return 'phone'
  }
  if (s.length <= 40 && MONEY.test(s)) return 'money'
  if (BOOLEAN.test(s)) return 'boolean'
  if (MISSING.test(s)) return 'missing'
  if (!numeric && s.length <= 40 && (DATE.test(s) || DATETIME.test(s))) return DATE.test(s) ? 'date' : 'datetime'
  if (URL.test(s)) return 'url'
  if (EMAIL.test(s)) return 'email'
  if (WORD.test(s)) return 'word'
  return CODE.test(s) || (s.length < 20 && (numeric || /^[Nn§]/.test(s)) && COUNTED.test(s)) ? 'code' : 'text'
}

/** Kinds that say how much or how many. */
export const NUMBERS: ReadonlySet<CellKind> = new Set<CellKind>(['integer', 'decimal', 'grouped', 'percent', 'money'])

/** Kinds that a wrong dialect rarely produces by chance. */
export const TYPED_KINDS: ReadonlySet<CellKind> = new Set<CellKind>([
  'integer',
  'decimal',
  'grouped',
  'percent',
  'money',
  'date',
  'time',
  'datetime',
  'boolean',
  'url',
  'email',
  'phone'
])
