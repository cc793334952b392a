import { currentLanguage, locale } from '../../../parts'

/** What was pasted, as files: those copied in a file manager, otherwise a table or text as one file; null for nothing. */
export function pastedFiles(data: Pick<DataTransfer, 'files' | 'getData'>, now: Date): File[] | null {
  const files = [...data.files]
  if (files.length) return files
  const plain = data.getData('text/plain')
  const text = plain.includes('\t') ? plain : (htmlTable(data.getData('text/html')) ?? plain)
  return text.trim() ? [pastedFile(text, now)] : null
}

/** A pasted text as a file whose name says when. */
export function pastedFile(text: string, now: Date): File {
  return new File([text], pastedName(now), { type: 'text/plain' })
}

/** « collage du 25 nov. 14 h 05.txt » */
export function pastedName(now: Date): string {
  const day = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' }).format(now)
  const hours = String(now.getHours()).padStart(2, '0')
  const minutes = String(now.getMinutes()).padStart(2, '0')
  return currentLanguage() === 'en'
    ? `pasted on ${day} at ${hours}.${minutes}.txt`
    : `collage du ${day} ${hours} h ${minutes}.txt`
}

/** The first table of a piece of HTML as tab-separated text; null where it has none. Parsed without being run. */
export function htmlTable(html: string): string | null {
  if (!/<table/i.test(html)) return null
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  const rows = [...(table?.querySelectorAll('tr') ?? [])].map((row) =>
    [...row.querySelectorAll('th,td')].map((cell) => quoted(cell.textContent.trim())).join('\t')
  )
  return rows.length ? rows.join('\n') + '\n' : null
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
