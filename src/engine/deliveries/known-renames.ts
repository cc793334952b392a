import type { DeliveryDiff, LocalizedText, Rename, Source } from '../../contract'

type Renamed = DeliveryDiff['columns']['renamed']

/** What columns of deliveries are called in their source, by the renames accepted with earlier ones, the latest first. */
export function knownRenames({ deliveries }: Pick<Source, 'deliveries'>): Rename[] {
  return deliveries.flatMap(({ renames = [] }) => renames).reverse()
}

/** Of those, the pairs of a column that a delivery lacks and one that it has beyond its source, each column in one at most. */
export function knownPairs(known: readonly Rename[], gone: readonly string[], added: readonly string[]): Renamed {
  const [goes, comes] = [new Set(gone), new Set(added)]
  const pairs: Renamed = []
  for (const { from: to, to: from } of known) {
    const arriving = comes.has(to) ? to : [...comes].find((name) => name.toLowerCase() === to.toLowerCase())
    if (arriving === undefined || !goes.delete(from)) continue
    comes.delete(arriving)
    pairs.push({ from, to: arriving, likeness: null, known: true })
  }
  return pairs
}

/** Tells the columns of a file that bear another name in their table. */
export function renamedNotes(renames: readonly Rename[], known: boolean): LocalizedText[] {
  if (!renames.length) return []
  const pairs = [
    renames.map(({ from, to }) => `«\u202f${from}\u202f» est «\u202f${to}\u202f»`),
    renames.map(({ from, to }) => `“${from}” is “${to}”`)
  ] as const
  return [
    {
      fr: `Colonnes du fichier sous un autre nom dans la table${known ? ', comme accepté pour une livraison d’avant' : ''}\u202f: ${pairs[0].join(', ')}.`,
      en: `Columns of the file under another name in the table${known ? ', as accepted for an earlier delivery' : ''}: ${pairs[1].join(', ')}.`
    }
  ]
}
