import type { Evidence } from '../../../contract'
import { openEvidence } from '../../parts'

/** A figure that is no plain number (a date, a range): a click or Enter opens its evidence. */
export function TextFigure({
  value,
  label,
  evidence
}: {
  value: string
  label: string
  evidence: Evidence | undefined
}) {
  if (!evidence) return <span className="num isolate">{value}</span>
  return (
    <button
      type="button"
      className="figure figure-open figure-inline"
      aria-label={`${label}, ${value}`}
      onClick={() => openEvidence(evidence, value)}
    >
      <span className="figure-value num isolate">{value}</span>
    </button>
  )
}
