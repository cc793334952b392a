import { CircleAlert, RotateCcw } from 'lucide-react'
import type { ErrorData, Place } from '../../contract'
import { errorData } from '../client'
import { Button } from './Button'
import { CopyButton } from './CopyButton'
import { type Translate, useLocalize, useText } from './i18n'
import { text } from './text'
import { visibleLines, visibleText } from './visible-text'

export type ErrorStateProps = {
  /** Anything caught; it is read through `errorData`. */
  error: unknown
  onRetry?: () => void
  /** A line inside of a panel instead of a block in the middle. */
  inline?: boolean
}

/** What happened, where, what to do, and the details to copy. */
export function ErrorState({ error, onRetry, inline = false }: ErrorStateProps) {
  const t = useText(text)
  const localize = useLocalize()
  const data = errorData(error)
  const where = placeInWords(data.place, t)
  return (
    <div className={inline ? 'error-state error-inline' : 'error-state'} role="alert">
      <CircleAlert size={inline ? 16 : 24} aria-hidden />
      <div className="error-texts">
        {!inline && <h3>{t('errorTitle')}</h3>}
        <p className="error-message isolate">{visibleLines(localize(data.message).trim(), 2000)}</p>
        {where && <p className="muted isolate">{where}</p>}
        {data.hint && <p className="muted isolate">{visibleText(localize(data.hint), 2000)}</p>}
        <div className="error-actions">
          {onRetry && (
            <Button size="small" icon={RotateCcw} onPress={onRetry}>
              {t('retry')}
            </Button>
          )}
          <CopyButton label={t('copyDetails')} value={() => detailsOf(data)} />
        </div>
      </div>
    </div>
  )
}

function placeInWords(place: Place | undefined, t: Translate<keyof typeof text.keys>): string {
  if (!place) return ''
  const parts = [
    place.file && t('whereFile', { file: visibleText(place.file, 200) }),
    place.line && t('whereLine', { line: place.line }),
    place.column && t('whereColumn', { column: place.column }),
    place.offset && !place.line && t('whereOffset', { offset: place.offset })
  ]
  return parts.filter(Boolean).join(', ')
}

function detailsOf(data: ErrorData): string {
  return JSON.stringify(data, null, 2)
}
