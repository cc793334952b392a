import type { TableCoverage, TableRef } from '../../../contract'
import { formatInteger, useText, visibleText } from '../../parts'
import { seenWords } from './seen-words'
import { text } from './text'

type Props = {
  tables: readonly TableCoverage[]
  current: TableRef | null
  search: string
  onOpen: (table: TableRef | null) => void
}

/** All tables together, then each with how many of its columns were seen. */
export function TableList({ tables, current, search, onOpen }: Props) {
  const t = useText(text)
  const found = tables.filter(({ table }) => table.name.toLowerCase().includes(search.toLowerCase()))
  return (
    <ul>
      <li>
        <button type="button" className="list-item" aria-current={current === null} onClick={() => onOpen(null)}>
          <span className="list-item-name">{t('all')}</span>
        </button>
      </li>
      {found.map(({ table, seen, columns, inView }) => (
        <li key={table.name}>
          <button
            type="button"
            className="list-item"
            aria-current={table === current}
            onClick={() => onOpen(table)}
            title={seenWords({ seen, columns, inView }, t)}
          >
            <span className="list-item-name isolate">{visibleText(table.name, 80)}</span>
            <span className="list-item-note">
              {formatInteger(seen)}/{formatInteger(columns)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
