import { Check, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { Source } from '../../../../contract'
import { useCommands } from '../../../app/commands'
import { useJobs } from '../../../app/jobs'
import {
  Button,
  ErrorState,
  Loading,
  ProgressBar,
  ScreenHeader,
  useLocalize,
  useText,
  visibleText
} from '../../../parts'
import { DeliveryColumns } from './DeliveryColumns'
import { DeliveryExamples } from './DeliveryExamples'
import { DeliveryRows } from './DeliveryRows'
import { abandonDelivery, applyDelivery, type PendingDelivery } from './store'
import { text } from './text'
import { useMainKey } from '../useMainKey'

type DeliveryViewProps = { source: Source; delivery: PendingDelivery }

/** What a new delivery would change in its source, before anything is changed. */
export function DeliveryView({ source, delivery }: DeliveryViewProps) {
  const t = useText(text)
  const localize = useLocalize()
  const { mode, prepared, applying, error } = delivery
  const job = useJobs(({ jobs }) => jobs.find(({ state, label }) => state === 'running' && label === delivery.job))
  const main = useRef<HTMLButtonElement>(null)
  const ready = prepared !== null
  useEffect(() => {
    if (ready) main.current?.focus()
  }, [ready])
  useMainKey(apply)
  useCommands(
    'delivery',
    useMemo(
      () => [
        {
          id: 'delivery.apply',
          label: t('apply'),
          group: 'actions',
          icon: Check,
          shortcut: 'Ctrl+Enter',
          whileTyping: true,
          run: apply
        }
      ],
      [t]
    )
  )
  return (
    <div className="delivery">
      <ScreenHeader
        title={t(mode === 'append' ? 'titleAppend' : 'titleRefresh')}
        subtitle={t('subtitle', { file: visibleText(delivery.file, 80), table: visibleText(source.table.name, 80) })}
      >
        <Button icon={X} isDisabled={applying} onPress={() => (job ? job.cancel() : void abandonDelivery())}>
          {t('abandon')}
        </Button>
        <Button variant="primary" icon={Check} ref={main} isDisabled={!ready || applying} onPress={apply}>
          {t('apply')}
        </Button>
      </ScreenHeader>
      <div className="screen-body sources-body">
        {job && <ProgressBar label={visibleText(job.label, 120)} progress={job.progress} onCancel={job.cancel} />}
        {error !== null && <ErrorState inline error={error} />}
        {!prepared && error === null && (
          <>
            <p className="muted">{t('preparing')}</p>
            <Loading lines={8} height={28} />
          </>
        )}
        {prepared && (
          <>
            <DeliveryRows diff={prepared.diff} mode={mode} />
            {prepared.diff.notes.length > 0 && (
              <section className="source-notes" aria-label={t('notes')}>
                <h3>{t('notes')}</h3>
                <ul>
                  {prepared.diff.notes.map((note, place) => (
                    <li key={place} className="isolate">
                      {visibleText(localize(note), 600)}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <DeliveryColumns diff={prepared.diff} mode={mode} refused={delivery.refusedRenames} />
            <DeliveryExamples diff={prepared.diff} mode={mode} />
          </>
        )}
      </div>
    </div>
  )
}

function apply(): void {
  void applyDelivery()
}
