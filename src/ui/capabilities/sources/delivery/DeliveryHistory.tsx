import { useMutation } from '@tanstack/react-query'
import { ChevronDown, ChevronRight, Rows3 } from 'lucide-react'
import { useState } from 'react'
import type { Delivery, Source } from '../../../../contract'
import { api } from '../../../client'
import {
  Badge,
  Button,
  ErrorState,
  formatDateTime,
  formatInteger,
  openEvidence,
  useText,
  visibleText
} from '../../../parts'
import { FaultTable } from '../report/FaultTable'
import { LoadNotes } from '../report/LoadNotes'
import { ReportColumns } from '../report/ReportColumns'
import { SourceFacts } from '../report/SourceFacts'
import { text as words } from '../text'
import { fatesOf, type DeliveryFate } from './fates'
import { text } from './text'

/** Every arrival of rows in a source, the latest first: its file, its place in the table, and its load report. */
export function DeliveryHistory({ source }: { source: Source }) {
  const w = useText(words)
  return (
    <ol className="deliveries" aria-label={w('deliveries')}>
      {fatesOf(source.deliveries)
        .toReversed()
        .map((fate) => (
          <DeliveryLine key={fate.delivery.id} source={source} fate={fate} />
        ))}
    </ol>
  )
}

function DeliveryLine({ source, fate }: { source: Source; fate: DeliveryFate }) {
  const t = useText(text)
  const w = useText(words)
  const [isOpen, setOpen] = useState(false)
  const { delivery, replacedBy, replaces } = fate
  const { mode, files, rows, report, loadedAt } = delivery
  const show = useMutation({
    mutationFn: () => api.sources.arrived({ source: source.id, delivery: delivery.id }),
    onSuccess: (evidence) => openEvidence(evidence, formatInteger(evidence.n))
  })
  const name = filesInWords(files)
  const place = { from: formatInteger(fate.from + 1), to: formatInteger(fate.from + rows) }
  return (
    <li className="delivery-line" data-replaced={replacedBy !== null || undefined}>
      <div className="section-line">
        <Button
          variant="quiet"
          icon={isOpen ? ChevronDown : ChevronRight}
          aria-expanded={isOpen}
          className="delivery-toggle"
          onPress={() => setOpen(!isOpen)}
        >
          <span className="isolate">{name}</span>
        </Button>
        <span className="muted num">
          {formatDateTime(loadedAt)} · {w(`mode_${mode}`)} · {w('rows', { count: rows, n: formatInteger(rows) })}
          {report.faultCount > 0 &&
            ` · ${t('flagged', { count: report.faultCount, n: formatInteger(report.faultCount) })}`}
        </span>
        {replacedBy ? (
          <Badge tone="neutral">{t('replacedBy', { file: filesInWords(replacedBy.files) })}</Badge>
        ) : (
          rows > 0 && (
            <Button
              size="small"
              icon={Rows3}
              aria-label={t('itsRowsNamed', { ...place, file: name })}
              isDisabled={show.isPending}
              onPress={() => show.mutate()}
            >
              {t('itsRows', place)}
            </Button>
          )
        )}
      </div>
      {show.isError && <ErrorState inline error={show.error} />}
      {isOpen && (
        <div className="delivery-details">
          {replaces.length > 0 && (
            <p>
              {t('replaces', {
                count: replaces.length,
                files: replaces.map((one) => filesInWords(one.files)).join(', '),
                n: formatInteger(replaces.reduce((sum, one) => sum + one.rows, 0))
              })}
            </p>
          )}
          <DeliveryFacts source={source} delivery={delivery} />
        </div>
      )}
    </li>
  )
}

function DeliveryFacts({ source, delivery }: { source: Source; delivery: Delivery }) {
  const w = useText(words)
  const { files, report, loadedAt } = delivery
  return (
    <>
      <SourceFacts source={{ ...source, file: files[0] ?? source.file, report, loadedAt }} files={files} />
      <LoadNotes notes={report.notes} level="h4" />
      <section>
        <h4>{w('columns')}</h4>
        <ReportColumns table={source.table.name} columns={report.columns} />
      </section>
      {report.faultCount > 0 && (
        <section>
          <h4>{w('faults')}</h4>
          <FaultTable delivery={delivery.id} report={report} files={files} />
        </section>
      )}
    </>
  )
}

function filesInWords(files: Delivery['files']): string {
  const names = files.slice(0, 3).map(({ name, part }) => visibleText([name, ...part].join(' › '), 80))
  return files.length > 3 ? `${names.join(', ')}… (${formatInteger(files.length)})` : names.join(', ')
}
