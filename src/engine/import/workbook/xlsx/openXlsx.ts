import type { ReadOptions } from '../../reader'
import type { Merge, SheetReader, Workbook } from '../sheet'
import { SheetFacts } from '../sheetFacts'
import type { CellFormat } from '../values/cellFormat'
import type { XmlOptions } from '../xml/readXml'
import { countRead } from '../zip/countRead'
import { openZip, type Zip } from '../zip/openZip'
import { listExtras } from './extras'
import { findWorkbookPart, type Relation } from './parts'
import { readCatalogue, type XlsxSheet } from './readCatalogue'
import { readMerges } from './readMerges'
import { readRows } from './readRows'
import { readStyles } from './readStyles'
import { readTexts } from './readTexts'
import { sheetSize } from './sheetSize'
import type { TextTable } from './textTable'

/** Opens an Office Open XML workbook (`.xlsx`, `.xlsm`) by its heads; rows are read as they are asked for. */
export async function openXlsx(file: string, options: ReadOptions): Promise<Workbook> {
  const { signal } = options
  const zip = await openZip(file, options)
  try {
    const workbook = await findWorkbookPart(zip, { signal })
    const { sheets, date1904, relations } = await readCatalogue(zip, workbook, { signal })
    const reading: XmlOptions = { signal, onRead: countRead(zip.size, options) }
    return {
      sheets,
      size: async (place) => {
        const member = sheets[place]?.member
        return member ? sheetSize(zip, member, { signal }) : { rows: 0, columns: 0 }
      },
      open: (place) => openSheet(zip, sheets[place], relations, date1904, reading),
      notes: () => listExtras(zip, { signal }),
      close: async () => zip.close()
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function openSheet(
  zip: Zip,
  sheet: XlsxSheet | undefined,
  relations: readonly Relation[],
  date1904: boolean,
  options: XmlOptions
): SheetReader {
  const facts = new SheetFacts()
  const merges: Merge[] = []
  const member = sheet?.member ?? null
  let known: Promise<readonly Merge[]> | null = null
  return {
    facts,
    async *rows() {
      if (!member) return
      const styles = await stylesOf(zip, relations, options)
      const texts = await textsOf(zip, relations, options)
      yield* readRows(zip, member, { texts, styles, date1904, facts }, merges, options)
      known ??= Promise.resolve(merges)
      options.onRead?.(zip.size)
    },
    merges: () => (known ??= member ? readMerges(zip, member, options) : Promise.resolve([]))
  }
}

async function stylesOf(zip: Zip, relations: readonly Relation[], options: XmlOptions): Promise<CellFormat[]> {
  const member = partOf(zip, relations, 'styles')
  return member ? readStyles(zip, member, options) : []
}

async function textsOf(zip: Zip, relations: readonly Relation[], options: XmlOptions): Promise<TextTable | null> {
  const member = partOf(zip, relations, 'sharedstrings')
  return member ? readTexts(zip, member, options) : null
}

function partOf(zip: Zip, relations: readonly Relation[], type: string): ReturnType<Zip['find']> {
  const part = relations.find((relation) => relation.type === type)?.part
  return part ? zip.find(part) : null
}
