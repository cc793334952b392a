import type { ColumnReading, LocalizedText, TextReading } from '../../../../contract'

export type ReadingOption = { id: string; words: LocalizedText; reading: TextReading }

/** Readings offered for a column of text: the one found, others that its values allow, then the usual ones. */
export function readingOptions(found: ColumnReading | null): ReadingOption[] {
  const first = found?.reading ? [option(found.format ?? TEXT, found.reading)] : []
  const plausible = found?.readings.map(({ reading, words }) => option(words, reading)) ?? []
  return [...first, ...plausible, ...USUAL].filter(isFirstOfItsKind)
}

/** Neither the same reading twice, nor two that are called alike. */
function isFirstOfItsKind(one: ReadingOption, place: number, all: readonly ReadingOption[]): boolean {
  return place === all.findIndex(({ id, words }) => id === one.id || words.fr === one.words.fr)
}

/** Names a reading: equal readings have equal names. */
export function readingId(reading: TextReading): string {
  return JSON.stringify(Object.entries(reading).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a column's type stands for, in words. */
export function typeInWords({ format, type }: Pick<ColumnReading, 'format' | 'type'>): LocalizedText {
  if (format) return format
  const bare = type.replace(/\(.*/s, '').toUpperCase()
  if (bare.endsWith('[]') || /^(STRUCT|MAP|LIST|UNION)/.test(bare)) return { fr: 'imbriqué', en: 'nested' }
  return TYPES.find(([pattern]) => pattern.test(bare))?.[1] ?? { fr: type, en: type }
}

/** True where the values are figures, to be set against the right edge. */
export function isNumeric({ reading, type }: Pick<ColumnReading, 'reading' | 'type'>): boolean {
  if (reading) return reading.kind === 'integer' || reading.kind === 'number'
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL)($|\()/i.test(type)
}

const TEXT: LocalizedText = { fr: 'texte', en: 'text' }

const TYPES: readonly (readonly [RegExp, LocalizedText])[] = [
  [/^(VARCHAR|UUID|ENUM)$/, TEXT],
  [/INT(EGER)?$/, { fr: 'nombre entier', en: 'whole number' }],
  [/^(DOUBLE|FLOAT|REAL|DECIMAL)$/, { fr: 'nombre', en: 'number' }],
  [/^DATE$/, { fr: 'date', en: 'date' }],
  [/^TIMESTAMP/, { fr: 'date et heure', en: 'date and time' }],
  [/^TIME/, { fr: 'heure', en: 'time' }],
  [/^BOOLEAN$/, { fr: 'oui / non', en: 'yes / no' }],
  [/^BLOB$/, { fr: 'octets', en: 'bytes' }]
]

const USUAL: readonly ReadingOption[] = [
  option(TEXT, { kind: 'text' }),
  option({ fr: 'nombre entier', en: 'whole number' }, { kind: 'integer', grouping: '' }),
  option({ fr: 'nombre entier (1 234)', en: 'whole number (1 234)' }, { kind: 'integer', grouping: ' ' }),
  option({ fr: 'nombre à virgule décimale (1 234,5)', en: 'number with decimal comma (1 234,5)' }, number(',', ' ')),
  option({ fr: 'nombre à virgule décimale (1.234,5)', en: 'number with decimal comma (1.234,5)' }, number(',', '.')),
  option({ fr: 'nombre à point décimal (1234.5)', en: 'number with decimal point (1234.5)' }, number('.', '')),
  option({ fr: 'nombre à point décimal (1,234.5)', en: 'number with decimal point (1,234.5)' }, number('.', ',')),
  option({ fr: 'date jj/mm/aaaa', en: 'date dd/mm/yyyy' }, { kind: 'date', shapes: ['%d/%m/%Y'] }),
  option({ fr: 'date mm/jj/aaaa', en: 'date mm/dd/yyyy' }, { kind: 'date', shapes: ['%m/%d/%Y'] }),
  option({ fr: 'date aaaa-mm-jj', en: 'date yyyy-mm-dd' }, { kind: 'date', shapes: ['%Y-%m-%d'] }),
  option({ fr: 'date jj.mm.aaaa', en: 'date dd.mm.yyyy' }, { kind: 'date', shapes: ['%d.%m.%Y'] }),
  option({ fr: 'date jj/mm/aa', en: 'date dd/mm/yy' }, { kind: 'date', shapes: ['%d/%m/%y'] }),
  option(
    { fr: 'date et heure jj/mm/aaaa hh:mm', en: 'date and time dd/mm/yyyy hh:mm' },
    { kind: 'timestamp', shapes: ['%d/%m/%Y %H:%M'] }
  ),
  option(
    { fr: 'date et heure mm/jj/aaaa hh:mm', en: 'date and time mm/dd/yyyy hh:mm' },
    { kind: 'timestamp', shapes: ['%m/%d/%Y %H:%M'] }
  ),
  option(
    { fr: 'date et heure aaaa-mm-jj hh:mm:ss', en: 'date and time yyyy-mm-dd hh:mm:ss' },
    { kind: 'timestamp', shapes: ['%Y-%m-%d %H:%M:%S'] }
  ),
  option({ fr: 'oui / non', en: 'oui / non' }, { kind: 'boolean', yes: 'oui', no: 'non' }),
  option({ fr: 'vrai / faux', en: 'vrai / faux' }, { kind: 'boolean', yes: 'vrai', no: 'faux' }),
  option({ fr: 'yes / no', en: 'yes / no' }, { kind: 'boolean', yes: 'yes', no: 'no' }),
  option({ fr: '1 / 0', en: '1 / 0' }, { kind: 'boolean', yes: '1', no: '0' })
]

function option(words: LocalizedText, reading: TextReading): ReadingOption {
  return { id: readingId(reading), words, reading }
}

function number(decimal: '.' | ',', grouping: '' | ' ' | '.' | ','): TextReading {
  return { kind: 'number', decimal, grouping, unit: null }
}
