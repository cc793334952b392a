import type { Format, LocalizedText } from '../../../contract'

/** What a file is, by its bytes; `kind` says it closer: `xlsx`, `ods`, `feather`, `arrow-stream`, `ndjson`, … */
export interface DetectedFormat {
  format: Format
  kind: string
}

/** First bytes that tell a format, as Latin-1, at a place of the file. */
interface FormatSignature {
  at: number
  bytes: string
  format: Format
  kind: string
}

/** First bytes of files that people take for tables; `advice` says what to do where exporting as CSV is not it. */
export interface NoTableSignature {
  at: number
  bytes: string
  what: LocalizedText
  advice?: 'export' | 'unpack' | 'arrow' | 'encrypted'
  /** Where these bytes may also begin a text. */
  unless?: (head: Buffer) => boolean
}

export const FORMAT_SIGNATURES: readonly FormatSignature[] = [
  { at: 0, bytes: 'PAR1', format: 'parquet', kind: 'parquet' },
  { at: 0, bytes: 'ARROW1\0\0', format: 'arrow', kind: 'feather' },
  { at: 0, bytes: '\xff\xff\xff\xff', format: 'arrow', kind: 'arrow-stream' },
  { at: 0, bytes: 'SQLite format 3\0', format: 'sqlite', kind: 'sqlite' },
  { at: 8, bytes: 'DUCK', format: 'duckdb', kind: 'duckdb' },
  { at: 0, bytes: '$FL2', format: 'spss', kind: 'sav' },
  { at: 0, bytes: '$FL3', format: 'spss', kind: 'zsav' },
  { at: 0, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', format: 'workbook', kind: 'xls' },
  { at: 0, bytes: '\x1f\x8b', format: 'gzip', kind: 'gzip' }
]

/** What Excel and browsers save as one file (MHTML), also under the name of a workbook. */
const WEB_ARCHIVE: LocalizedText = { fr: 'une archive web (MHTML)', en: 'a web archive (MHTML)' }

export const NO_TABLE_SIGNATURES: readonly NoTableSignature[] = [
  {
    at: 0,
    bytes: 'PARE',
    what: { fr: 'un fichier Parquet chiffré', en: 'an encrypted Parquet file' },
    advice: 'encrypted',
    unless: isText
  },
  {
    at: 0,
    bytes: 'FEA1',
    what: { fr: 'un fichier Feather de première version', en: 'a Feather file of the first version' },
    advice: 'arrow'
  },
  { at: 0, bytes: '\x89PNG', what: { fr: 'une image PNG', en: 'a PNG picture' } },
  { at: 0, bytes: '\xff\xd8\xff', what: { fr: 'une image JPEG', en: 'a JPEG picture' } },
  { at: 0, bytes: 'GIF8', what: { fr: 'une image GIF', en: 'a GIF picture' }, unless: isText },
  { at: 0, bytes: 'BM', what: { fr: 'une image BMP', en: 'a BMP picture' }, unless: isText },
  { at: 0, bytes: 'II*\0', what: { fr: 'une image TIFF', en: 'a TIFF picture' } },
  { at: 0, bytes: 'MM\0*', what: { fr: 'une image TIFF', en: 'a TIFF picture' } },
  { at: 8, bytes: 'WEBP', what: { fr: 'une image WebP', en: 'a WebP picture' }, unless: isText },
  { at: 4, bytes: 'ftyp', what: { fr: 'une vidéo ou une photo', en: 'a video or a photograph' }, unless: isText },
  { at: 0, bytes: 'MIME-Version: ', what: WEB_ARCHIVE },
  { at: 0, bytes: 'From: <Saved by ', what: WEB_ARCHIVE },
  { at: 0, bytes: '%PDF', what: { fr: 'un document PDF', en: 'a PDF document' } },
  { at: 0, bytes: '{\\rtf', what: { fr: 'un document RTF', en: 'an RTF document' } },
  { at: 0, bytes: '7z\xbc\xaf\x27\x1c', what: { fr: 'une archive 7-Zip', en: 'a 7-Zip archive' }, advice: 'unpack' },
  { at: 0, bytes: 'Rar!\x1a\x07', what: { fr: 'une archive RAR', en: 'a RAR archive' }, advice: 'unpack' },
  { at: 0, bytes: '\xfd7zXZ\0', what: { fr: 'un fichier compressé XZ', en: 'an XZ file' }, advice: 'unpack' },
  {
    at: 0,
    bytes: '\x28\xb5\x2f\xfd',
    what: { fr: 'un fichier compressé Zstandard', en: 'a Zstandard file' },
    advice: 'unpack'
  },
  { at: 0, bytes: '\x04\x22\x4d\x18', what: { fr: 'un fichier compressé LZ4', en: 'an LZ4 file' }, advice: 'unpack' },
  {
    at: 0,
    bytes: 'BZh',
    what: { fr: 'un fichier compressé bzip2', en: 'a bzip2 file' },
    advice: 'unpack',
    unless: isText
  },
  {
    at: 0,
    bytes: '\x1f\x9d',
    what: { fr: 'un fichier compressé (.Z)', en: 'a compressed file (.Z)' },
    advice: 'unpack'
  },
  {
    at: 257,
    bytes: 'ustar',
    what: { fr: 'une archive TAR', en: 'a TAR archive' },
    advice: 'unpack',
    unless: (head) => head[100] !== 0x30
  },
  { at: 0, bytes: 'MSCF', what: { fr: 'une archive CAB', en: 'a CAB archive' }, advice: 'unpack', unless: isText },
  { at: 0, bytes: 'MZ', what: { fr: 'un programme Windows', en: 'a Windows program' }, unless: isText },
  { at: 0, bytes: '\x7fELF', what: { fr: 'un programme Linux', en: 'a Linux program' } },
  { at: 0, bytes: '\xcf\xfa\xed\xfe', what: { fr: 'un programme macOS', en: 'a macOS program' } },
  { at: 0, bytes: '\xca\xfe\xba\xbe', what: { fr: 'un programme', en: 'a program' } },
  { at: 0, bytes: 'L\0\0\0\x01\x14\x02\0', what: { fr: 'un raccourci Windows', en: 'a Windows shortcut' } },
  { at: 0, bytes: '\0asm', what: { fr: 'un programme WebAssembly', en: 'a WebAssembly program' } },
  { at: 0, bytes: '\x89HDF\r\n', what: { fr: 'un fichier HDF5', en: 'an HDF5 file' } },
  { at: 0, bytes: '\x93NUMPY', what: { fr: 'un tableau NumPy', en: 'a NumPy array' } },
  { at: 0, bytes: 'RDX', what: { fr: 'un fichier R (.RData)', en: 'an R file (.RData)' }, unless: isText },
  { at: 0, bytes: 'ORC', what: { fr: 'un fichier ORC', en: 'an ORC file' }, unless: isText },
  { at: 0, bytes: 'Obj\x01', what: { fr: 'un fichier Avro', en: 'an Avro file' } },
  { at: 0, bytes: '<stata_dta>', what: { fr: 'un fichier Stata', en: 'a Stata file' } },
  { at: 84, bytes: 'SAS FILE', what: { fr: 'un fichier SAS', en: 'a SAS file' } },
  { at: 4, bytes: 'Standard Jet DB', what: { fr: 'une base Access', en: 'an Access database' } },
  { at: 4, bytes: 'Standard ACE DB', what: { fr: 'une base Access', en: 'an Access database' } },
  { at: 0, bytes: 'ID3', what: { fr: 'un son MP3', en: 'an MP3 sound' }, unless: isText },
  { at: 0, bytes: 'OggS', what: { fr: 'un son Ogg', en: 'an Ogg sound' }, unless: isText },
  { at: 0, bytes: 'wOFF', what: { fr: 'une police de caractères', en: 'a font' }, unless: isText }
]

/** Whether these bytes stand at a place of a head. */
export function startsAt(head: Buffer, at: number, bytes: string): boolean {
  return head.toString('latin1', at, at + bytes.length) === bytes
}

/** Whether the beginning has no control character that a text would not have. */
function isText(head: Buffer): boolean {
  return !head.subarray(0, 64).some((byte) => byte < 9 || (byte > 13 && byte < 32))
}
