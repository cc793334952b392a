import type { Delivery } from '../../../../contract'
import { DataTable, formatBytes, formatDateTime, formatInteger, useText, visibleText } from '../../../parts'
import { text } from '../text'

/** Every arrival of rows in a source, the latest first. */
export function DeliveryList({ deliveries }: { deliveries: readonly Delivery[] }) {
  const t = useText(text)
  return (
    <DataTable
      caption={t('deliveries')}
      rows={deliveries.toReversed()}
      rowKey={({ id }) => id}
      columns={[
        { id: 'when', header: t('loadedAt'), cell: ({ loadedAt }) => formatDateTime(loadedAt) },
        { id: 'mode', header: t('mode'), cell: ({ mode }) => t(`mode_${mode}`) },
        { id: 'file', header: t('file'), cell: ({ files }) => filesInWords(files) },
        { id: 'rows', header: t('rowsLoaded'), numeric: true, cell: ({ rows }) => formatInteger(rows) },
        {
          id: 'faults',
          header: t('faultCount'),
          numeric: true,
          cell: ({ report }) => formatInteger(report.faultCount)
        },
        {
          id: 'size',
          header: t('size'),
          numeric: true,
          cell: ({ files }) => formatBytes(files.reduce((sum, { size }) => sum + size, 0))
        }
      ]}
    />
  )
}

function filesInWords(files: Delivery['files']): string {
  const names = files.slice(0, 3).map(({ name, part }) => visibleText([name, ...part].join(' › '), 80))
  return files.length > 3 ? `${names.join(', ')}… (${formatInteger(files.length)})` : names.join(', ')
}
