import { DataType, type Field } from 'apache-arrow'
import type { LocalizedText } from '../../../contract'
import type { ArrowFile } from './messages'
import { ownTypeOf } from './own-types'

/** What the values of these columns became, by kind. */
export function columnNotes(fields: readonly Field[]): LocalizedText[] {
  const named = (of: (type: DataType) => boolean): string[] =>
    fields.filter(({ type }) => of(type)).map(({ name }) => name)
  const zoned = named((type) => DataType.isTimestamp(type) && Boolean(type.timezone))
  const zones = [...new Set(fields.flatMap(({ type }) => (DataType.isTimestamp(type) && type.timezone) || []))]
  return [
    ...told(
      named((type) => BINARY.some((is) => is(type))),
      'Octets bruts, gardés (en hexadécimal là où ils sont écrits)',
      'Raw bytes, kept (in hexadecimal where shown as text)'
    ),
    ...told(
      named((type) => NESTED.some((is) => is(type)) && ownTypeOf(type, true) === null),
      'Listes et structures, en JSON',
      'Lists and structures, as JSON'
    ),
    ...told(
      named((type) => DataType.isFixedSizeList(type) && ownTypeOf(type, true) !== null),
      'Listes de longueur fixe, devenues de longueur libre',
      'Lists of a fixed length, now of any length'
    ),
    ...told(
      named((type) => !NESTED.some((is) => is(type)) && ownTypeOf(type, true) === null),
      'En texte, faute d’un type assez grand',
      'As text, for want of a type that large'
    ),
    ...told(
      zoned,
      `Instants donnés en UTC (fuseau du fichier : ${zones.join(', ')})`,
      `Instants given in UTC (zone of the file: ${zones.join(', ')})`
    )
  ]
}

const BINARY = [DataType.isBinary, DataType.isLargeBinary, DataType.isFixedSizeBinary] as ((
  type: DataType
) => boolean)[]
const NESTED = [DataType.isList, DataType.isFixedSizeList, DataType.isStruct, DataType.isMap, DataType.isUnion] as ((
  type: DataType
) => boolean)[]

function told(names: string[], fr: string, en: string): LocalizedText[] {
  if (!names.length) return []
  const listed = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '')
  return [{ fr: `${fr} : ${listed}.`, en: `${en}: ${listed}.` }]
}

/** How a stream ended, where that may mean a loss. */
export function endingNote(ending: ArrowFile['ending']): LocalizedText[] {
  if (ending === 'unmarked') {
    return [
      {
        fr: 'Ce flux Arrow n’a pas de marque de fin : des lots peuvent manquer.',
        en: 'This Arrow stream has no end mark: batches may be missing.'
      }
    ]
  }
  if (ending !== 'followed') return []
  return [
    {
      fr: 'D’autres octets suivent la fin de ce flux Arrow ; ils n’ont pas été lus.',
      en: 'Other bytes follow the end of this Arrow stream; they were not read.'
    }
  ]
}
