import { Check, GitCompareArrows, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DeliveryDiff, Source } from '../../../../contract'
import { useCommands } from '../../../app/commands'
import { isLost } from '../../../app/focus'
import { JobOnItsWay } from '../../../app/JobOnItsWay'
import { useRunningJob } from '../../../app/jobs'
import { Button, ErrorState, Loading, ScreenHeader, useText, visibleText } from '../../../parts'
import { useImport } from '../import/store'
import { useMainKey } from '../useMainKey'
import { ComparedTable, type OpenedRows } from './ComparedTable'
import { DeliveredReading } from './DeliveredReading'
import { DeliveryColumns } from './DeliveryColumns'
import { DeliveryNotes } from './DeliveryNotes'
import { DeliveryRows } from './DeliveryRows'
import { readAs } from './draft'
import { abandonDelivery, applyDelivery, type PendingDelivery, prepareDelivery } from './store'
import { text } from './text'

type DeliveryViewProps = { source: Source; delivery: PendingDelivery }

/** What a new delivery would change in its source, and how its file is read, before anything is changed. */
export function DeliveryView({ source, delivery }: DeliveryViewProps) {
  const t = useText(text)
  const draft = useImport((state) => state.draft)
  const { mode, prepared, comparing, applying, error } = delivery
  const job = useRunningJob(delivery.job)
  const [opened, setOpened] = useState<OpenedRows | null>(null)
  const isOutdated = draft !== null && prepared !== null && prepared.readAs !== readAs(draft)
  const mustCompare = isOutdated || (prepared === null && error !== null)
  const canApply = prepared !== null && !isOutdated && !applying && !comparing
  const main = useMainButton(prepared !== null)
  const run = mustCompare ? compare : apply
  const label = mustCompare ? t('compareAgain') : t(isDoubtful(delivery) ? 'applyAnyway' : 'apply')
  useMainKey(run)
  useCommands(
    'delivery',
    useMemo(
      () => [
        {
          id: 'delivery.apply',
          label,
          group: 'actions',
          icon: Check,
          shortcut: 'Ctrl+Enter',
          whileTyping: true,
          run
        }
      ],
      [label, run]
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
        {mustCompare && draft !== null && draft.tables.length > 0 && (
          <Button
            variant="primary"
            icon={GitCompareArrows}
            className="delivery-again"
            isDisabled={comparing || applying}
            onPress={compare}
          >
            {t('compareAgain')}
          </Button>
        )}
        <Button
          variant={mustCompare ? undefined : 'primary'}
          icon={Check}
          ref={main}
          className="delivery-main"
          isDisabled={!canApply}
          onPress={apply}
        >
          {t(isDoubtful(delivery) ? 'applyAnyway' : 'apply')}
        </Button>
      </ScreenHeader>
      <div className="screen-body sources-body">
        {job && <JobOnItsWay job={job} />}
        {error !== null && (
          <>
            <ErrorState inline error={error} />
            <p className="muted">{t(draft?.tables.length ? 'unchanged' : 'unchangedFile')}</p>
          </>
        )}
        {draft && (
          <DeliveredReading
            draft={draft}
            isForeign={prepared !== null && hasNothingInCommon(prepared.diff)}
            isOutdated={isOutdated}
            isDisabled={comparing || applying}
          />
        )}
        {!prepared && error === null && (
          <>
            <p className="muted">{t('preparing')}</p>
            <Loading lines={8} height={28} />
          </>
        )}
        {prepared && (
          <div
            className="delivery-compared"
            aria-busy={comparing || isOutdated}
            data-busy={comparing || isOutdated || undefined}
          >
            <DeliveryNotes diff={prepared.diff} mode={mode} isDoubtful={isDoubtful(delivery)} />
            <DeliveryRows diff={prepared.diff} mode={mode} opened={opened} onOpen={setOpened} />
            {opened && !applying && (
              <ComparedTable
                key={JSON.stringify(opened)}
                delivery={prepared.id}
                diff={prepared.diff}
                opened={opened}
                onClose={() => setOpened(null)}
              />
            )}
            <DeliveryColumns source={source} diff={prepared.diff} mode={mode} onOpen={setOpened} />
          </div>
        )}
      </div>
    </div>
  )
}

/** Rows that are in the table already would come twice; a table would be emptied, or take what has none of its columns. */
function isDoubtful({ mode, prepared }: PendingDelivery): boolean {
  if (!prepared) return false
  const { rows, columns, twin } = prepared.diff
  if (hasNothingInCommon({ columns })) return true
  return mode === 'append' ? Boolean(twin?.present) : rows.arriving === 0 && rows.before > 0
}

function hasNothingInCommon({ columns }: Pick<DeliveryDiff, 'columns'>): boolean {
  return !columns.kept.length && !columns.renamed.length
}

/** The main button takes the focus once the first comparison is there, unless the user is already at work elsewhere. */
function useMainButton(ready: boolean): React.RefObject<HTMLButtonElement | null> {
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (ready && isLost()) main.current?.focus()
  }, [ready])
  return main
}

function apply(): void {
  void applyDelivery()
}

function compare(): void {
  void prepareDelivery()
}
