import type { TableCoverage, TableRef } from '../../../contract'
import { formatDateTime, formatInteger, useText, visibleText } from '../../parts'
import { Matrix, MatrixScale } from './Matrix'
import { SeenBar } from './SeenBar'
import { text } from './text'

/** Every table: how many of its columns were seen, and by which kinds of look. */
export function TablesMatrix({
  tables,
  onOpen
}: {
  tables: readonly TableCoverage[]
  onOpen: (table: TableRef) => void
}) {
  const t = useText(text)
  return (
    <>
      <Matrix
        caption={t('matrixTables')}
        head={t('table')}
        lead={[
          { label: t('rows'), numeric: true },
          { label: t('seen') },
          { label: t('opened'), numeric: true },
          { label: t('last') }
        ]}
        rows={tables.map(({ table, rows, seen, columns, opened, counts, looks, last }) => ({
          key: table.name,
          header: (
            <button
              type="button"
              className="map-link isolate"
              title={t('openMap', { table: visibleText(table.name) })}
              onClick={() => onOpen(table)}
            >
              {visibleText(table.name, 60)}
            </button>
          ),
          lead: [
            formatInteger(rows),
            <SeenBar key="seen" seen={seen} columns={columns} />,
            opened ? formatInteger(opened) : '–',
            last ? formatDateTime(last) : '–'
          ],
          counts,
          total: looks
        }))}
      />
      <MatrixScale />
    </>
  )
}
