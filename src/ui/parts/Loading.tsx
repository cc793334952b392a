import { useText } from './i18n'
import { text } from './text'

/** Bars of the size of what comes; `lines` of `height` pixels. */
export function Loading({
  label,
  lines = 3,
  height = 24
}: {
  label?: string
  lines?: number
  height?: 24 | 28 | 48 | 120
}) {
  const t = useText(text)
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{label ?? t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={`skeleton-bar skeleton-${height}`} aria-hidden />
      ))}
    </div>
  )
}
