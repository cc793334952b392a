import { createRandom, type Random } from '../../stats/random'
import type { ExportSpec, PartSpec } from '../spec-exports'
import { parseDay, dayOf } from './dates'
import { alterName, faultOf, soil } from './dirt'
import { carry, encode } from './encode'
import { formatLine, formatValue } from './format'
import type { CaseFile, Fault, Mark, Value } from './model'
import { identifier } from './rules'

type Row = Readonly<Record<string, unknown>>
type RowFault = Omit<Fault, 'file' | 'row'>
type Printed = { cells: string[]; faults: RowFault[]; source: number }

/**
 * Writes a clean table as the files of an export, soiled as the spec says, with the key of every fault.
 * A row is soiled the same way in every file that holds it.
 */
export function exportTable(
  spec: ExportSpec,
  rows: readonly Row[],
  seed: number
): { files: CaseFile[]; faults: Fault[] } {
  const files: CaseFile[] = []
  const faults: Fault[] = []
  const written = new Set<number>()
  const base = createRandom(seed).fork(`export ${spec.table}`)
  for (const part of spec.parts) {
    const order = base.fork(`order ${part.name}`)
    const printed = orderRows(printRows(spec, part, rows, base), spec, rows.length, order)
    const body = printed.map((row) => formatLine(row.cells, part.separator))
    printed.forEach((row, index) => {
      for (const fault of row.faults) faults.push({ file: part.name, row: index, ...fault })
      if (written.has(row.source)) faults.push(wholeRow(part.name, index, 'overlap'))
    })
    for (const row of printed) written.add(row.source)
    const header = formatLine(
      spec.columns.map((column) => column.name),
      part.separator
    )
    const lines = [...(part.preamble ?? []), header, ...body]
    if (part.preamble) faults.push(wholeRow(part.name, null, 'preamble'))
    if (part.footer) {
      lines.push(formatFooter(spec, part, rows))
      faults.push(wholeRow(part.name, null, 'footer'))
    }
    const text = lines.join(part.eol) + part.eol
    files.push({ name: part.name, bytes: encode(text, part.encoding, part.bom) })
  }
  return { files, faults }
}

function printRows(spec: ExportSpec, part: PartSpec, rows: readonly Row[], base: Random): Printed[] {
  const from = part.from === undefined ? -Infinity : parseDay(part.from)
  const to = part.to === undefined ? Infinity : parseDay(part.to)
  const printed: Printed[] = []
  rows.forEach((row, index) => {
    const day = spec.split === undefined ? 0 : dayOf(row[spec.split] as number)
    if (spec.split === undefined || (day >= from && day <= to))
      printed.push(printRow(spec, part, row, index, base.fork(index)))
  })
  return printed
}

function printRow(spec: ExportSpec, part: PartSpec, row: Row, source: number, random: Random): Printed {
  const values = spec.columns.map((column) => (row[column.field] ?? null) as Value)
  const cells = spec.columns.map((column, i) => formatValue(values[i]!, column, part.decimal))
  const faults: RowFault[] = []
  const touched = new Set<number>()
  const valueOf = (name: string): Value => values[spec.columns.findIndex((column) => column.name === name)] ?? null
  for (const dirt of spec.dirt) {
    if (!random.chance(dirt.rate)) continue
    const i = spec.columns.findIndex((column) => column.name === dirt.column)
    if (touched.has(i)) continue
    const soiled = soil(dirt, { value: values[i]!, text: cells[i]!, column: spec.columns[i]!, valueOf }, random)
    if (soiled === null) continue
    faults.push({ column: i, kind: faultOf(dirt), original: cells[i]! })
    cells[i] = soiled
    touched.add(i)
  }
  for (const mark of (row.marks ?? []) as Mark[]) {
    const i = mark.field === null ? null : spec.columns.findIndex((column) => column.field === mark.field)
    if (i === null || (i >= 0 && !touched.has(i))) faults.push({ column: i, kind: mark.kind, original: null })
  }
  cells.forEach((cell, i) => {
    const carried = carry(cell, part.encoding)
    if (carried === cell) return
    faults.push({ column: i, kind: 'encoding_loss', original: cell })
    cells[i] = carried
  })
  return { cells, faults, source }
}

/** Adds the duplicates: exact ones some rows further on, near ones (same person, new number) at the end. */
function orderRows(printed: Printed[], spec: ExportSpec, count: number, random: Random): Printed[] {
  const { exact = 0, near } = spec.duplicates ?? {}
  const ordered: Printed[] = []
  const waiting: { at: number; row: Printed }[] = []
  const copies: Printed[] = []
  for (const row of printed) {
    ordered.push(row)
    while (waiting[0] && waiting[0].at <= ordered.length) ordered.push(waiting.shift()!.row)
    if (random.chance(exact)) {
      const copy = { ...row, faults: [...row.faults, { column: null, kind: 'duplicate_row' as const, original: null }] }
      waiting.push({ at: Math.max(waiting.at(-1)?.at ?? 0, ordered.length + random.below(30)), row: copy })
    }
    if (near && random.chance(near.rate)) copies.push(copyNearly(row, spec, near, count + copies.length, random))
  }
  return [...ordered, ...waiting.map(({ row }) => row), ...copies]
}

function copyNearly(
  row: Printed,
  spec: ExportSpec,
  near: { id: string; prefix: string; alter: string[] },
  index: number,
  random: Random
): Printed {
  const placeOf = (name: string): number => spec.columns.findIndex((column) => column.name === name)
  const cells = [...row.cells]
  cells[placeOf(near.id)] = identifier(near.prefix, index, 6)
  const altered = placeOf(random.pick(near.alter))
  cells[altered] = alterName(cells[altered]!, random)
  const kept = row.faults.filter((fault) => fault.column !== altered)
  return {
    cells,
    faults: [...kept, { column: null, kind: 'near_duplicate', original: row.cells[placeOf(near.id)]! }],
    source: row.source
  }
}

function formatFooter(spec: ExportSpec, part: PartSpec, rows: readonly Row[]): string {
  const cells = spec.columns.map((column) => {
    if (column.name !== part.footer!.sum) return ''
    const sum = rows.reduce((total, row) => total + Number(row[column.field] ?? 0), 0)
    return formatValue(sum, column, part.decimal)
  })
  cells[0] = part.footer!.label
  return formatLine(cells, part.separator)
}

function wholeRow(file: string, row: number | null, kind: Fault['kind']): Fault {
  return { file, row, column: null, kind, original: null }
}
