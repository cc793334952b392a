import { formatInteger, useText } from '../../parts'
import { text } from './text'

const WIDTH = 40

/** How many columns were seen out of all, drawn and written. */
export function SeenBar({ seen, columns }: { seen: number; columns: number }) {
  const t = useText(text)
  const words = t('seenOf', { seen: formatInteger(seen), columns: formatInteger(columns) })
  return (
    <span className="map-seen" title={words}>
      <svg width={WIDTH} height={6} aria-hidden>
        <rect className="map-seen-all" width={WIDTH} height={6} rx={2} />
        <rect className="map-seen-part" width={columns ? (WIDTH * seen) / columns : 0} height={6} rx={2} />
      </svg>
      <span aria-hidden className="num">
        {formatInteger(seen)}/{formatInteger(columns)}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
