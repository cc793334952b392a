import type { DeliveryDiff, FileFacts, Source } from '../../contract'

/** The latest delivery of a source that the very same bytes came with; its rows are present unless a newer version replaced them. */
export function twinOf({ deliveries }: Pick<Source, 'deliveries'>, file: FileFacts): DeliveryDiff['twin'] {
  const isSame = (other: FileFacts): boolean =>
    other.sha256 === file.sha256 && JSON.stringify(other.part) === JSON.stringify(file.part)
  const place = deliveries.findLastIndex(({ files }) => files.some(isSame))
  const found = deliveries[place]
  if (!found) return null
  const present = place >= deliveries.findLastIndex(({ mode }) => mode !== 'append')
  const name = found.files.find(isSame)?.name ?? file.name
  return { delivery: found.id, file: name, loadedAt: found.loadedAt, present }
}
