import { X } from 'lucide-react'
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'
import type { Progress } from '../../contract'
import { formatPercent } from './format'
import { IconButton } from './IconButton'
import { useLocalize, useText } from './i18n'
import { text } from './text'

export type ProgressBarProps = {
  label: string
  /** Null or a null `total`: how far is unknown. */
  progress: Progress | null
  onCancel?: () => void
}

/** How far a long work is, with its cancel. */
export function ProgressBar({ label, progress, onCancel }: ProgressBarProps) {
  const t = useText(text)
  const localize = useLocalize()
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null
  const told = share === null ? undefined : formatPercent(Math.floor(share * 100) / 100, 0)
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
        {progress && <p className="progress-step isolate">{localize(progress.step)}</p>}
      </AriaProgressBar>
      {onCancel && <IconButton label={`${t('cancel')} – ${label}`} icon={X} onPress={onCancel} />}
    </div>
  )
}
