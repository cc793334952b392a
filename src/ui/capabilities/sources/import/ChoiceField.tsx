import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useText } from '../../../parts'
import type { ChoiceOrigin } from './plan'
import { text } from './text'

type ChoiceFieldProps = {
  label: string
  origin: ChoiceOrigin
  onReset: () => void
  width: 'small' | 'medium' | 'large'
  children: ReactNode
}

/** A choice with, below it, where its value comes from; one that was made can be given back to detection. */
export function ChoiceField({ label, origin, onReset, width, children }: ChoiceFieldProps) {
  return (
    <div className={`choice choice-${width}`}>
      {children}
      <OriginNote label={label} origin={origin} onReset={onReset} />
    </div>
  )
}

/** « détecté », or « choisi » with the way back. */
export function OriginNote({ label, origin, onReset }: Pick<ChoiceFieldProps, 'label' | 'origin' | 'onReset'>) {
  const t = useText(text)
  if (origin === 'found') return <span className="choice-origin">{t('isFound')}</span>
  return (
    <AriaButton className="choice-origin choice-made" aria-label={t('reset', { what: label })} onPress={onReset}>
      {t(origin === 'chosen' ? 'isChosen' : 'isRecalled')}
      <RotateCcw size={12} aria-hidden />
    </AriaButton>
  )
}
