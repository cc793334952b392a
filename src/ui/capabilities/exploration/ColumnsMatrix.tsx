import { Lightbulb } from 'lucide-react'
import { useState } from 'react'
import type { TableMap } from '../../../contract'
import { Checkbox, IconButton, PageTurner, SearchField, useText, visibleText } from '../../parts'
import { Matrix, MatrixScale } from './Matrix'
import { openColumn } from './places'
import { text } from './text'

/** Columns laid out at once: tables have thousands. */
const PAGE = 100

/** Every column of a table by kinds of look, with a search and the unseen ones alone. */
export function ColumnsMatrix({ map, onGuess }: { map: TableMap; onGuess: (column: string) => void }) {
  const t = useText(text)
  const [search, setSearch] = useState('')
  const [onlyBlind, setOnlyBlind] = useState(false)
  const [from, setFrom] = useState(0)
  const name = visibleText(map.table.name, 80)
  const found = map.columns.filter(
    (column) => column.name.toLowerCase().includes(search.toLowerCase()) && !(onlyBlind && column.looks)
  )
  const first = from < found.length ? from : 0
  return (
    <>
      <div className="map-tools">
        {map.columns.length > 12 && <SearchField label={t('findColumn')} value={search} onChange={setSearch} />}
        <Checkbox isSelected={onlyBlind} onChange={setOnlyBlind}>
          {t('onlyBlind')}
        </Checkbox>
      </div>
      {found.length > 0 && (
        <Matrix
          caption={t('matrixColumns', { table: name })}
          head={t('column')}
          lead={t('gridKind')}
          rows={found.slice(first, first + PAGE).map(({ name: column, type, counts, looks, inView }) => ({
            key: column,
            header: (
              <button
                type="button"
                className="map-link isolate"
                title={`${t('openColumn', { column: visibleText(column) })} (${visibleText(type, 60)})`}
                onClick={() => openColumn(map.table, column)}
              >
                {visibleText(column, 60)}
              </button>
            ),
            lead: <span className="muted map-whole">{inView ? t('inView') : ''}</span>,
            counts,
            total: looks,
            end: (
              <IconButton
                label={t('guessOn', { column: visibleText(column, 60) })}
                icon={Lightbulb}
                onPress={() => onGuess(column)}
              />
            )
          }))}
          end={t('write')}
        />
      )}
      {!found.length && <p className="muted">{onlyBlind && !search ? t('allSeen') : t('noColumn')}</p>}
      <PageTurner first={first} size={PAGE} total={found.length} onTurn={setFrom} />
      <MatrixScale of="columns" />
    </>
  )
}
