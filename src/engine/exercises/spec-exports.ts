import { z } from 'zod'

const Rate = z.number().min(0).max(1)
const Name = z.string().min(1).max(200)
const IsoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written yyyy-mm-dd')

/** How a date is written; `d mois yyyy` is `3 avril 2025`. */
export const DateShape = z.enum([
  'dd/mm/yyyy', 'dd-mm-yyyy', 'yyyy-mm-dd', 'd mois yyyy', 'dd/mm/yy HH:MM', 'dd/mm/yyyy HH:MM', 'yyyy-mm-dd HH:MM', 'd mois yyyy HH:MM'
]) // prettier-ignore
export type DateShape = z.infer<typeof DateShape>

/** A column of an export: its header, the field it shows and how it is written. */
export const ColumnSpec = z.strictObject({
  name: Name,
  field: Name,
  date: DateShape.optional(),
  digits: z.number().int().min(0).max(12).optional(),
  suffix: z.string().max(20).optional()
})
export type ColumnSpec = z.infer<typeof ColumnSpec>

const on = { column: Name, rate: Rate }

/** One way in which the cells of a column are soiled, at a given rate of the cells where it makes sense. */
export const Dirt = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('replace'),
    fault: z.enum(['missing', 'disguised_missing', 'impossible']),
    ...on,
    values: z.array(z.string()).min(1)
  }),
  z.strictObject({ kind: z.literal('variant'), ...on, values: z.record(z.string(), z.array(z.string()).min(1)) }),
  z.strictObject({ kind: z.literal('space'), ...on }),
  z.strictObject({ kind: z.literal('typo'), ...on }),
  z.strictObject({ kind: z.literal('lost_zero'), ...on }),
  z.strictObject({ kind: z.literal('mojibake'), ...on }),
  z.strictObject({ kind: z.literal('date_shape'), ...on, shapes: z.array(DateShape).min(1) }),
  z.strictObject({ kind: z.literal('number_shape'), ...on }),
  z.strictObject({ kind: z.literal('suffix'), ...on, suffix: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('scale'),
    fault: z.enum(['unit', 'outlier']),
    ...on,
    factor: z.number().positive(),
    suffix: z.string()
  }),
  z.strictObject({ kind: z.literal('before'), ...on, reference: Name }),
  z.strictObject({ kind: z.literal('orphan'), ...on, prefix: Name })
])
export type Dirt = z.infer<typeof Dirt>

/** One file of an export: its days (of the `split` field), its dialect, its encoding and what surrounds the table. */
export const PartSpec = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,100}\.csv$/, 'a file name ends in .csv and has no folder'),
  from: IsoDay.optional(),
  to: IsoDay.optional(),
  separator: z.enum([';', ',', '\t', '|']),
  decimal: z.enum([',', '.']),
  encoding: z.enum(['utf-8', 'windows-1252', 'iso-8859-1']),
  bom: z.boolean().optional(),
  eol: z.enum(['\n', '\r\n']),
  preamble: z.array(z.string()).optional(),
  footer: z.strictObject({ label: Name, sum: Name }).optional()
})
export type PartSpec = z.infer<typeof PartSpec>

/** A table as it leaves the company's tools: columns, faults, and one or several files (which may overlap). */
export const ExportSpec = z.strictObject({
  table: z.enum(['lines', 'customers', 'trips', 'incidents', 'contacts', 'surveys']),
  split: Name.optional(),
  columns: z.array(ColumnSpec).min(1).max(500),
  duplicates: z
    .strictObject({
      exact: Rate,
      near: z.strictObject({ rate: Rate, id: Name, prefix: z.string(), alter: z.array(Name).min(1) }).optional()
    })
    .optional(),
  dirt: z.array(Dirt),
  parts: z.array(PartSpec).min(1).max(50)
})
export type ExportSpec = z.infer<typeof ExportSpec>
