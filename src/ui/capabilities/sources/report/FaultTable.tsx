import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { FileFacts, LineFault, LoadReport } from '../../../../contract'
import { api } from '../../../client'
import {
  Badge,
  DataTable,
  ErrorState,
  formatInteger,
  IconButton,
  useLocalize,
  useText,
  visibleText
} from '../../../parts'
import { text } from '../text'
import { faultedFile } from './faulted-file'

const PAGE = 100

type FaultTableProps = {
  delivery: string | null
  report: LoadReport
  /** Files of the delivery: of several, each line says whose it is. */
  files: readonly FileFacts[]
}

/** All lines repaired or set aside in a delivery, page by page; only the first ones where the delivery is not known. */
export function FaultTable({ delivery, report, files }: FaultTableProps) {
  const t = useText(text)
  const localize = useLocalize()
  const [offset, setOffset] = useState(0)
  const page = useQuery({
    queryKey: ['sources', 'faults', delivery, offset],
    enabled: delivery !== null && (offset > 0 || report.faults.length < Math.min(PAGE, report.faultCount)),
    queryFn: ({ signal }) => api.sources.faults({ delivery: delivery ?? '', offset, limit: PAGE }, { signal }),
    placeholderData: keepPreviousData
  })
  const rows = page.data?.faults ?? report.faults.slice(0, PAGE)
  const total = page.data?.total ?? report.faultCount
  const fileOf = faultedFile(files)
  const last = Math.min(total, offset + rows.length)
  return (
    <>
      {page.isError && <ErrorState inline error={page.error} onRetry={() => void page.refetch()} />}
      <DataTable
        caption={t('faults')}
        className={page.isPlaceholderData ? 'is-busy' : ''}
        rows={rows}
        rowKey={(_fault, place) => offset + place}
        columns={[
          ...(fileOf
            ? [
                {
                  id: 'file',
                  header: t('file'),
                  cell: (fault: LineFault) => visibleText(fileOf(offset + rows.indexOf(fault)), 80)
                }
              ]
            : []),
          { id: 'line', header: t('line'), numeric: true, cell: ({ line }) => formatInteger(line) },
          {
            id: 'fate',
            header: t('fate'),
            cell: ({ repaired }) =>
              repaired ? <Badge tone="good">{t('repaired')}</Badge> : <Badge tone="warning">{t('aside')}</Badge>
          },
          { id: 'reason', header: t('reason'), cell: ({ reason }) => visibleText(localize(reason), 200) },
          { id: 'raw', header: t('raw'), cell: ({ raw }) => <code>{visibleText(raw, 160)}</code> }
        ]}
      />
      {total > PAGE && (
        <div className="fault-pages num">
          <IconButton
            label={t('previousFaults')}
            icon={ChevronLeft}
            isDisabled={offset === 0}
            onPress={() => setOffset(Math.max(0, offset - PAGE))}
          />
          {t('faultsShown', { from: formatInteger(offset + 1), to: formatInteger(last), total: formatInteger(total) })}
          <IconButton
            label={t('nextFaults')}
            icon={ChevronRight}
            isDisabled={offset + PAGE >= total}
            onPress={() => setOffset(offset + PAGE)}
          />
        </div>
      )}
    </>
  )
}
