import type { LocalizedText } from './common'

/** What a DuckDB type stands for, in words. */
export function typeInWords(type: string): LocalizedText {
  const bare = type
    .replace(/\(.*/s, '')
    .replace(/_LITERAL$/, '')
    .replaceAll('"', '')
    .toUpperCase()
  if (bare.endsWith('[]') || /^(STRUCT|MAP|LIST|UNION)/.test(bare)) return { fr: 'imbriqué', en: 'nested' }
  return TYPES.find(([pattern]) => pattern.test(bare))?.[1] ?? { fr: type, en: type }
}

const TYPES: readonly (readonly [RegExp, LocalizedText])[] = [
  [/^INTERVAL$/, { fr: 'durée', en: 'length of time' }],
  [/^(SQL)?NULL$/, { fr: 'valeur manquante', en: 'missing value' }],
  [/^(VARCHAR|STRING|TEXT|CHAR|UUID|ENUM)$/, { fr: 'texte', en: 'text' }],
  [/INT(EGER)?$/, { fr: 'nombre entier', en: 'whole number' }],
  [/^(DOUBLE|FLOAT|REAL|DECIMAL)$/, { fr: 'nombre', en: 'number' }],
  [/^DATE$/, { fr: 'date', en: 'date' }],
  [/^TIMESTAMP/, { fr: 'date et heure', en: 'date and time' }],
  [/^TIME/, { fr: 'heure', en: 'time' }],
  [/^BOOLEAN$/, { fr: 'oui / non', en: 'yes / no' }],
  [/^(BLOB|BIT)$/, { fr: 'octets', en: 'bytes' }]
]

/** A sentence with each DuckDB type that it names in words. */
export function typesInWords(sentence: string): LocalizedText {
  const told = (language: 'fr' | 'en'): string => sentence.replace(NAMED, (type) => typeInWords(type)[language])
  return { fr: told('fr'), en: told('en') }
}

const NAMED =
  /\b(?:VARCHAR|STRING_LITERAL|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER(?:_LITERAL)?|DECIMAL\(\d+, ?\d+\)|DOUBLE|FLOAT|TIMESTAMP(?: WITH TIME ZONE|_NS|_MS|_S|TZ)?|BOOLEAN|INTERVAL|BLOB|UUID|(?:STRUCT|MAP)\([^)]*\))(?:\[\d*\])*/g
