import { useIsMutating } from '@tanstack/react-query'
import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { useText } from '../parts'
import { useEngineLost } from './project'
import { text } from './text'

/** Every change is saved at once: this says so, quietly; and where the engine is lost, that nothing is saved any more. */
export function SaveState() {
  const t = useText(text)
  const saving = useIsMutating() > 0
  const lost = useEngineLost()
  const Icon = lost ? CircleAlert : saving ? LoaderCircle : Check
  return (
    <span className={lost ? 'save-state status-lost' : 'save-state'} title={lost ? t('engineLostLong') : undefined}>
      <Icon size={14} aria-hidden />
      {t(lost ? 'engineLost' : saving ? 'saving' : 'saved')}
    </span>
  )
}
