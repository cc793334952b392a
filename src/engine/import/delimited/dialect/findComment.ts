import { isBlank, type SampleRecord } from './detectSyntax'
import type { Syntax } from './syntax'

const COMMENT_SIGNS = ['#', '//', '%', '--', ';']

/** The sign that starts comment lines among the first records, '' where there are none. */
export function findComment(records: SampleRecord[]): string {
  const top = records.slice(0, 40).filter((r) => !isBlank(r))
  const width = Math.max(...top.map((r) => r.cells.length), 1)
  if (width < 2) return ''
  for (const sign of COMMENT_SIGNS) {
    const marked = top.filter((r) => (r.cells[0] ?? '').startsWith(sign))
    if (marked.length && marked.length < top.length / 2 && marked.every((r) => r.cells.length !== width)) return sign
  }
  return ''
}

/** Whether a record is a comment line. */
export function isComment(record: SampleRecord, comment: string): boolean {
  return comment !== '' && (record.cells[0] ?? '').startsWith(comment)
}

/** The prompt of a console, which begins the lines that were typed in what it printed; '' where it begins none. */
export function findPrompt(records: readonly SampleRecord[], { layout }: Pick<Syntax, 'layout'>): string {
  return layout && records.some((record) => isComment(record, PROMPT)) ? PROMPT : ''
}

const PROMPT = 'SQL>'
