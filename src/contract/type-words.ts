import type { LocalizedText } from './common'

/** What a DuckDB type stands for, in words. */
export function typeInWords(type: string): LocalizedText {
  const bare = type.replace(/\(.*/s, '').toUpperCase()
  if (bare.endsWith('[]') || /^(STRUCT|MAP|LIST|UNION)/.test(bare)) return { fr: 'imbriqué', en: 'nested' }
  return TYPES.find(([pattern]) => pattern.test(bare))?.[1] ?? { fr: type, en: type }
}

const TYPES: readonly (readonly [RegExp, LocalizedText])[] = [
  [/^(VARCHAR|UUID|ENUM)$/, { fr: 'texte', en: 'text' }],
  [/INT(EGER)?$/, { fr: 'nombre entier', en: 'whole number' }],
  [/^(DOUBLE|FLOAT|REAL|DECIMAL)$/, { fr: 'nombre', en: 'number' }],
  [/^DATE$/, { fr: 'date', en: 'date' }],
  [/^TIMESTAMP/, { fr: 'date et heure', en: 'date and time' }],
  [/^TIME/, { fr: 'heure', en: 'time' }],
  [/^BOOLEAN$/, { fr: 'oui / non', en: 'yes / no' }],
  [/^BLOB$/, { fr: 'octets', en: 'bytes' }]
]
