/** How one record is written. `quote` is '' where cells are never quoted; `newline` is the end of a record. */
export interface Syntax {
  delimiter: string
  quote: string
  /** How a quote inside a quoted cell is written: doubled, after a backslash, after a NUL, or just so ('none'). */
  escape: 'double' | 'backslash' | 'nul' | 'none'
  /** '\n' also takes '\r\n'; '\r\n' leaves a lone '\n' inside the cell; '\r' is the old Macintosh end of line. */
  newline: '\n' | '\r\n' | '\r'
}

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
