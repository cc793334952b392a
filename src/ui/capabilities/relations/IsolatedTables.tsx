import { KeyRound } from 'lucide-react'
import { formatInteger, useText, visibleText } from '../../parts'
import type { Isolated } from './diagram'
import { text } from './text'

type IsolatedTablesProps = {
  tables: readonly Isolated[]
  chosen: string | null
  onChoose: (name: string) => void
}

/** The tables that no link touches, in a list below the diagram. */
export function IsolatedTables({ tables, chosen, onChoose }: IsolatedTablesProps) {
  const t = useText(text)
  if (!tables.length) return null
  const title = t('isolated', { count: tables.length })
  return (
    <section className="relation-isolated" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {tables.map(({ name, rows, key }) => (
          <li key={name}>
            <button
              type="button"
              className="relation-isolated-table"
              aria-pressed={chosen === name}
              onClick={() => onChoose(name)}
            >
              <span className="relation-card-name isolate">{visibleText(name, 60)}</span>
              <span className="relation-card-rows num">{t('rows', { count: rows, n: formatInteger(rows) })}</span>
              {key.length > 0 && (
                <span className="relation-card-note isolate">
                  <KeyRound size={12} aria-hidden /> {key.map((column) => visibleText(column, 40)).join(' + ')}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
