import type { LocalizedText, Part } from '../../../contract'
import type { ReadOptions } from '../reader'
import { openWorkbook } from './openWorkbook'
import type { SheetInfo, SheetSize } from './sheet'

/** The sheets of a workbook in their order; `rows` counts its filled rows, those of the header and titles among them. */
export async function listParts(file: string, options: ReadOptions = {}): Promise<Omit<Part, 'format'>[]> {
  const workbook = await openWorkbook(file, options)
  try {
    const parts: Omit<Part, 'format'>[] = []
    const names = sheetPaths(workbook.sheets)
    for (const [place, sheet] of workbook.sheets.entries()) {
      const size = sheet.table ? await workbook.size(place) : { rows: 0, columns: 0 }
      parts.push({
        path: [names[place] ?? ''],
        name: sheet.name,
        ...size,
        hidden: sheet.hidden,
        note: noteOf(sheet, size)
      })
    }
    return parts
  } finally {
    await workbook.close()
  }
}

/** A name for every sheet that no other has: the second of one name is `name#2`. */
export function sheetPaths(sheets: readonly SheetInfo[]): string[] {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  return sheets.map(({ name }) => {
    let path = name
    let number = next.get(name) ?? 2
    while (taken.has(path)) path = `${name}#${number++}`
    next.set(name, number)
    taken.add(path)
    return path
  })
}

function noteOf(sheet: SheetInfo, { rows }: SheetSize): LocalizedText | null {
  if (!sheet.table)
    return { fr: 'Feuille sans cellules (graphique, macro).', en: 'Sheet without cells (chart, macro).' }
  if (rows === 0) return { fr: 'Feuille vide.', en: 'Empty sheet.' }
  return sheet.hidden ? { fr: 'Feuille masquée.', en: 'Hidden sheet.' } : null
}
