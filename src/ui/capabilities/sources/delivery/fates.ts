import type { Delivery } from '../../../../contract'

/** What has become of a delivery: where its rows stand in the table, or the newer version that took their place. */
export type DeliveryFate = {
  delivery: Delivery
  /** Rows of the table before its own. */
  from: number
  replacedBy: Delivery | null
  /** Deliveries whose rows it took the place of. */
  replaces: readonly Delivery[]
}

/** The fate of every delivery of a source, oldest first. */
export function fatesOf(deliveries: readonly Delivery[]): DeliveryFate[] {
  const fates: DeliveryFate[] = []
  let from = 0
  for (const delivery of deliveries) {
    const present = delivery.mode === 'refresh' ? fates.filter(({ replacedBy }) => replacedBy === null) : []
    for (const fate of present) fate.replacedBy = delivery
    if (delivery.mode !== 'append') from = 0
    fates.push({ delivery, from, replacedBy: null, replaces: present.map((fate) => fate.delivery) })
    from += delivery.rows
  }
  return fates
}
