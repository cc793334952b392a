import type { TableCoverage } from '../../../contract'
import { formatInteger, useText } from '../../parts'
import { seenWords } from './seen-words'
import { text } from './text'

const WIDTH = 40

/** How many columns were seen out of all, and how many more were in view, drawn and written. */
export function SeenBar({ seen, columns, inView }: Pick<TableCoverage, 'seen' | 'columns' | 'inView'>) {
  const t = useText(text)
  const words = seenWords({ seen, columns, inView }, t)
  const widthOf = (n: number): number => (columns ? (WIDTH * n) / columns : 0)
  return (
    <span className="map-seen" title={words}>
      <svg width={WIDTH} height={6} aria-hidden>
        <rect className="map-seen-all" width={WIDTH} height={6} rx={2} />
        <rect className="map-seen-view" width={widthOf(seen + inView)} height={6} rx={2} />
        <rect className="map-seen-part" width={widthOf(seen)} height={6} rx={2} />
      </svg>
      <span aria-hidden className="num">
        {formatInteger(seen)}/{formatInteger(columns)}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
