import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { LocalizedText } from '../../contract'
import { ChantierError, fail } from '../errors'
import { libraryWords } from './library-words'
import type { ReadOptions } from './reader'

/** Columns beyond this are refused, in every format that claims their number. */
export const MOST_COLUMNS = 10_000

/** The name of a file for its user. */
export function nameOf(file: string, options: ReadOptions | undefined): string {
  return options?.name ?? basename(file)
}

/** Formats by the names that people know, where only the short one is at hand. */
const FORMATS: Readonly<Record<string, string>> = {
  parquet: 'Parquet',
  arrow: 'Arrow',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
  spss: 'SPSS',
  json: 'JSON'
}

/** The refusal of a file that breaks the rules of its format; `detail` says where, in the words of whoever found it. */
export function damaged(name: string, format: string, detail: LocalizedText | string, cause?: unknown): ChantierError {
  const { fr, en } = typeof detail === 'string' ? { fr: detail, en: detail } : detail
  const kind = FORMATS[format] ?? format
  return fail(
    'corrupt',
    {
      fr: `« ${name} » est abîmé ou incomplet : ce fichier ${kind} ne peut pas être lu (${fr}).`,
      en: `“${name}” is damaged or incomplete: this ${kind} file cannot be read (${en}).`
    },
    {
      place: { file: name },
      cause,
      hint: {
        fr: 'Copiez-le ou téléchargez-le de nouveau ; sinon, demandez un nouvel export.',
        en: 'Copy or download it again; failing that, ask for a new export.'
      }
    }
  )
}

const FEWER_COLUMNS: LocalizedText = {
  fr: 'Exportez seulement les colonnes utiles.',
  en: 'Export only the columns that you need.'
}

/** The refusal of a table with more columns than can be worked with; `hint` says what helps in its format. */
export function tooWide(name: string, columns: number, hint = FEWER_COLUMNS): ChantierError {
  return fail(
    'limit',
    {
      fr: `« ${name} » annonce ${columns} colonnes ; la limite est de ${MOST_COLUMNS}.`,
      en: `“${name}” claims ${columns} columns; the limit is ${MOST_COLUMNS}.`
    },
    { place: { file: name }, hint }
  )
}

/** The refusal of a part that the file does not have. */
export function noSuchPart(name: string, part: readonly string[]): ChantierError {
  const asked = part.join(' › ')
  return fail(
    'not_found',
    { fr: `« ${name} » n’a pas de table « ${asked} ».`, en: `“${name}” has no table “${asked}”.` },
    {
      place: { file: name },
      hint: { fr: 'Choisissez une table parmi celles du fichier.', en: 'Choose one of the tables of the file.' }
    }
  )
}

/** Runs a reader's work; what is not meant for the user yet becomes the refusal of a damaged file. */
export async function refuseDamage<T>(name: string, format: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asDamage(name, format, error)
  }
}

/** A fault of a file that its finder, who does not know the name of the file, can tell in words. */
export class FileFault extends Error {
  constructor(readonly detail: LocalizedText) {
    super(detail.en)
  }
}

/** An error of a library over a foreign file as the refusal of a damaged file; errors meant for the user pass. */
export function asDamage(name: string, format: string, error: unknown): ChantierError {
  if (error instanceof ChantierError && !ofDatabase(error)) return error
  const thrown = error instanceof ChantierError ? (error.cause ?? error) : error
  if (thrown instanceof FileFault) return damaged(name, format, thrown.detail, error)
  const words = thrown instanceof Error ? thrown.message : String(thrown)
  // First line only, without paths: those are of our staging directory.
  const detail = words
    .split('\n')[0]!
    .replace(/"\/[^"]*"|'\/[^']*'|\/\S*/g, name)
    .slice(0, 300)
  return damaged(name, format, libraryWords(thrown, detail), error)
}

/** Whether DuckDB's own words are all that an error says; a full disk, too little memory and a cancellation are told already. */
function ofDatabase({ data }: ChantierError): boolean {
  return data.kind === 'internal' || (data.sql !== undefined && (data.kind === 'input' || data.kind === 'refused'))
}

/** Bytes of a file from a place on; fewer where it ends before. A negative place counts from its end. */
export async function bytesAt(file: string, place: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const from = place < 0 ? Math.max(0, (await handle.stat()).size + place) : place
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
