import { open } from 'node:fs/promises'
import type { LocalizedText } from '../../contract'
import { fail } from '../errors'

/** First bytes, as Latin-1, of files that people take for tables and that hold no text. */
const SIGNATURES: readonly [start: string, what: LocalizedText][] = [
  ['PK\x03\x04', { fr: 'un classeur Excel ou une archive ZIP', en: 'an Excel workbook or a ZIP archive' }],
  ['\xd0\xcf\x11\xe0', { fr: 'un ancien fichier Excel ou Office', en: 'an old Excel or Office file' }],
  ['\x89PNG', { fr: 'une image PNG', en: 'a PNG picture' }],
  ['\xff\xd8\xff', { fr: 'une image JPEG', en: 'a JPEG picture' }],
  ['GIF8', { fr: 'une image GIF', en: 'a GIF picture' }],
  ['%PDF', { fr: 'un document PDF', en: 'a PDF document' }],
  ['\x1f\x8b', { fr: 'un fichier compressé gzip', en: 'a gzip file' }],
  ['7z\xbc\xaf', { fr: 'une archive 7-Zip', en: 'a 7-Zip archive' }],
  ['PAR1', { fr: 'un fichier Parquet', en: 'a Parquet file' }]
]

/** Refuses, by name, a file whose first bytes say that it is no text: read as one, it would give a table of noise. */
export async function refuseBinary(path: string, name: string): Promise<void> {
  const head = Buffer.alloc(8)
  const file = await open(path, 'r')
  try {
    await file.read(head, 0, head.length, 0)
  } finally {
    await file.close()
  }
  const start = head.toString('latin1')
  const what = SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1]
  if (!what) return
  throw fail(
    'input',
    {
      fr: `« ${name} » n’est pas un fichier texte mais ${what.fr}.`,
      en: `“${name}” is not a text file but ${what.en}.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Exportez ses données en CSV, puis chargez ce fichier CSV.',
        en: 'Export its data as CSV, then load that CSV file.'
      }
    }
  )
}
