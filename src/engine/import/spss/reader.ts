import type { LocalizedText } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { countOf } from '../../figure-text'
import { asDamage, damaged, nameOf, noSuchPart, refuseDamage } from '../foreign-file'
import type { FormatReader, OpenTable, ReadOptions, TextRecord } from '../reader'
import { openSav, type SavFile } from './bytes'
import { casesOf } from './cases'
import { columnOf, type SpssColumn } from './column'
import { readDictionary, type Dictionary } from './dictionary'
import { dictionaryNotes, labelsOf } from './notes'

/**
 * SPSS system files, .sav and .zsav. Codes stay the values, also those declared missing; labels come as notes, moments as ISO.
 */
export const spssReader: FormatReader = {
  format: 'spss',

  async parts(file, options) {
    const { file: sav, dictionary } = await openDictionary(file, nameOf(file, options))
    sav.close()
    const { cases, variables } = dictionary
    return [{ path: [], name: '', rows: cases, columns: variables.length, hidden: false, note: null }]
  },

  async open(file, part, _choices, options): Promise<OpenTable> {
    const name = nameOf(file, options)
    if (part.length) throw noSuchPart(name, part)
    const opened = await openDictionary(file, name)
    const { dictionary } = opened
    const columns = dictionary.variables.map((variable) => columnOf(variable, dictionary))
    const seen: Seen = { rows: 0, columns }
    return {
      header: dictionary.variables.map((variable) => variable.name),
      headerRows: 1,
      width: dictionary.variables.length,
      records: () => records(opened, seen, name, options),
      types: () => columns.map((column) => column.type()),
      valueLabels: () => dictionary.variables.map((variable) => labelsOf(variable, dictionary)),
      columnLabels: () => dictionary.variables.map(({ label }) => label),
      declaredMissing: () => columns.map((column) => column.declared()),
      notes: () => [
        ...dictionaryNotes(dictionary),
        ...columns.flatMap((column) => column.notes()),
        ...dictionary.decoder.notes(),
        ...moreRows(dictionary, seen)
      ],
      close: () => Promise.resolve(opened.file.close())
    }
  }
}

interface Seen {
  rows: number
  columns: SpssColumn[]
}

const BATCH = 2_000

function openDictionary(path: string, name: string): Promise<{ file: SavFile; dictionary: Dictionary }> {
  return refuseDamage(name, 'SPSS', async () => {
    const file = await openSav(path)
    try {
      if (file.size < 180) throw damaged(name, 'SPSS', { fr: 'sa fin manque', en: 'its end is missing' })
      return { file, dictionary: readDictionary(file, name) }
    } catch (error) {
      file.close()
      throw error
    }
  })
}

async function* records(
  { file, dictionary }: { file: SavFile; dictionary: Dictionary },
  seen: Seen,
  name: string,
  options?: ReadOptions
): AsyncGenerator<TextRecord[]> {
  try {
    const next = casesOf(file, dictionary)
    const row = Buffer.alloc(dictionary.elements * 8)
    let batch: TextRecord[] = []
    while (next(row)) {
      seen.rows++
      batch.push(seen.columns.map((column) => column.read(row)))
      if (batch.length < BATCH) continue
      yield batch
      batch = []
      options?.onProgress?.(file.place(), file.size)
      await new Promise((resolve) => setImmediate(resolve))
      throwIfCancelled(options?.signal)
    }
    if (batch.length) yield batch
    if (dictionary.cases !== null && seen.rows < dictionary.cases) throw tooFew(name, seen.rows, dictionary.cases)
    options?.onProgress?.(file.size, file.size)
  } catch (error) {
    throw asDamage(name, 'SPSS', error)
  }
}

function tooFew(name: string, rows: number, claimed: number): Error {
  return damaged(name, 'SPSS', {
    fr: `${claimed} lignes annoncées, ${rows} présentes`,
    en: `${claimed} rows claimed, ${rows} there`
  })
}

function moreRows({ cases }: Dictionary, { rows }: Seen): LocalizedText[] {
  if (cases === null || rows <= cases) return []
  const claimed = countOf(cases, ['ligne annoncée', 'lignes annoncées'], ['row claimed', 'rows claimed'])
  const there = countOf(rows, ['présente', 'présentes'], ['there', 'there'])
  return [{ fr: `${claimed.fr}, ${there.fr} : toutes lues.`, en: `${claimed.en}, ${there.en}: all of them read.` }]
}
