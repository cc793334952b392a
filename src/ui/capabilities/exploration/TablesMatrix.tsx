import type { TableCoverage, TableRef } from '../../../contract'
import { useText, visibleText } from '../../parts'
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
        lead={t('seen')}
        withRows
        rows={tables.map(({ table, seen, columns, inView, opened, counts, looks }) => ({
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
          lead: <SeenBar seen={seen} columns={columns} inView={inView} />,
          counts: { ...counts, rows: opened },
          total: looks
        }))}
      />
      <MatrixScale of="tables" />
    </>
  )
}
