import { open } from 'node:fs/promises'
import type { LocalizedText } from '../../../../contract'
import { throwIfCancelled } from '../../../errors'
import type { ReadOptions } from '../../reader'
import { corrupt, tooMuch } from '../refusals'
import type { Kind, Merge, SheetReader, SheetRow, Workbook } from '../sheet'
import { SheetFacts } from '../sheetFacts'
import type { WorkbookKind } from '../tellKind'
import { GENERAL, readFormat, type CellFormat } from '../values/cellFormat'
import { numberCell } from '../values/cellText'
import { listExtras } from '../xlsx/extras'
import { openZip } from '../zip/openZip'
import { LegacyWorker } from './legacyWorker'
import { isCutOle, isOle, oleNames } from './tellOle'
import type { WorkerRow } from './workerScript'

/** Opens a binary workbook (`.xls` of any age, `.xlsb`) through the library that knows them. */
export async function openLegacy(file: string, kind: WorkbookKind, options: ReadOptions): Promise<Workbook> {
  const extras = kind === 'xlsb' ? await checkArchive(file, options) : []
  if (kind === 'xls') await refuseDamaged(file)
  const worker = await LegacyWorker.start(file, options)
  const heads = await worker.ask({ kind: 'heads' })
  const { sheets, date1904 } = heads.kind === 'sheets' ? heads : { sheets: [], date1904: false }
  const format: LocalizedText =
    kind === 'xls'
      ? { fr: 'Classeur Excel 97-2003 (.xls).', en: 'Excel 97-2003 workbook (.xls).' }
      : { fr: 'Classeur Excel binaire (.xlsb).', en: 'Excel binary workbook (.xlsb).' }
  return {
    sheets,
    size: (place) => {
      const sheet = sheets[place]
      return Promise.resolve({ rows: sheet?.rows ?? 0, columns: sheet?.columns ?? 0 })
    },
    open: (place) => openSheet(worker, place, date1904),
    notes: () => Promise.resolve([format, ...extras]),
    close: () => worker.close()
  }
}

/** Before the library: given a container that holds nothing, it believes one under a password. */
async function refuseDamaged(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    if (!(await isOle(handle))) return
    if (await isCutOle(handle)) throw corrupt(file, 'sa fin manque', 'its end is missing')
    if (!(await oleNames(handle)).size)
      throw corrupt(file, 'la liste de ce qu’il contient est illisible', 'the list of what it holds is unreadable')
  } finally {
    await handle.close()
  }
}

const MAX_INFLATED = 1024 ** 3

/** The library inflates by itself: an archive is first inflated here, counted, so that no bomb reaches it. */
async function checkArchive(file: string, options: ReadOptions): Promise<LocalizedText[]> {
  const zip = await openZip(file, options)
  try {
    let total = 0
    for (const member of zip.members) {
      for await (const chunk of zip.chunks(member)) {
        total += chunk.length
        if (total > MAX_INFLATED)
          throw tooMuch(
            file,
            'un .xlsb se lit jusqu’à 1 Gio décompressé',
            '.xlsb workbooks are read up to 1 GiB inflated'
          )
        throwIfCancelled(options.signal)
      }
    }
    return await listExtras(zip, options)
  } finally {
    zip.close()
  }
}

function openSheet(worker: LegacyWorker, place: number, date1904: boolean): SheetReader {
  const facts = new SheetFacts()
  const formats: CellFormat[] = []
  let opened: Promise<readonly Merge[]> | null = null
  const merges = (): Promise<readonly Merge[]> => (opened ??= openOnce(worker, place, facts))
  async function* rows(): AsyncGenerator<SheetRow[]> {
    await merges()
    for (;;) {
      const reply = await worker.ask({ kind: 'rows' })
      if (reply.kind !== 'rows') return
      for (const code of reply.codes) formats.push(readFormat(code))
      if (reply.rows.length) yield reply.rows.map((row) => readRow(row, formats, date1904, facts))
      if (reply.done) return
    }
  }
  return { facts, rows, merges }
}

async function openOnce(worker: LegacyWorker, place: number, facts: SheetFacts): Promise<readonly Merge[]> {
  const reply = await worker.ask({ kind: 'open', sheet: place })
  if (reply.kind !== 'opened') return []
  facts.hiddenRows = reply.hiddenRows
  facts.hiddenColumns = reply.hiddenColumns
  return reply.merges
}

function readRow(
  { index, columns, types, values, formats: codes }: WorkerRow,
  formats: readonly CellFormat[],
  date1904: boolean,
  facts: SheetFacts
): SheetRow {
  const texts: string[] = []
  const kinds: Kind[] = []
  values.forEach((value, i) => {
    const cell = readCell(types[i] ?? 's', value, formats[codes[i] ?? 0] ?? GENERAL, date1904, columns[i] ?? 0, facts)
    texts.push(cell.text)
    kinds.push(cell.kind)
  })
  return { index, columns, texts, kinds }
}

function readCell(
  type: string,
  value: string | number | boolean,
  format: CellFormat,
  date1904: boolean,
  column: number,
  facts: SheetFacts
): { text: string; kind: Kind } {
  if (type === 'n') return numberCell(String(value), format, date1904, column, facts)
  if (type === 'b') return { text: value ? 'true' : 'false', kind: 'boolean' }
  if (type !== 'e') return { text: String(value), kind: 'text' }
  const text = ERRORS.get(Number(value)) ?? '#ERR!'
  facts.countError(text)
  return { text, kind: 'error' }
}

/** Error values by their code (MS-XLS, 2.5.10). */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [0, '#NULL!'],
  [7, '#DIV/0!'],
  [15, '#VALUE!'],
  [23, '#REF!'],
  [29, '#NAME?'],
  [36, '#NUM!'],
  [42, '#N/A'],
  [43, '#GETTING_DATA']
])
