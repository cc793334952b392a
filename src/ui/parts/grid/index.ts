/** The data grid: any row source of the engine, however long or wide. */
export { cellText, isNumericType, plainText } from './cell-text'
export { DataGrid, type DataGridProps, type GridStatus } from './DataGrid'
export type { CellMark } from './marks'
