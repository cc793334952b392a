import type { TextReading } from '../../../../contract'
import type { InferOptions } from '../infer'
import { padded, type Random } from './random'

/** One kind of column as exports have it: how a cell is written, and what a right reading is. */
export interface ColumnKind {
  name: string
  cell: (random: Random) => string
  right: (reading: TextReading) => boolean
  options?: InferOptions
  /** Cells below which its values leave the kind open. */
  atLeast?: number
}

const MONTHS_FR = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const SHORT_FR = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ')
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ')
const DAYS_FR = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ')
const NNBSP = '\u202f'

const text = (reading: TextReading): boolean => reading.kind === 'text'
const whole =
  (grouping: string) =>
  (reading: TextReading): boolean =>
    reading.kind === 'integer' && reading.grouping === grouping
const number =
  (decimal: string, grouping: string | null, unit: string | null = null) =>
  (reading: TextReading): boolean =>
    reading.kind === 'number' &&
    reading.decimal === decimal &&
    (grouping === null || reading.grouping === grouping) &&
    reading.unit === unit
const withUnit =
  (unit: string) =>
  (reading: TextReading): boolean =>
    reading.kind === 'number' && reading.unit === unit
const shaped =
  (kind: 'date' | 'timestamp' | 'time', ...shapes: string[]) =>
  (reading: TextReading): boolean =>
    reading.kind === kind && shapes.every((shape) => reading.shapes.includes(shape))
const duration = (reading: TextReading): boolean => reading.kind === 'duration'
const yesNo =
  (yes: string) =>
  (reading: TextReading): boolean =>
    reading.kind === 'boolean' && reading.yes === yes

/** A whole number with its thousands grouped. */
function grouped(value: number, mark: string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, mark)
}

/** An amount with two decimals. */
function amount(random: Random, mark: string, decimal: string, most = 90_000): string {
  return `${grouped(random.int(0, most), mark)}${decimal}${padded(random.int(0, 99))}`
}

const numbers: ColumnKind[] = [
  { name: 'plain integers', cell: (r) => String(r.int(-50, 9_000)), right: whole('') },
  { name: 'ratings 1 to 5', cell: (r) => String(r.int(1, 5)), right: whole('') },
  { name: 'zero and one', cell: (r) => String(r.int(0, 1)), right: whole('') },
  { name: 'years', cell: (r) => String(r.int(1990, 2025)), right: whole('') },
  { name: 'counters of many lengths', cell: (r) => String(Math.floor(10 ** (r.next() * 12))), right: whole('') },
  { name: 'thousands with spaces', cell: (r) => grouped(r.int(1, 2_000_000), ' '), right: whole(' ') },
  { name: 'thousands with narrow no-break spaces', cell: (r) => grouped(r.int(1, 900_000), NNBSP), right: whole(' ') },
  { name: 'thousands with apostrophes', cell: (r) => grouped(r.int(1, 900_000), '’'), right: whole("'") },
  { name: 'thousands with points', cell: (r) => grouped(r.int(1, 5_000_000), '.'), right: whole('.') },
  { name: 'thousands with commas', cell: (r) => grouped(r.int(1, 5_000_000), ','), right: whole(',') },
  { name: 'small thousands with points', cell: (r) => grouped(r.int(1, 20_000), '.'), right: whole('.'), atLeast: 300 },
  { name: 'decimal points', cell: (r) => (r.next() * 100 - 20).toFixed(r.int(1, 4)), right: number('.', '') },
  { name: 'three decimals always', cell: (r) => (r.next() * 12).toFixed(3), right: number('.', '') },
  {
    name: 'decimal commas',
    cell: (r) => (r.next() * 100).toFixed(r.int(0, 2)).replace('.', ','),
    right: number(',', '')
  },
  {
    name: 'three decimals with commas',
    cell: (r) => (r.next() * 9).toFixed(3).replace('.', ','),
    right: number(',', '')
  },
  { name: 'amounts with spaces', cell: (r) => amount(r, ' ', ','), right: number(',', ' ') },
  { name: 'amounts with no-break spaces', cell: (r) => amount(r, '\u00a0', ','), right: number(',', ' ') },
  { name: 'German amounts', cell: (r) => amount(r, '.', ','), right: number(',', '.') },
  { name: 'English amounts', cell: (r) => amount(r, ',', '.'), right: number('.', ',') },
  { name: 'Swiss amounts', cell: (r) => amount(r, '’', '.'), right: number('.', "'") },
  { name: 'prices', cell: (r) => `${r.int(0, 900)}.${padded(r.int(0, 99))}`, right: number('.', '') },
  { name: 'percent with a space', cell: (r) => `${r.int(0, 100)} %`, right: withUnit('%') },
  { name: 'percent', cell: (r) => `${(r.next() * 100).toFixed(1)}%`, right: number('.', '', '%') },
  {
    name: 'French percent',
    cell: (r) => `${(r.next() * 100).toFixed(1).replace('.', ',')}${NNBSP}%`,
    right: number(',', '', '%')
  },
  { name: 'euros behind', cell: (r) => `${amount(r, NNBSP, ',')} €`, right: number(',', ' ', '€') },
  {
    name: 'euros of two ways',
    cell: (r) => `${amount(r, ' ', ',')} ${r.pick(['€', 'EUR', 'euros'])}`,
    right: number(',', ' ', '€')
  },
  { name: 'euros in front', cell: (r) => `€${amount(r, ',', '.')}`, right: number('.', ',', '€') },
  { name: 'dollars', cell: (r) => `${r.pick(['', '-'])}$${amount(r, ',', '.')}`, right: number('.', ',', '$') },
  {
    name: 'thousands of euros',
    cell: (r) => `${(r.next() * 900).toFixed(1).replace('.', ',')} k€`,
    right: withUnit('k€')
  },
  { name: 'kilograms', cell: (r) => `${(r.next() * 90).toFixed(1)} kg`, right: withUnit('kg') },
  { name: 'kilometres', cell: (r) => `${grouped(r.int(1, 4_000), ' ')} km`, right: withUnit('km') },
  { name: 'minutes', cell: (r) => `${r.int(1, 180)} min`, right: withUnit('min') },
  { name: 'days', cell: (r) => `${r.int(1, 60)} ${r.pick(['jours', 'jour', 'j'])}`, right: withUnit('j') },
  { name: 'pieces', cell: (r) => `${r.int(1, 60)} pièces`, right: withUnit('pièce') },
  { name: 'marks of ten', cell: (r) => `${r.int(0, 10)}/10`, right: withUnit('/10') },
  {
    name: 'accounting negatives',
    cell: (r) => (r.next() < 0.3 ? `(${amount(r, ' ', ',')})` : amount(r, ' ', ',')),
    right: number(',', ' ')
  },
  { name: 'trailing minus', cell: (r) => `${amount(r, '.', ',')}${r.pick(['', '-'])}`, right: number(',', '.') },
  {
    name: 'typographic minus',
    cell: (r) => `${r.pick(['', '\u2212'])}${r.int(0, 90)},${r.int(1, 9)}`,
    right: number(',', '')
  },
  { name: 'scientific', cell: (r) => (r.next() * 10 ** r.int(-8, 12)).toExponential(3), right: number('.', '') },
  {
    name: 'French scientific',
    cell: (r) => (r.next() * 1e9).toExponential(2).replace('.', ',').toUpperCase(),
    right: number(',', '')
  },
  {
    name: 'amounts beyond a double',
    cell: (r) => `${r.int(1, 9)}${r.digits(r.int(13, 20))}.${r.digits(2)}`,
    right: (reading) => number('.', '')(reading) && reading.kind === 'number' && reading.width === 38
  },
  {
    name: 'mostly zero, some amounts',
    cell: (r) => (r.next() < 0.9 ? '0' : amount(r, ' ', ',')),
    right: number(',', ' '),
    atLeast: 300
  }
]

const day = (r: Random): { y: number; m: number; d: number } => r.day(1995, 2025)
const clock = (r: Random): string => `${padded(r.int(0, 23))}:${padded(r.int(0, 59))}`
const iso = ({ y, m, d }: { y: number; m: number; d: number }): string => `${y}-${padded(m)}-${padded(d)}`
const french = ({ y, m, d }: { y: number; m: number; d: number }, mark = '/'): string =>
  [padded(d), padded(m), y].join(mark)

const dates: ColumnKind[] = [
  { name: 'ISO days', cell: (r) => iso(day(r)), right: shaped('date', '%Y-%m-%d') },
  { name: 'French days', cell: (r) => french(day(r)), right: shaped('date', '%d/%m/%Y') },
  { name: 'French days with points', cell: (r) => french(day(r), '.'), right: shaped('date', '%d.%m.%Y') },
  { name: 'French days with dashes', cell: (r) => french(day(r), '-'), right: shaped('date', '%d-%m-%Y') },
  { name: 'days without zeros', cell: (r) => { const { y, m, d } = day(r); return `${d}/${m}/${y}` }, right: shaped('date', '%d/%m/%Y') }, // prettier-ignore
  { name: 'American days', cell: (r) => { const { y, m, d } = day(r); return `${m}/${d}/${y}` }, right: shaped('date', '%m/%d/%Y') }, // prettier-ignore
  { name: 'short years', cell: (r) => { const { y, m, d } = day(r); return `${padded(d)}/${padded(m)}/${String(y).slice(2)}` }, right: shaped('date', '%d/%m/%y') }, // prettier-ignore
  { name: 'days as digits', cell: (r) => iso(day(r)).replaceAll('-', ''), right: shaped('date', '%Y%m%d') },
  { name: 'mixed days', cell: (r) => r.pick([iso, french, (x: ReturnType<typeof day>) => french(x, '.')])(day(r)), right: shaped('date', '%Y-%m-%d', '%d/%m/%Y', '%d.%m.%Y') }, // prettier-ignore
  { name: 'month names', cell: (r) => { const { y, m, d } = day(r); return `${d === 1 ? '1er' : d} ${MONTHS_FR[m - 1]} ${y}` }, right: shaped('date', '%d %B %Y') }, // prettier-ignore
  { name: 'short month names', cell: (r) => { const { y, m, d } = day(r); return `${d} ${SHORT_FR[m - 1]} ${y}` }, right: shaped('date', '%d %B %Y') }, // prettier-ignore
  { name: 'named days', cell: (r) => { const { y, m, d } = day(r); return `${r.pick(DAYS_FR)} ${d} ${MONTHS_FR[m - 1]} ${y}` }, right: shaped('date', '%A %d %B %Y') }, // prettier-ignore
  { name: 'Excel’s short days', cell: (r) => { const { y, m, d } = day(r); return `${d}-${SHORT_FR[m - 1]}-${String(y).slice(2)}` }, right: shaped('date', '%d-%B-%y') }, // prettier-ignore
  { name: 'English month names', cell: (r) => { const { y, m, d } = day(r); return `${MONTHS_EN[m - 1]} ${d}, ${y}` }, right: shaped('date', '%B %d, %Y') }, // prettier-ignore
  { name: 'Oracle days', cell: (r) => { const { y, m, d } = day(r); return `${padded(d)}-${(MONTHS_EN[m - 1] ?? '').slice(0, 3).toUpperCase()}-${y}` }, right: shaped('date', '%d-%B-%Y') }, // prettier-ignore
  { name: 'months by name', cell: (r) => { const { y, m } = day(r); return `${MONTHS_FR[m - 1]} ${y}` }, right: shaped('date', '%B %Y') }, // prettier-ignore
  { name: 'months', cell: (r) => { const { y, m } = day(r); return `${padded(m)}/${y}` }, right: shaped('date', '%m/%Y') }, // prettier-ignore
  { name: 'ISO months', cell: (r) => iso(day(r)).slice(0, 7), right: shaped('date', '%Y-%m') },
  { name: 'quarters', cell: (r) => `T${r.int(1, 4)} ${r.int(2015, 2025)}`, right: shaped('date', 'T%q %Y') },
  { name: 'ISO weeks', cell: (r) => `${r.int(2015, 2025)}-W${padded(r.int(1, 52))}`, right: shaped('date', '%G-W%V') },
  {
    name: 'ISO moments',
    cell: (r) => `${iso(day(r))} ${clock(r)}:${padded(r.int(0, 59))}`,
    right: shaped('timestamp', '%Y-%m-%d %H:%M:%S')
  },
  {
    name: 'UTC moments',
    cell: (r) => `${iso(day(r))}T${clock(r)}:00Z`,
    right: shaped('timestamp', '%Y-%m-%dT%H:%M:%S%z')
  },
  {
    name: 'moments with offsets',
    cell: (r) => `${iso(day(r))}T${clock(r)}:00.123+0${r.int(1, 2)}:00`,
    right: shaped('timestamp', '%Y-%m-%dT%H:%M:%S.%f%z')
  },
  {
    name: 'French moments',
    cell: (r) => `${french(day(r))} ${clock(r)}`,
    right: shaped('timestamp', '%d/%m/%Y %H:%M')
  },
  {
    name: 'French moments with à',
    cell: (r) => `${french(day(r))} à ${clock(r).replace(':', 'h')}`,
    right: shaped('timestamp', '%d/%m/%Y à %Hh%M')
  },
  { name: 'American moments', cell: (r) => { const { y, m, d } = day(r); return `${m}/${d}/${y} ${r.int(1, 12)}:${padded(r.int(0, 59))} ${r.pick(['AM', 'PM'])}` }, right: shaped('timestamp', '%m/%d/%Y %I:%M %p') }, // prettier-ignore
  {
    name: 'days with and without time',
    cell: (r) => french(day(r)) + r.pick(['', ` ${clock(r)}`]),
    right: shaped('timestamp', '%d/%m/%Y', '%d/%m/%Y %H:%M')
  },
  { name: 'times', cell: clock, right: shaped('time', '%H:%M') },
  { name: 'times with seconds', cell: (r) => `${clock(r)}:${padded(r.int(0, 59))}`, right: shaped('time', '%H:%M:%S') },
  { name: 'French times', cell: (r) => `${r.int(8, 19)}h${padded(r.int(0, 59))}`, right: shaped('time', '%Hh%M') },
  {
    name: 'short lengths',
    cell: (r) => `00:${padded(r.int(0, 59))}:${padded(r.int(0, 59))}`,
    right: duration,
    atLeast: 30
  },
  { name: 'long lengths', cell: (r) => `${r.int(0, 90)}:${padded(r.int(0, 59))}:00`, right: duration },
  {
    name: 'worded lengths',
    cell: (r) =>
      r.pick([
        `${r.int(1, 5)} h ${padded(r.int(0, 59))} min`,
        `${r.int(2, 59)} min`,
        `${r.int(1, 9)} j ${r.int(1, 23)} h`
      ]),
    right: duration
  },
  { name: 'lengths with h', cell: (r) => `${r.int(0, 4)}h${padded(r.int(0, 59))}`, right: duration },
  { name: 'lengths by name', cell: clock, right: duration, options: { name: 'durée_appel' } }
]

const words = 'le client a rappelé trois fois sans réponse puis est venu en boutique avec sa facture'.split(' ')
const codes: ColumnKind[] = [
  { name: 'post codes', cell: (r) => padded(r.int(1_000, 95_999), 5), right: text },
  { name: 'departments', cell: (r) => (r.next() < 0.05 ? r.pick(['2A', '2B']) : padded(r.int(1, 95))), right: text },
  { name: 'big departments', cell: (r) => (r.next() < 0.04 ? '2A' : String(r.int(10, 95))), right: text, atLeast: 300 },
  {
    name: 'telephones with spaces',
    cell: (r) => `0${r.int(1, 7)}${Array.from({ length: 4 }, () => ` ${r.digits(2)}`).join('')}`,
    right: text
  },
  { name: 'telephones', cell: (r) => `0${r.int(1, 7)}${r.digits(8)}`, right: text },
  { name: 'telephones of the world', cell: (r) => `+33${r.int(1, 7)}${r.digits(8)}`, right: text },
  {
    name: 'telephones with points',
    cell: (r) => `0${r.int(1, 7)}${Array.from({ length: 4 }, () => `.${r.digits(2)}`).join('')}`,
    right: text
  },
  { name: 'SIREN', cell: (r) => luhn(String(r.int(3, 8)) + r.digits(7)), right: text },
  {
    name: 'SIREN in groups',
    cell: (r) => luhn(String(r.int(3, 8)) + r.digits(7)).replace(/(\d{3})(?=\d)/g, '$1 '),
    right: text
  },
  { name: 'SIRET', cell: (r) => luhn(String(r.int(3, 8)) + r.digits(12)), right: text },
  { name: 'card numbers', cell: (r) => `4${r.digits(15)}`, right: text },
  {
    name: 'IBAN',
    cell: (r) => `FR76 ${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(3)}`,
    right: text
  },
  { name: 'padded identifiers', cell: (r) => padded(r.int(1, 99_999), 8), right: text },
  { name: 'letters and digits', cell: (r) => `${r.pick(['A', 'B', 'C'])}${r.int(1, 99)}`, right: text },
  { name: 'digits and dashes', cell: (r) => `${r.int(1, 40)}-${r.int(1, 9)}`, right: text },
  { name: 'ranges of ages', cell: (r) => r.pick(['18-24', '25-34', '35-49', '50-64', '65+']), right: text },
  { name: 'versions', cell: (r) => `${r.int(1, 3)}.${r.int(0, 12)}.${r.int(0, 9)}`, right: text },
  { name: 'short versions', cell: (r) => `${r.int(1, 3)}.${r.int(0, 14)}`, right: text, atLeast: 100 },
  { name: 'addresses of machines', cell: (r) => `192.168.${r.int(0, 255)}.${r.int(0, 255)}`, right: text },
  { name: 'seasons', cell: (r) => { const y = r.int(2005, 2024); return `${y}-${y + 1}` }, right: text }, // prettier-ignore
  {
    name: 'streets',
    cell: (r) => `${r.int(1, 90)} rue ${r.pick(['Monge', 'de la Paix', 'des Lilas', 'Victor Hugo'])}`,
    right: text
  },
  { name: 'dimensions', cell: (r) => `${r.int(10, 90)}x${r.int(10, 90)}`, right: text },
  { name: 'co-ordinates', cell: (r) => `${(r.next() * 5 + 43).toFixed(4)}, ${(r.next() * 5).toFixed(4)}`, right: text },
  { name: 'two currencies', cell: (r) => `${amount(r, ' ', ',')} ${r.pick(['€', '$'])}`, right: text },
  {
    name: 'quantities of all kinds',
    cell: (r) => `${r.int(1, 90)} ${r.pick(['kg', 'm', 'pièces', 'l'])}`,
    right: text
  },
  { name: 'words', cell: (r) => r.pick(['Lyon', 'Paris', 'Lille', 'Aucun', 'Nice']), right: text },
  { name: 'sentences', cell: (r) => Array.from({ length: r.int(3, 20) }, () => r.pick(words)).join(' '), right: text },
  { name: 'references', cell: (r) => `CMD-${r.int(2019, 2025)}-${padded(r.int(1, 9_999), 5)}`, right: text },
  {
    name: 'hexadecimal',
    cell: (r) =>
      Math.floor(r.next() * 2 ** 40)
        .toString(16)
        .padStart(10, '0'),
    right: text
  },
  { name: 'floors', cell: (r) => r.pick(['RDC', '1er', '2e', '3e', '4e']), right: text },
  { name: 'sizes', cell: (r) => r.pick(['S', 'M', 'L', 'XL', '38', '40']), right: text },
  { name: 'states', cell: (r) => r.pick(['NC', 'NY', 'CA', 'TX', 'NH']), right: text },
  { name: 'grades', cell: (r) => r.pick(['A', 'B', 'C', 'D', 'E']), right: text },
  { name: 'zero or a comment', cell: (r) => (r.next() < 0.93 ? '0' : Array.from({ length: 5 }, () => r.pick(words)).join(' ')), right: text, atLeast: 300 } // prettier-ignore
]

const logical: ColumnKind[] = [
  { name: 'oui / non', cell: (r) => r.pick(['Oui', 'Non']), right: yesNo('oui') },
  { name: 'OUI / NON', cell: (r) => r.pick(['OUI', 'NON', 'non']), right: yesNo('oui') },
  { name: 'vrai / faux', cell: (r) => r.pick(['VRAI', 'FAUX']), right: yesNo('vrai') },
  { name: 'true / false', cell: (r) => r.pick(['true', 'false']), right: yesNo('true') },
  { name: 'O / N', cell: (r) => r.pick(['O', 'N']), right: yesNo('o') },
  { name: 'Y / N', cell: (r) => r.pick(['Y', 'N']), right: yesNo('y') },
  { name: 'crosses', cell: (r) => r.pick(['X', '']), right: ({ kind }) => kind === 'text' }
]

/** A number with the digit behind that makes the check of SIREN and SIRET. */
function luhn(digits: string): string {
  for (let last = 0; last < 10; last += 1) {
    const whole = `${digits}${last}`
    const sum = [...whole].reverse().reduce((total, digit, place) => {
      const worth = Number(digit) * (place % 2 ? 2 : 1)
      return total + (worth > 9 ? worth - 9 : worth)
    }, 0)
    if (sum % 10 === 0) return whole
  }
  return digits
}

export const KINDS: readonly ColumnKind[] = [...numbers, ...dates, ...codes, ...logical]

/** What befalls columns on their way: markers of missing cells, wrong cells, spaces around. */
export const NOISES = ['clean', 'missing', 'wrong', 'spaces', 'all'] as const
export type Noise = (typeof NOISES)[number]

/** A column of a kind with a noise on it. */
export function columnOf(kind: ColumnKind, noise: Noise, rows: number, random: Random): (string | null)[] {
  const markers = [null, null, random.pick(['NC', 'N/A', '-', '', 'NSP', 'Non renseigné', 'null', '?'])]
  const wrong = ['à vérifier', 'erreur', 'voir note', '#REF', 'douze']
  let faults = Math.floor(rows * 0.04)
  return Array.from({ length: rows }, () => {
    if ((noise === 'missing' || noise === 'all') && random.next() < 0.2) return random.pick(markers)
    if ((noise === 'wrong' || noise === 'all') && faults > 0 && random.next() < 0.03) {
      faults -= 1
      return random.pick(wrong)
    }
    const cell = kind.cell(random)
    const spaced = (noise === 'spaces' || noise === 'all') && random.next() < 0.3
    return spaced ? `${random.pick(['', ' ', '\u00a0'])}${cell}  ` : cell === '' ? null : cell
  })
}
