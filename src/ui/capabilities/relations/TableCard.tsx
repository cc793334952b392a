import { KeyRound, Link2 } from 'lucide-react'
import { formatInteger, useText, visibleText } from '../../parts'
import { CARD, type Card } from './layout'
import { text } from './text'

/** A table of the diagram: its name, its rows, its key and the columns that links go by. */
export function TableCard({
  card,
  links,
  isChosen,
  onChoose
}: {
  card: Card
  links: number
  isChosen: boolean
  onChoose: () => void
}) {
  const t = useText(text)
  const name = visibleText(card.name, 80)
  return (
    <button
      type="button"
      className="relation-card"
      aria-pressed={isChosen}
      style={{ left: card.x, top: card.y, width: CARD.width, height: card.height }}
      onClick={onChoose}
    >
      <span className="sr-only">{t('tableLabel', { links })}</span>
      <span className="relation-card-head">
        <span className="relation-card-name isolate">{name}</span>
        <span className="relation-card-rows num">{t('rows', { count: card.rows, n: formatInteger(card.rows) })}</span>
      </span>
      {card.shown.map((row) => (
        <span key={row.name} className="relation-card-row">
          {row.isKey ? <KeyRound size={12} aria-hidden /> : <Link2 size={12} aria-hidden />}
          <span className="relation-card-column isolate">{visibleText(row.name, 60)}</span>
          {row.isKey && <span className="relation-card-note">{t('key')}</span>}
        </span>
      ))}
      {card.others > 0 && (
        <span className="relation-card-row relation-card-note">{t('moreColumns', { count: card.others })}</span>
      )}
    </button>
  )
}
