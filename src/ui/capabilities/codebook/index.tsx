/**
 * The codebook: `CodebookView` lists all tables and columns with their facts and notes, `ColumnNote` shows and edits the
 * note of one column wherever it is told of, `useColumnNotes` gives them for the headers of a grid.
 */
import './codebook.css'

export { CodebookView } from './CodebookView'
export { ColumnNote } from './ColumnNote'
export { useColumnNotes } from './useNotes'
