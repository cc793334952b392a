import { TriangleAlert } from 'lucide-react'
import type { PlanStep, QueryPlan } from '../../../contract'
import { formatDuration, formatInteger, formatPercent, useLocalize, useText, visibleText } from '../../parts'
import { text } from './text'

/** The steps of a query, the last one first; each is fed by those below it. */
export function PlanTree({ plan }: { plan: QueryPlan }) {
  const t = useText(text)
  return (
    <div className="plan">
      <p className="muted">
        {t('planReading')}
        {plan.seconds !== null && ` ${t('planTook', { time: milliseconds(plan.seconds) })}`}
      </p>
      <ul className="plan-steps">
        {plan.steps.map((step, place) => (
          <Step key={place} step={step} />
        ))}
      </ul>
    </div>
  )
}

function Step({ step }: { step: PlanStep }) {
  const t = useText(text)
  const localize = useLocalize()
  const { rows, expected, seconds, share } = step
  const figures = [
    rows !== null
      ? t('planRows', { count: rows, n: formatInteger(rows) })
      : expected !== null && t('planExpected', { count: expected, n: formatInteger(expected) }),
    seconds !== null && t('planSeconds', { time: milliseconds(seconds), share: formatPercent(share ?? 0, 0) })
  ].filter(Boolean)
  const more = step.details.length > 0 && (
    <dl className="plan-details">
      {step.details.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono isolate">{visibleText(value, 1000)}</dd>
        </div>
      ))}
    </dl>
  )
  return (
    <li>
      <div className={step.advice ? 'plan-step plan-costly' : 'plan-step'}>
        <p className="plan-line">
          <strong>{localize(step.words)}</strong>
          <span className="mono muted">{visibleText(step.operator, 60)}</span>
          <span className="plan-figures num">{figures.join(' · ')}</span>
        </p>
        {share !== null && (
          <span className="plan-bar" aria-hidden>
            <span style={{ width: `${Math.max(0.5, 100 * share)}%` }} />
          </span>
        )}
        {step.advice && (
          <p className="plan-advice">
            <TriangleAlert size={14} aria-hidden />
            {localize(step.advice)}
          </p>
        )}
        {more && (
          <details>
            <summary>{t('planDetails')}</summary>
            {more}
          </details>
        )}
      </div>
      {step.steps.length > 0 && (
        <ul>
          {step.steps.map((below, place) => (
            <Step key={place} step={below} />
          ))}
        </ul>
      )}
    </li>
  )
}

function milliseconds(seconds: number): string {
  return seconds < 1 ? `${formatInteger(seconds * 1000)}\u00a0ms` : formatDuration(seconds)
}
