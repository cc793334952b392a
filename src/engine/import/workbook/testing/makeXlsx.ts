import { makeZip, type MadeMember } from './makeZip'

export interface MadeSheet {
  name: string
  /** What stands in `<sheetData>`, or a whole sheet where it begins with `<`+`?xml`. */
  rows: string
  /** What stands behind it, e.g. merged cells. */
  after?: string
  state?: string
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** A workbook of sheets written as XML, to the letter; `formats` are the number formats of styles 1, 2, … */
export function makeXlsx(
  sheets: readonly MadeSheet[],
  more: { formats?: readonly string[]; texts?: string; date1904?: boolean; members?: readonly MadeMember[] } = {}
): Buffer {
  return makeZip(xlsxMembers(sheets, more))
}

export function xlsxMembers(
  sheets: readonly MadeSheet[],
  {
    formats = [],
    texts,
    date1904 = false,
    members = []
  }: { formats?: readonly string[]; texts?: string; date1904?: boolean; members?: readonly MadeMember[] } = {}
): MadeMember[] {
  const rels = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
  rels.push(relation('rIdS', 'styles', 'styles.xml'))
  if (texts !== undefined) rels.push(relation('rIdT', 'sharedStrings', 'sharedStrings.xml'))
  const list = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ''}/>`
  )
  return [
    { name: '[Content_Types].xml', data: `${HEAD}<Types/>` },
    {
      name: '_rels/.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`
    },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}">${rels.join('')}</Relationships>`
    },
    { name: 'xl/styles.xml', data: stylesXml(formats) },
    ...(texts === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', data: `${HEAD}<sst xmlns="${MAIN}">${texts}</sst>` }]),
    ...sheets.map(({ rows, after = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: rows.startsWith('<?xml')
        ? rows
        : `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`
    })),
    ...members
  ]
}

/** Rows of cells from values: text, number, boolean; `{ v, s, t }` is written as it stands, null left out. */
export type MadeCell = string | number | boolean | null | { v: string | number; s?: number; t?: string }

export function rowsXml(rows: readonly (readonly MadeCell[])[], firstRow = 1, firstColumn = 0): string {
  return rows
    .map((row, i) => {
      const cells = row.map((cell, j) => cellXml(cell, `${letters(firstColumn + j)}${firstRow + i}`)).join('')
      return cells ? `<row r="${firstRow + i}">${cells}</row>` : ''
    })
    .join('')
}

function cellXml(cell: MadeCell, ref: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'string')
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`
  const { v, s, t } = cell
  return `<c r="${ref}"${s === undefined ? '' : ` s="${s}"`}${t ? ` t="${t}"` : ''}><v>${escape(String(v))}</v></c>`
}

function stylesXml(formats: readonly string[]): string {
  const own = formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escape(code)}"/>`).join('')
  const xfs = formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${own}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs}</cellXfs></styleSheet>`
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
