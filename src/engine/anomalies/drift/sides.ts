import type { Table } from '../../tables'

/** The rows of one delivery. */
export interface DeliveredSide {
  table: Table
  /** Predicate over the table that picks them. */
  where: string
  /** Its file, in words. */
  label: string
  n: number
}

/** The delivery before and the last one. */
export type Sides = readonly [DeliveredSide, DeliveredSide]
