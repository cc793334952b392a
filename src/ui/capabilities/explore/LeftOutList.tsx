import type { LeftOut } from '../../../contract'
import { formatInteger, useLocalize, useText, visibleText } from '../../parts'
import { text } from './facts-text'

/** Which columns an analysis did not take, and why. */
export function LeftOutList({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const t = useText(text)
  const localize = useLocalize()
  if (!leftOut.length) return null
  return (
    <details className="facts-left">
      <summary>{t('leftOut', { count: leftOut.length, n: formatInteger(leftOut.length) })}</summary>
      <ul>
        {leftOut.slice(0, 200).map(({ name, reason }) => (
          <li key={name}>
            <span className="isolate">{visibleText(name, 60)}</span> <span className="muted">{localize(reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
