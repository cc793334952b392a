import type { Join, SegmentCandidate, Segmentation, TableRef } from '../../contract'
import type { Project } from '../project'
import { listTables, resolveTable } from '../tables'
import { findJoin, foreignColumns } from './joins'
import { lookAt, type ColumnLook } from './look'
import { suitableMeasure } from './score-candidates'
import { isDate, isNumber, isText } from './score-sql'

const MOST_VALUES = 100

/** The columns that can segment a table's answers: its own first, then those of tables that a key joins to it. */
export async function segmentCandidates(
  project: Project,
  ref: TableRef,
  signal?: AbortSignal
): Promise<SegmentCandidate[]> {
  const table = await resolveTable(project, ref)
  const looks = await lookAt(project, table, signal)
  const found = candidatesOf(looks, null, null)
  const foreigns = await foreignColumns(project, { table, looks }, signal)
  for (const other of await listTables(project)) {
    if (other.ref.name === table.ref.name) continue
    const otherLooks = await lookAt(project, other, signal)
    const join = await findJoin(project, { table, looks }, foreigns, { table: other, looks: otherLooks }, signal)
    if (join) found.push(...candidatesOf(otherLooks, join.via, join.matched))
  }
  return found
}

/** The segmentations of one table's columns: values, then periods, then classes, then grades of other questions. */
export function candidatesOf(
  looks: readonly ColumnLook[],
  via: Join | null,
  matched: number | null
): SegmentCandidate[] {
  return looks
    .filter(({ column }) => column.name !== via?.key)
    .flatMap((look) => {
      const found = segmentationOf(look)
      return found ? [{ ...found, look }] : []
    })
    .sort((a, b) => a.order - b.order)
    .map(({ by, groups, look }) => ({ segment: { column: look.column.name, by, via }, groups, matched }))
}

function segmentationOf(look: ColumnLook): { by: Segmentation['by']; groups: number; order: number } | null {
  const { column, present, distinct, numbers, dates } = look
  if (present < 5 || distinct < 2) return null
  if (isDate(column.type) || (isText(column.type) && dates >= 0.9 * present && distinct > 12))
    return { by: { kind: 'period', unit: 'month' }, groups: distinct, order: 2 }
  const numeric = isNumber(column.type) || (isText(column.type) && numbers >= 0.9 * present)
  if (numeric && suitableMeasure(look)) return { by: { kind: 'value' }, groups: distinct, order: 4 }
  if (distinct <= (numeric ? 12 : MOST_VALUES) && distinct <= present / 2)
    return { by: { kind: 'value' }, groups: distinct, order: 1 }
  // Whole numbers that hardly repeat are identifiers, not quantities.
  const identifier = look.whole >= 0.99 * numbers && distinct > 0.9 * present
  if (isNumber(column.type) && !identifier) return { by: { kind: 'classes', count: 5 }, groups: 5, order: 3 }
  return null
}
