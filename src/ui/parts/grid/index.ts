/** The data grid: any row source of the engine, however long or wide. */
export { cellText, isNumericType, plainText, storedWord } from './cell-text'
export { shortWord } from './short-cell'
export { DataGrid, type DataGridProps } from './DataGrid'
export type { GridStatus } from './grid-status'
export type { CellMark, MarkSource } from './marks'
