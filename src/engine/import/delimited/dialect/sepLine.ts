import { fail } from '../../../errors'
import type { LineNote } from '../read/reasons'
import type { Forced } from './forced'

/** Where the text to look at begins once the lines left out by choice, or Excel's `sep=;`, are gone. */
export interface Begin {
  /** Characters and lines left out. */
  offset: number
  lines: number
  notes: LineNote[]
  forced: Forced
}

/** Leaves out the chosen lines, and takes the delimiter from a first line `sep=;` unless another was chosen. */
export function settledBySepLine(text: string, forced: Forced): Begin {
  const sep = /^"?sep=([^"\r\n]{1,4})"?(?:\r\n|\n|\r|$)/i.exec(text)
  const settled = sep && forced.delimiter === undefined ? { ...forced, delimiter: sep[1] ?? '' } : forced
  const lines = Math.max(forced.skip ?? 0, sep ? 1 : 0)
  const notes: LineNote[] = []
  let offset = 0
  for (let line = 1; line <= lines; line++) {
    if (offset >= text.length) throw beyond(forced.skip ?? 0, line - 1)
    const raw = /[^\r\n]*/y
    raw.lastIndex = offset
    const [content = ''] = raw.exec(text) ?? []
    if (content.trim() !== '') notes.push({ line, reason: line === 1 && sep ? 'sep_line' : 'preamble', raw: content })
    offset += content.length
    offset += text.startsWith('\r\n', offset) ? 2 : offset < text.length ? 1 : 0
  }
  if (forced.skip && offset >= text.length) throw beyond(forced.skip, lines)
  return { offset, lines, notes, forced: settled }
}

function beyond(skip: number, lines: number): Error {
  return fail(
    'input',
    {
      fr: `Vous demandez d’ignorer ${skip} lignes, mais le fichier n’en a que ${lines}.`,
      en: `You ask to skip ${skip} lines, but the file has only ${lines}.`
    },
    { hint: { fr: 'Choisissez un nombre de lignes plus petit.', en: 'Choose a smaller number of lines.' } }
  )
}
