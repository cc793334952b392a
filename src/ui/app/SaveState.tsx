import { useIsMutating } from '@tanstack/react-query'
import { Check, LoaderCircle } from 'lucide-react'
import { useText } from '../parts'
import { text } from './text'

/** Every change is saved at once: this says so, quietly. */
export function SaveState() {
  const t = useText(text)
  const saving = useIsMutating() > 0
  const Icon = saving ? LoaderCircle : Check
  return (
    <span className="save-state">
      <Icon size={14} aria-hidden />
      {t(saving ? 'saving' : 'saved')}
    </span>
  )
}
