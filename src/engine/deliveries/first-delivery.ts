import { randomUUID } from 'node:crypto'
import type { Delivery, Source } from '../../contract'

/**
 * The deliveries of a source so far, with its first load. The first version of the program recorded none: the source itself
 * still says all of that one, as long as nothing else came.
 */
export function deliveriesOf({ deliveries, file, loadedAt, rows, report }: Source): Delivery[] {
  return deliveries.length ? deliveries : [{ id: randomUUID(), mode: 'first', files: [file], loadedAt, rows, report }]
}

/** Rows that stand before those of the first delivery recorded: of a load that was not. */
export function rowsUnrecorded({ deliveries, rows }: Source): number {
  if (deliveries.some(({ mode }) => mode !== 'append')) return 0
  return deliveries.reduce((left, delivery) => left - delivery.rows, rows)
}
