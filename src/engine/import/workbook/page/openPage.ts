import type { LocalizedText } from '../../../../contract'
import type { ReadOptions } from '../../reader'
import { corrupt, pageNotAWorkbook, tooMuch } from '../refusals'
import {
  MAX_SHEETS,
  type Merge,
  type SheetInfo,
  type SheetReader,
  type SheetRow,
  type SheetSize,
  type Workbook
} from '../sheet'
import { SheetFacts } from '../sheetFacts'
import { openText, type TextDocument } from './openText'
import { PageTables, type PageExtras, type PageTaker } from './pageTables'
import { PageScanner } from './scanPage'

interface PageTable {
  place: number
  caption: string | null
  rows: number
  columns: number
}

/** Opens a web page, which many company tools write under the name of a workbook: each of its tables that holds text is a sheet. */
export async function openPage(file: string, options: ReadOptions): Promise<Workbook> {
  const document = await openText(file, options)
  const { tables, extras, open } = await listTables(file, document)
  const filled = tables.filter(({ rows }) => rows > 0)
  if (!filled.length) throw pageNotAWorkbook(file)
  const notes = [...pageNotes(open), ...document.notes(), ...extraNotes(extras)]
  return {
    sheets: named(filled, document.head),
    size: (place): Promise<SheetSize> => Promise.resolve(sizeOf(filled[place])),
    open: (place) => openTable(file, document, filled[place]?.place ?? -1),
    notes: () => Promise.resolve(notes),
    close: () => Promise.resolve()
  }
}

function sizeOf(table: PageTable | undefined): SheetSize {
  return { rows: table?.rows ?? 0, columns: table?.columns ?? 0 }
}

async function listTables(
  file: string,
  document: TextDocument
): Promise<{ tables: PageTable[]; extras: PageExtras; open: boolean }> {
  const tables: PageTable[] = []
  const pages = new PageTables(file, {
    table: (place) => {
      if (place >= MAX_SHEETS) throw tooMuch(file, `plus de ${MAX_SHEETS} tableaux`, `more than ${MAX_SHEETS} tables`)
      tables.push({ place, caption: null, rows: 0, columns: 0 })
    },
    caption: (place, text) => (tables[place]!.caption = text),
    row(place, row) {
      const table = tables[place]!
      table.rows += 1
      table.columns = Math.max(table.columns, (row.columns[row.columns.length - 1] ?? -1) + 1)
    },
    merge: () => undefined,
    exact: () => undefined,
    tableEnd: () => undefined
  })
  const scanner = new PageScanner(pages, file)
  for await (const piece of document.pieces()) scanner.write(piece)
  const cut = scanner.end()
  const open = pages.within
  if (cut && open) throw corrupt(file, 'la page s’arrête au milieu d’un tableau', 'the page stops amid a table')
  pages.end()
  return { tables, extras: pages.extras, open }
}

function openTable(file: string, document: TextDocument, wanted: number): SheetReader {
  const facts = new SheetFacts()
  const merges: Merge[] = []
  async function* rows(): AsyncGenerator<SheetRow[]> {
    let gathered: SheetRow[] = []
    let ended = false
    const taker: PageTaker = {
      table: () => undefined,
      caption: () => undefined,
      row: (place, row) => {
        if (place === wanted) gathered.push(row)
      },
      merge: (place, merge) => {
        if (place === wanted) merges.push(merge)
      },
      exact: (place, column) => {
        if (place === wanted) facts.count('rounded', column)
      },
      tableEnd: (place) => {
        ended ||= place === wanted
      }
    }
    const pages = new PageTables(file, taker)
    const scanner = new PageScanner(pages, file)
    for await (const piece of document.pieces(true)) {
      scanner.write(piece)
      if (gathered.length) yield gathered
      gathered = []
      if (ended) return
    }
    scanner.end()
    pages.end()
    if (gathered.length) yield gathered
  }
  return { facts, rows, merges: () => Promise.resolve(merges) }
}

const SHEET_NAME = /<x:ExcelWorksheet>\s*<x:Name>([^<]{1,200})<\/x:Name>/gi

/** A table is called by its caption, by the name that Excel gives to the only sheet of a page, or by its number. */
function named(tables: readonly PageTable[], head: string): SheetInfo[] {
  const names = [...head.matchAll(SHEET_NAME)].map(([, name = '']) => name.trim())
  const own = names.length === tables.length ? names : []
  return tables.map(({ caption }, place) => ({
    name: caption ?? (own[place] || `Table ${place + 1}`),
    hidden: false,
    table: true
  }))
}

function pageNotes(open: boolean): LocalizedText[] {
  const notes: LocalizedText[] = [
    {
      fr: 'Page web (HTML) lue comme un classeur : ses textes sont gardés tels qu’elle les montre.',
      en: 'Web page (HTML) read as a workbook: its texts are kept as it shows them.'
    }
  ]
  if (open)
    notes.push({
      fr: 'La page s’arrête sans fermer son dernier tableau : vérifiez que la fin n’y manque pas.',
      en: 'The page stops without closing its last table: check that its end is not missing.'
    })
  return notes
}

function extraNotes({ scripts, pictures, links, frames }: PageExtras): LocalizedText[] {
  const found: LocalizedText[] = []
  const add = (number: number, fr: string, en: string): void => {
    if (number) found.push({ fr: `${fr} (${number})`, en: `${en} (${number})` })
  }
  add(scripts, 'des scripts', 'scripts')
  add(frames, 'des cadres et objets', 'frames and objects')
  add(pictures, 'des images', 'pictures')
  add(links, 'des adresses de liens', 'addresses of links')
  if (!found.length) return []
  return [
    {
      fr: `Laissé de côté, jamais ouvert ni suivi : ${found.map(({ fr }) => fr).join(', ')}.`,
      en: `Left aside, never opened or followed: ${found.map(({ en }) => en).join(', ')}.`
    }
  ]
}
