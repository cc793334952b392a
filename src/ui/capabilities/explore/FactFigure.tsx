import type { FactKey } from '../../../contract'
import { useText } from '../../parts'
import { text } from './profile-text'

/** Opens the evidence of a fact; `value` is the figure as it was read. */
export type OpenFact = (fact: FactKey, value: string) => void

/** A figure of the table's facts: a click or Enter asks for its evidence and opens it. */
export function FactFigure({
  fact,
  value,
  label,
  onOpen
}: {
  fact: FactKey
  value: string
  label: string
  onOpen: OpenFact
}) {
  const t = useText(text)
  return (
    <button
      type="button"
      className="figure figure-open figure-inline"
      aria-label={`${label}, ${value}. ${t('openEvidence')}`}
      onClick={() => onOpen(fact, value)}
    >
      <span className="figure-value num">{value}</span>
    </button>
  )
}
