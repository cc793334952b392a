import { Compass, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Source } from '../../../../contract'
import { go, tableParam } from '../../../app/route'
import { Button, formatInteger, useText, visibleText } from '../../../parts'
import { DeliveryHistory } from '../delivery/DeliveryHistory'
import { NewDelivery } from '../delivery/NewDelivery'
import { fileTitle } from '../file-title'
import { useLoad } from '../import/load'
import { text } from '../text'
import { FaultTable } from './FaultTable'
import { LoadNotes } from './LoadNotes'
import { ReportColumns } from './ReportColumns'
import { ReportDoubts } from './ReportDoubts'
import { SourceFacts } from './SourceFacts'

/** What was done to one file: nothing lost, nothing changed without a word here. */
export function SourceReport({ source, onRemove }: { source: Source; onRemove: () => void }) {
  const t = useText(text)
  const heading = useLandedFocus(source.id)
  const { report, file, deliveries } = source
  const files = deliveries.at(-1)?.files ?? [file]
  return (
    <article className="source-report" aria-label={t('report')}>
      <div className="section-line report-head">
        <h2 className="isolate" ref={heading} tabIndex={-1}>
          {visibleText(fileTitle(files, t), 200)}
        </h2>
        <div className="toolbar">
          <Button icon={Compass} onPress={() => go('explore', { table: tableParam(source.table) })}>
            {t('explore')}
          </Button>
          <NewDelivery source={source} />
          <Button variant="quiet" icon={Trash2} onPress={onRemove}>
            {t('remove')}
          </Button>
        </div>
      </div>
      <ReportDoubts source={source} />
      <SourceFacts source={source} files={files} />
      <LoadNotes notes={report.notes} level="h3" />
      {deliveries.length > 0 && (
        <section>
          <h3>
            {t('deliveries')} <span className="count">{formatInteger(deliveries.length)}</span>
          </h3>
          <DeliveryHistory source={source} />
        </section>
      )}
      <section>
        <h3>
          {t('columns')} <span className="count">{formatInteger(report.columns.length)}</span>
        </h3>
        <ReportColumns table={source.table.name} columns={report.columns} />
      </section>
      {report.faultCount > 0 && (
        <section>
          <h3>
            {t('faults')} <span className="count">{formatInteger(report.faultCount)}</span>
          </h3>
          <FaultTable delivery={deliveries.at(-1)?.id ?? null} report={report} files={files} />
        </section>
      )}
    </article>
  )
}

/** The report of what was just loaded takes the focus that the import view leaves behind. */
function useLandedFocus(id: string): React.RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const landed = useLoad((state) => state.landed === id)
  useEffect(() => {
    if (!landed) return
    useLoad.setState({ landed: null })
    const active = document.activeElement
    if (!active || active === document.body || !active.isConnected) heading.current?.focus()
  }, [landed])
  return heading
}
