import { ChevronDown, ChevronUp, KeyRound, Link2 } from 'lucide-react'
import { formatInteger, middleCut, useText, visibleText } from '../../parts'
import type { Card, CardRow } from './diagram'
import { text } from './text'

type TableCardProps = {
  card: Card
  /** Only its name is shown. */
  isName: boolean
  links: number
  isChosen: boolean
  onChoose: () => void
  onExpand: () => void
}

/** A table of the diagram: its name, its rows, its key and the columns that links go by; the others when asked for. */
export function TableCard({ card, isName, links, isChosen, onChoose, onExpand }: TableCardProps) {
  const t = useText(text)
  const name = visibleText(card.name, 80)
  const more = card.isExpanded ? t('fewer') : t('moreColumns', { count: card.others })
  const rows = t('rows', { count: card.rows, n: formatInteger(card.rows) })
  const [keyRows, otherRows] = [card.shown.slice(0, card.keyRows), card.shown.slice(card.keyRows)]
  return (
    <div
      className="relation-card"
      data-chosen={isChosen}
      style={{ left: card.x, top: card.y, width: card.width, height: card.height }}
    >
      <button
        type="button"
        className={isName ? 'relation-card-head relation-card-short' : 'relation-card-head'}
        aria-pressed={isChosen}
        title={`${name} · ${rows}`}
        onClick={onChoose}
      >
        <span className="sr-only">{t('tableLabel', { count: links })}</span>
        <span className="relation-card-name isolate">{middleCut(name, isName ? NAME_LENGTH : HEAD_LENGTH)}</span>
        <span className={isName ? 'sr-only' : 'relation-card-rows num'}>{rows}</span>
      </button>
      {keyRows.length > 1 ? <CompositeKey rows={keyRows} /> : keyRows.map((row) => <Row key={row.name} row={row} />)}
      {otherRows.map((row) => (
        <Row key={row.name} row={row} />
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

/** Characters of a name that a card of names holds. */
const NAME_LENGTH = 21
/** Those that a card with its key holds. */
const HEAD_LENGTH = 24

function Row({ row: { name, isKey, isLinked }, isPart = false }: { row: CardRow; isPart?: boolean }) {
  const t = useText(text)
  const Icon = isKey && !isPart ? KeyRound : isLinked ? Link2 : null
  return (
    <span className="relation-card-row">
      {Icon && <Icon size={12} aria-hidden />}
      <span className="relation-card-column isolate" title={visibleText(name, 200)}>
        {visibleText(name, 60)}
      </span>
      {isKey && !isPart && <span className="relation-card-note">{t('key')}</span>}
    </span>
  )
}

/** The columns of one key, with one mark for all of them. */
function CompositeKey({ rows }: { rows: readonly CardRow[] }) {
  const t = useText(text)
  return (
    <div
      className="relation-card-key"
      role="group"
      aria-label={t('keyOf', { columns: rows.map(({ name }) => visibleText(name, 60)).join(', ') })}
    >
      {rows.map((row) => (
        <Row key={row.name} row={row} isPart />
      ))}
      <span className="relation-card-bracket relation-card-note" aria-hidden>
        <KeyRound size={12} />
        {t('key')}
      </span>
    </div>
  )
}
