import { ChevronDown, ChevronUp, KeyRound, Link2 } from 'lucide-react'
import { formatInteger, useText, visibleText } from '../../parts'
import { CARD, type Card } from './layout'
import { text } from './text'

type TableCardProps = {
  card: Card
  links: number
  isChosen: boolean
  onChoose: () => void
  onExpand: () => void
}

/** A table of the diagram: its name, its rows, its key and the columns that links go by; the others when asked for. */
export function TableCard({ card, links, isChosen, onChoose, onExpand }: TableCardProps) {
  const t = useText(text)
  const name = visibleText(card.name, 80)
  const more = card.isExpanded ? t('fewer') : t('moreColumns', { count: card.others })
  return (
    <div
      className="relation-card"
      data-chosen={isChosen}
      style={{ left: card.x, top: card.y, width: CARD.width, height: card.height }}
    >
      <button type="button" className="relation-card-head" aria-pressed={isChosen} onClick={onChoose}>
        <span className="sr-only">{t('tableLabel', { count: links })}</span>
        <span className="relation-card-name isolate" title={name}>
          {name}
        </span>
        <span className="relation-card-rows num">{t('rows', { count: card.rows, n: formatInteger(card.rows) })}</span>
      </button>
      {card.shown.map((row) => (
        <span key={row.name} className="relation-card-row">
          {row.isKey ? <KeyRound size={12} aria-hidden /> : row.isLinked ? <Link2 size={12} aria-hidden /> : null}
          <span className="relation-card-column isolate" title={visibleText(row.name, 200)}>
            {visibleText(row.name, 60)}
          </span>
          {row.isKey && <span className="relation-card-note">{t('key')}</span>}
        </span>
      ))}
      {card.canExpand && (
        <button
          type="button"
          className="relation-card-row relation-card-more"
          aria-expanded={card.isExpanded}
          aria-label={`${more}. ${t(card.isExpanded ? 'collapse' : 'expand', { table: name })}`}
          onClick={onExpand}
        >
          {card.isExpanded ? <ChevronUp size={12} aria-hidden /> : <ChevronDown size={12} aria-hidden />}
          {more}
        </button>
      )}
    </div>
  )
}
