import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isRepairable } from '../../../contract'
import { api } from '../../client'
import { ErrorState, Loading, useLocalize, useText } from '../../parts'
import { PreviewView } from '../recipe'
import type { Listed } from './register-view'
import { text } from './text'

/** What the proposed repair would change, before it is added: looked for when asked for. Nothing once its steps are there. */
export function RepairPreview({ entry: { anomaly, repair, found, isKnown } }: { entry: Listed }) {
  const t = useText(text)
  const localize = useLocalize()
  const [isOpen, setOpen] = useState(false)
  const proposed = anomaly.proposal?.repair ?? null
  const preview = useQuery({
    queryKey: ['repair preview', anomaly.id],
    enabled: isOpen && proposed !== null,
    gcTime: 0,
    queryFn: ({ signal }) =>
      proposed ? api.recipe.previewRepair({ table: anomaly.table.name, repair: proposed }, { signal }) : []
  })
  const details = useRef<HTMLDetailsElement>(null)
  const isSettled = preview.isSuccess || preview.isError
  useEffect(() => {
    // It opens at the foot of what scrolls, most of the time: no further than it takes to be seen, from its first line on.
    if (isOpen) details.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, isSettled])
  if (!found || !isKnown || repair.steps.length || !proposed || !isRepairable(proposed)) return null
  return (
    <details ref={details} className="anomaly-repair-preview" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('previewRepair')}</summary>
      {isOpen && preview.isPending && <Loading lines={2} height={24} />}
      {preview.isError && <ErrorState inline error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data?.map((step, place) => (
        <section key={place}>
          <p className="isolate">{localize(step.title)}</p>
          <PreviewView preview={step} />
        </section>
      ))}
    </details>
  )
}
