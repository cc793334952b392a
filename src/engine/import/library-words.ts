import type { LocalizedText } from '../../contract'

/** What libraries say of a file that they cannot read, always in English, and the same in French; the first that fits counts. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/checksum/i, 'une somme de contrôle ne correspond pas'],
  [
    /could not read enough bytes|end of file|unexpected end|truncated|cut short|premature|short read/i,
    'ses données s’arrêtent trop tôt'
  ],
  [
    /decompress|snappy|zstandard|zstd|lz4|gzip|brotli|inflate|packed part/i,
    'des données comprimées ne se décompressent pas'
  ],
  [/thrift|tprotocol|ttransport|don't know what type|schema element/i, 'la description de ses colonnes est illisible'],
  [
    /disk image is malformed|malformed database|orphan index|not a database|corrupt database/i,
    'la structure de la base est abîmée'
  ],
  [/no utf-8|invalid (?:unicode|utf)/i, 'un texte n’est pas en UTF-8'],
  [/beyond its bytes|out of range|outside the bounds|out of bounds/i, 'une longueur annoncée dépasse le fichier']
]

const INCOHERENT: LocalizedText = {
  fr: 'ses parties ne s’accordent pas entre elles',
  en: 'its parts do not fit together'
}

/** The words of a library in both languages; in French, those that are not known are quoted, and said to be English. */
export function libraryWords(thrown: unknown, words: string): LocalizedText {
  const french = MEANINGS.find(([pattern]) => pattern.test(words))?.[1]
  if (french) return { fr: french, en: words }
  // A library that stumbles over what is not there says nothing of the file.
  if (thrown instanceof TypeError || thrown instanceof RangeError) return INCOHERENT
  return { fr: `message du lecteur, en anglais : « ${words} »`, en: words }
}
