import { Check, Combine, TriangleAlert } from 'lucide-react'
import { formatInteger, useText, visibleText } from '../../parts'
import type { Edge, Port } from './diagram'
import { text } from './text'
import { cardinalityInWords, leftOf, rightOf, shareInWords } from './words'

/** The line of a link with its marks: a bar for one row, a fork for many. */
export function EdgeLine({ edge, isChosen }: { edge: Edge; isChosen: boolean }) {
  const { link } = edge
  const state = link.orphanRows ? 'relation-line-orphans' : ''
  return (
    <g
      className={`relation-line ${state} ${isChosen ? 'relation-line-chosen' : ''} ${link.state === 'dismissed' ? 'relation-line-dismissed' : ''}`}
    >
      <path d={edge.path} />
      <path d={markOf(edge.from)} />
      <path d={markOf(edge.to)} />
    </g>
  )
}

type EdgeLabelProps = {
  edge: Edge
  /** Only a mark: what it says is told to screen readers and in a tooltip. */
  isMark: boolean
  isChosen: boolean
  isJoined: boolean
  onChoose: () => void
}

/** What a link says of itself, on its line; a press opens its details. */
export function EdgeLabel({ edge, isMark, isChosen, isJoined, onChoose }: EdgeLabelProps) {
  const t = useText(text)
  const { link, label } = edge
  const share = shareInWords(link)
  const orphans = t('orphans', { count: link.orphanRows, n: formatInteger(link.orphanRows) })
  const spoken = t('edgeLabel', {
    from: visibleText(link.from.name, 60),
    left: leftOf(link),
    to: visibleText(link.to.name, 60),
    right: rightOf(link)
  })
  const found = `${share} ${t('edgeFound', { cardinality: cardinalityInWords(link.cardinality, t) })}`
  const inWords = [spoken, found, ...(isJoined ? [t('joinedLink')] : []), ...(link.orphanRows > 0 ? [orphans] : [])]
  if (isMark)
    return (
      <button
        type="button"
        className={`relation-mark ${link.orphanRows ? 'relation-edge-orphans' : ''}`}
        aria-pressed={isChosen}
        aria-label={inWords.join(' ')}
        title={inWords.join(' ')}
        style={{ left: label.x, top: label.y }}
        onClick={onChoose}
      >
        {link.orphanRows > 0 ? <TriangleAlert size={12} aria-hidden /> : <span className="relation-mark-dot" />}
      </button>
    )
  return (
    <button
      type="button"
      className={`relation-edge ${link.orphanRows ? 'relation-edge-orphans' : ''}`}
      aria-pressed={isChosen}
      style={{ left: label.x, top: label.y }}
      onClick={onChoose}
    >
      <span className="sr-only">{spoken} </span>
      <span className="relation-edge-share num">
        {link.state === 'kept' && <Check size={12} aria-hidden />}
        {share} <span className="relation-edge-kind">{link.cardinality}</span>
      </span>
      <span className="sr-only"> {t('edgeFound', { cardinality: cardinalityInWords(link.cardinality, t) })} </span>
      {isJoined && (
        <span className="relation-edge-joined">
          <Combine size={12} aria-hidden />
          {t('joinedLink')}
        </span>
      )}
      {link.orphanRows > 0 && (
        <span className="relation-edge-note num">
          <TriangleAlert size={12} aria-hidden />
          {orphans}
        </span>
      )}
    </button>
  )
}

function markOf({ x, y, side, many }: Port): string {
  const at = x + side * 12
  return many ? `M ${x} ${y - 6} L ${at} ${y} L ${x} ${y + 6}` : `M ${at - side * 3} ${y - 6} v 12`
}
