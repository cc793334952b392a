import type { LocalizedText } from '../../../../contract'
import type { ReadOptions } from '../../reader'
import { corrupt, encrypted } from '../refusals'
import type { Merge, SheetInfo, SheetReader, SheetRow, SheetSize, Workbook } from '../sheet'
import { SheetFacts } from '../sheetFacts'
import { readXml, readXmlToEnd, type XmlOptions } from '../xml/readXml'
import { countRead } from '../zip/countRead'
import { openZip, type Zip, type ZipMember } from '../zip/openZip'
import { OdsHandler, type OdsTaker } from './odsHandler'

/** Opens an OpenDocument spreadsheet. It has no catalogue: its sheets are found by going once through its content. */
export async function openOds(file: string, options: ReadOptions): Promise<Workbook> {
  const { signal } = options
  const zip = await openZip(file, options)
  try {
    await checkPlain(zip, { signal })
    const content = zip.find('content.xml')
    if (!content) throw corrupt(file, 'il n’a pas de contenu', 'it has no content')
    const { sheets, sizes } = await listSheets(zip, content, { signal })
    const reading = { signal, onRead: countRead(zip.size, options) }
    return {
      sheets,
      size: (place) => Promise.resolve(sizes[place] ?? { rows: 0, columns: 0 }),
      open: (place) => openSheet(zip, content, place, reading),
      notes: () => Promise.resolve(listExtras(zip)),
      close: async () => zip.close()
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** A document under a password says so in its manifest, and its content is no XML then. */
async function checkPlain(zip: Zip, options: XmlOptions): Promise<void> {
  const manifest = zip.find('META-INF/manifest.xml')
  if (!manifest) return
  const open = (name: string): void => {
    if (name === 'encryption-data') throw encrypted(zip.file)
  }
  await readXmlToEnd(zip, manifest, { open, close: () => undefined, text: () => undefined }, options)
}

const MAX_SHEETS = 10_000

async function listSheets(
  zip: Zip,
  content: ZipMember,
  options: XmlOptions
): Promise<{ sheets: SheetInfo[]; sizes: SheetSize[] }> {
  const sheets: SheetInfo[] = []
  const sizes: SheetSize[] = []
  let [rows, columns] = [0, 0]
  const taker: OdsTaker = {
    table(name, hidden) {
      if (sheets.length < MAX_SHEETS) sheets.push({ name, hidden, table: true })
      rows = columns = 0
      return null
    },
    row(row, repeated) {
      rows += repeated
      columns = Math.max(columns, (row.columns[row.columns.length - 1] ?? -1) + 1)
    },
    merge: () => undefined,
    tableEnd() {
      if (sizes.length < MAX_SHEETS) sizes.push({ rows, columns })
    }
  }
  await readXmlToEnd(zip, content, new OdsHandler(zip.file, taker), options)
  return { sheets, sizes }
}

const BATCH = 1_000

function openSheet(zip: Zip, content: ZipMember, wanted: number, options: XmlOptions): SheetReader {
  const facts = new SheetFacts()
  const merges: Merge[] = []
  async function* rows(): AsyncGenerator<SheetRow[]> {
    let [place, within, ended] = [-1, false, false]
    let gathered: { row: SheetRow; repeated: number }[] = []
    const taker: OdsTaker = {
      table() {
        place += 1
        within = place === wanted
        return within ? facts : null
      },
      row(row, repeated) {
        if (within) gathered.push({ row, repeated })
      },
      merge: (merge) => merges.push(merge),
      tableEnd() {
        ended ||= within
        within = false
      }
    }
    for await (const _ of readXml(zip, content, new OdsHandler(zip.file, taker), options)) {
      yield* unrepeat(gathered)
      gathered = []
      if (ended) break
    }
    options.onRead?.(zip.size)
  }
  // Merged cells are told by the cells themselves: those of the header are known once it has been read.
  return { facts, rows, merges: () => Promise.resolve(merges) }
}

function* unrepeat(gathered: readonly { row: SheetRow; repeated: number }[]): Generator<SheetRow[]> {
  let batch: SheetRow[] = []
  for (const { row, repeated } of gathered) {
    for (let i = 0; i < repeated; i++) {
      batch.push(i === 0 ? row : { ...row, index: row.index + i })
      if (batch.length >= BATCH) {
        yield batch
        batch = []
      }
    }
  }
  if (batch.length) yield batch
}

function listExtras(zip: Zip): LocalizedText[] {
  const count = (pattern: RegExp): number => zip.members.filter(({ name }) => pattern.test(name)).length
  const found: LocalizedText[] = []
  const add = (number: number, fr: string, en: string): void => {
    if (number) found.push({ fr: `${fr} (${number})`, en: `${en} (${number})` })
  }
  add(count(/^(?:Basic|Scripts)\/.+\.(?:xml|py|js)$/i), 'des macros', 'macros')
  add(
    count(/^Object [^/]*\/content\.xml$/i),
    'des objets incorporés (graphiques compris)',
    'embedded objects (charts included)'
  )
  add(count(/^Pictures\//i), 'des images', 'pictures')
  add(zip.unsafe.length, 'des éléments d’archive au nom dangereux', 'archive members with unsafe names')
  if (!found.length) return []
  return [
    {
      fr: `Laissé de côté, jamais ouvert ni suivi : ${found.map(({ fr }) => fr).join(', ')}.`,
      en: `Left aside, never opened or followed: ${found.map(({ en }) => en).join(', ')}.`
    }
  ]
}
