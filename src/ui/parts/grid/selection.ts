/** A cell of the grid; row -1 is the header. */
export type CellPlace = { row: number; column: number }

/** The active cell, and the opposite corner of the selection. */
export type Selection = { active: CellPlace; anchor: CellPlace }

/** Inclusive bounds of a selection; the header is never part of it. */
export type Box = { top: number; bottom: number; left: number; right: number }

export type GridSize = { rows: number; columns: number; pageRows: number }

type Key = { key: string; shift: boolean; control: boolean }

/** Where a key leads; null where the key does not move. */
export function moveSelection(selection: Selection, key: Key, size: GridSize): Selection | null {
  if (key.control && key.key.toLowerCase() === 'a') return size.rows > 0 ? all(size) : null
  const target = destination(selection.active, key, size)
  if (!target) return null
  const active = {
    row: clamp(target.row, key.shift ? 0 : -1, size.rows - 1),
    column: clamp(target.column, 0, size.columns - 1)
  }
  return { active, anchor: key.shift ? { ...selection.anchor, row: Math.max(0, selection.anchor.row) } : active }
}

/** The selection within what is there, where rows or columns have gone. */
export function clampSelection(selection: Selection, rows: number, columns: number): Selection {
  const inside = ({ row, column }: CellPlace): CellPlace => ({
    row: Math.min(row, Math.max(0, rows - 1)),
    column: Math.min(column, Math.max(0, columns - 1))
  })
  const [active, anchor] = [inside(selection.active), inside(selection.anchor)]
  const same = (a: CellPlace, b: CellPlace): boolean => a.row === b.row && a.column === b.column
  return same(active, selection.active) && same(anchor, selection.anchor) ? selection : { active, anchor }
}

/**
 * The selection after the columns were pinned, moved, hidden or shown, given by their places in the source: the active
 * cell stays in its column. Columns that no longer stand side by side are not selected together any more.
 */
export function followColumns(selection: Selection, before: readonly number[], after: readonly number[]): Selection {
  const { active, anchor } = selection
  const column = after.indexOf(before[active.column] ?? -1)
  const at = { row: active.row, column: column < 0 ? active.column : column }
  const [left, right] = [Math.min(active.column, anchor.column), Math.max(active.column, anchor.column)]
  const from = at.column - active.column
  const areSame = before.slice(left, right + 1).every((place, index) => after[left + from + index] === place)
  if (!areSame) return { active: at, anchor: at }
  return from === 0 ? selection : { active: at, anchor: { row: anchor.row, column: anchor.column + from } }
}

/** The cells selected; null while the header is active. */
export function boxOf({ active, anchor }: Selection): Box | null {
  if (active.row < 0) return null
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column)
  }
}

/** True for a cell of the box. */
export function isWithin(box: Box | null, { row, column }: CellPlace): boolean {
  return box !== null && row >= box.top && row <= box.bottom && column >= box.left && column <= box.right
}

function all(size: GridSize): Selection {
  return { anchor: { row: 0, column: 0 }, active: { row: size.rows - 1, column: size.columns - 1 } }
}

function destination({ row, column }: CellPlace, { key, control }: Key, size: GridSize): CellPlace | null {
  switch (key) {
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: control ? size.rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: control ? size.columns - 1 : column + 1 }
    case 'Home':
      return { row: control ? 0 : row, column: 0 }
    case 'End':
      return { row: control ? size.rows - 1 : row, column: size.columns - 1 }
    case 'PageUp':
      return { row: Math.max(row < 0 ? -1 : 0, row - size.pageRows), column }
    case 'PageDown':
      return { row: row + size.pageRows, column }
    default:
      return null
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
