/** How one record is written. `quote` is '' where cells are never quoted; `newline` is the end of a record. */
export interface Syntax {
  delimiter: string
  quote: string
  escape: Escape
  /** '\n' also takes '\r\n'; '\r\n' leaves a lone '\n' inside the cell; '\r' is the old Macintosh end of line. */
  newline: '\n' | '\r\n' | '\r'
  /** Lines laid out for the eye: one record a line, no quotes, cells trimmed. */
  layout?: Layout
}

/**
 * How a quote inside a quoted cell is written: doubled, after a backslash, after a NUL, after another single character
 * (which then stands here itself), or just so ('none').
 */
export type Escape = 'double' | 'backslash' | 'nul' | 'none' | (string & {})

/**
 * 'runs': the delimiter repeated counts once, as columns parted by spaces; 'bars': each line stands between delimiters
 * (Markdown, SAP, database consoles); 'open': cells padded to one width between delimiters, none at the ends (psql, sqlplus);
 * numbers: every column starts at these characters (fixed widths).
 */
export type Layout = 'runs' | 'bars' | 'open' | readonly number[]

/** The text of a cell and whether it stood in quotes. */
export interface Part {
  text: string
  quoted: boolean
}

/** One cell as cut from a record, with what repair needs to know of it. */
export interface Token extends Part {
  /** The cell as written, quotes and escapes included. */
  raw: string
  /** Ways to part it into two cells that touch at a quote, their separator missing. */
  pairs?: [Part, Part][]
}

/** The character that announces a quote inside a quoted cell, '' where a doubled quote or nothing does. */
export function escapeSign(escape: Escape): string {
  if (escape === 'double' || escape === 'none') return ''
  return escape === 'backslash' ? '\\' : escape === 'nul' ? '\0' : escape
}
