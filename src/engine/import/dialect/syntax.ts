/** How one record is written. `quote` is '' where cells are never quoted; `newline` is the end of a record. */
export interface Syntax {
  delimiter: string
  quote: string
  /** How a quote inside a quoted cell is written: doubled, after a backslash, after a NUL, or just so ('none'). */
  escape: 'double' | 'backslash' | 'nul' | 'none'
  /** '\n' also takes '\r\n'; '\r\n' leaves a lone '\n' inside the cell; '\r' is the old Macintosh end of line. */
  newline: '\n' | '\r\n' | '\r'
}

/** One cell as cut from a record, with what repair needs to know of it. */
export interface Token {
  text: string
  quoted: boolean
  /** The cell as written, quotes and escapes included. */
  raw: string
  /** Places in `text` where quotes hint at two cells that lack their separator; `skip` characters go when parted. */
  marks?: { at: number; skip: number }[]
}
