import type { FacetSpec } from '../../contract'
import { familyOf } from '../profile'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident, unknownColumn } from '../sql'
import { drawnRange, type Table } from '../tables'
import { dateCut, numberCut, type Cut } from './cut'
import type { ColumnInfo } from '../../contract'

const known = new WeakMap<Project, Map<string, Promise<Cut | null>>>()
const MOST_KNOWN = 500

/** The column of a facet; a facet that its type cannot have is refused. */
export function columnOf(table: Table, spec: FacetSpec): ColumnInfo {
  const column = table.columns.find(({ name }) => name === spec.column)
  if (!column) throw unknownColumn(spec.column)
  const family = familyOf(column.type)
  if (spec.kind === 'number' && family !== 'number') throw unsuited(spec.column, 'nombres', 'numbers')
  if (spec.kind === 'date' && family !== 'date') throw unsuited(spec.column, 'dates', 'dates')
  return column
}

/**
 * The bins of a number or date facet, from all rows of the table, so that they stay whatever the filter; null where
 * no row has a finite value.
 */
export function cutOf(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'number' | 'date' },
  signal?: AbortSignal
): Promise<Cut | null> {
  const shelf = known.get(project) ?? new Map<string, Promise<Cut | null>>()
  known.set(project, shelf)
  const key = JSON.stringify([table.ref, table.fingerprint, table.rows, spec])
  const present = shelf.get(key)
  if (present) return present
  const reading = readCut(project, table, spec, signal)
  shelf.set(key, reading)
  reading.catch(() => shelf.delete(key))
  for (const oldest of [...shelf.keys()].slice(0, -MOST_KNOWN)) shelf.delete(oldest)
  return reading
}

async function readCut(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'number' | 'date' },
  signal?: AbortSignal
): Promise<Cut | null> {
  const column = columnOf(table, spec)
  const name = ident(column.name)
  const finite = spec.kind === 'date' ? `isfinite(${name})` : `isfinite(${name}::DOUBLE)`
  const value = spec.kind === 'date' ? `epoch(${name}) / 86400` : `${name}::DOUBLE`
  const measure = `CASE WHEN ${finite} THEN ${value} END`
  const drawn = await drawnRange(project, table.sql, measure, signal)
  if (!drawn) return null
  const [whole] = await project.rows<{ integers: boolean }>(
    `SELECT coalesce(bool_and(v = floor(v)), false) AS integers FROM (SELECT ${measure} AS v FROM ${table.sql})`,
    { signal }
  )
  const read = { ...drawn, integers: whole?.integers ?? false }
  return spec.kind === 'date' ? dateCut(read, spec.unit) : numberCut(read, column.type === 'FLOAT')
}

function unsuited(column: string, fr: string, en: string): Error {
  return fail(
    'input',
    {
      fr: `La colonne « ${column} » ne contient pas de ${fr}.`,
      en: `The column “${column}” does not hold ${en}.`
    },
    {
      hint: {
        fr: 'Choisissez une facette de texte, ou donnez son type à la colonne dans Préparer.',
        en: 'Choose a text facet, or give the column its type in Prepare.'
      }
    }
  )
}
