/** What a text of markup is: a page with tables, a workbook of Excel 2003's XML, a page without a table. */
export type PageKind = 'html' | 'xml2003' | 'page'

const BEFORE = String.raw`^[^\w<]{0,4}\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*`
const XML_2003 = new RegExp(
  `${BEFORE}<(?:\\w+:)?Workbook\\s[^>]*urn:schemas-microsoft-com:office:spreadsheet|^[^\\w<]{0,4}\\s*(?:<\\?xml[^>]*>\\s*)?<\\?mso-application\\s+progid="Excel\\.Sheet"`,
  'i'
)
/** How a page begins. */
const PAGE = new RegExp(`${BEFORE}<(?:!doctype html|html|head|body|table|meta)[\\s>]`, 'i')
/** How a piece of a page begins that some tools write as a file; only a table in it makes it one. */
const PIECE = new RegExp(`${BEFORE}<(?:div|style|script|center|form|font|span|title|link|p|b|br|h[1-6])[\\s/>]`, 'i')
/** A few lines of plain text, without a sign that parts cells, above a table that begins a line. */
const TITLED = /^[^<;\t|]{1,500}[\r\n]\s*<table[\s>]/i
/** A line that is a whole table: several are the cells of a column of markup. */
const TABLE_IN_LINE = /^[ "]*<table[\s>].*<\/table>[ "]*$/gim
const TABLE = /<table[\s>]/i
const ROW = /<tr[\s>]/i

/** Tells markup by the beginning of its bytes, in any encoding that keeps ASCII apart; `whole` where that is all of it. */
export function tellPage(head: Buffer, whole: boolean): PageKind | null {
  const text = head.toString('latin1').replaceAll('\0', '')
  if (!/^[^\w<]{0,4}\s*</.test(text)) return isTitled(text) ? 'html' : null
  if (XML_2003.test(text)) return 'xml2003'
  if (PAGE.test(text)) return whole && !TABLE.test(text) ? 'page' : 'html'
  return PIECE.test(text) && TABLE.test(text) && ROW.test(text) ? 'html' : null
}

/** Whether a text begins with a title and goes on as a table of a page. */
function isTitled(text: string): boolean {
  return TITLED.test(text) && ROW.test(text) && (text.match(TABLE_IN_LINE)?.length ?? 0) < 2
}
