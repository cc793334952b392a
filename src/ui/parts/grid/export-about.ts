import type { ExportAbout } from '../../../contract'
import { formatDateTime, formatInteger } from '../format'
import type { Translate } from '../i18n'
import type { text } from './text'

type Words = Translate<keyof typeof text.keys>

/** What an export is of. */
export interface Exported {
  /** The name of what is exported, without an ending. */
  name: string
  /** What it is where it is not the table itself, e.g. a pivot table of it. */
  kind?: string
  /** Rows that its figures are of, which a pivot table has many of and few lines. */
  n: number
  /** Filter and sort in words; empty where there is none. */
  filter: string
  sort: string
  at: Date
}

/** Longest name without its ending: what every file system and `downloadFile` take. */
const MOST = 80

/** The name of the file, which says the filter, n and the day where a filter stood: a CSV has no other place for them. */
export function exportName({ name, kind, n, filter, at }: Exported): string {
  const what = kind ? ` - ${kind}` : ''
  // What is cut is the name of the table: a pivot table of it is not taken for the table.
  if (!filter)
    return what
      ? [...name]
          .slice(0, MOST - what.length)
          .join('')
          .trim() + what
      : name
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  const end = ` - n ${n} - ${day}`
  const words = filter.replace(/[<>:"/\\|?*]+/g, ' ').replace(/\s+/g, ' ').trim() // prettier-ignore
  const begin = `${[...name]
    .slice(0, kind ? 18 : 30)
    .join('')
    .trim()}${what} - `
  const room = MOST - begin.length - end.length
  const told = words.length > room ? `${words.slice(0, room - 1).trim()}…` : words
  return `${begin}${told}${end}`
}

/** What the rows are, fact by fact: the sheet of a workbook, the file beside a CSV, the foot of a copied table. */
export function exportAbout({ name, n, filter, sort, at }: Exported, t: Words): ExportAbout {
  return {
    title: t('aboutTitle'),
    facts: [
      [t('aboutTable'), name],
      [t('aboutN'), formatInteger(n)],
      [t('filter'), filter || t('noFilter')],
      ...(sort ? [[t('sort'), sort] satisfies [string, string]] : []),
      [t('aboutDate'), formatDateTime(at.toISOString())]
    ]
  }
}

/** The facts as the text of a file that stands beside another. */
export function aboutText({ facts }: ExportAbout, file: string, t: Words): string {
  return [[t('aboutFile'), file], ...facts].map(([name, value]) => `${name}${t('colon')}${value}`).join('\r\n') + '\r\n'
}
