import type { Evidence } from '../../../contract'
import { formatInteger, openEvidence } from '../../parts'

/** A figure that is no plain number (a date, a range): a click or Enter opens its evidence. */
export function TextFigure({
  value,
  label,
  n,
  evidence
}: {
  value: string
  label: string
  /** Told beside the figure where it is of a sample. */
  n?: number
  evidence: Evidence | undefined
}) {
  const told = n !== undefined && <span className="figure-n num">n&nbsp;=&nbsp;{formatInteger(n)}</span>
  if (!evidence)
    return (
      <span className="num isolate">
        {value} {told}
      </span>
    )
  return (
    <button
      type="button"
      className="figure figure-open figure-inline"
      aria-label={n === undefined ? `${label}, ${value}` : `${label}, ${value}, n = ${formatInteger(n)}`}
      onClick={() => openEvidence(evidence, value)}
    >
      <span className="figure-value num isolate">{value}</span>
      {told}
    </button>
  )
}
