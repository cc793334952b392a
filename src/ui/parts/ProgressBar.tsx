import { X } from 'lucide-react'
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'
import type { Progress } from '../../contract'
import { Button } from './Button'
import { formatDuration } from './format'
import { useLocalize, useText } from './i18n'
import { progressInWords, roundedUp } from './progress-words'
import { text } from './text'

export type ProgressBarProps = {
  label: string
  /** Null or a null `total`: how far is unknown. */
  progress: Progress | null
  /** Seconds that the step in hand still takes, where that can be told. */
  left?: number | null
  onCancel?: () => void
}

/** How far a long work is, with its cancel. */
export function ProgressBar({ label, progress, left = null, onCancel }: ProgressBarProps) {
  const t = useText(text)
  const localize = useLocalize()
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null
  const told = progress ? (progressInWords(progress) ?? undefined) : undefined
  const step = progress && localize(progress.step)
  return (
    <div className="progress">
      <AriaProgressBar
        value={Math.round((share ?? 0) * 100)}
        isIndeterminate={share === null}
        valueLabel={told}
        className="progress-main"
      >
        <div className="progress-texts">
          <Label className="isolate">{label}</Label>
          {told !== undefined && <span className="num">{told}</span>}
        </div>
        <div className="progress-track">
          <div
            className={share === null ? 'progress-fill progress-unknown' : 'progress-fill'}
            style={{ width: share === null ? '30%' : `${share * 100}%` }}
          />
        </div>
        {step && (
          <p className="progress-step isolate">
            {left === null ? step : t('stepLeft', { step, left: formatDuration(roundedUp(left)) })}
          </p>
        )}
      </AriaProgressBar>
      {/* In words, not in a tooltip: that would stand before the figures as soon as this has the focus. */}
      {onCancel && (
        <Button size="small" icon={X} aria-label={`${t('cancel')} – ${label}`} onPress={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  )
}
