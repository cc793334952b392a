import { TriangleAlert } from 'lucide-react'
import type { ColumnReading } from '../../../../contract'
import { formatInteger, Select, useLocalize, useText } from '../../../parts'
import { quoted } from '../quoted'
import { OriginNote } from './ChoiceField'
import { chooseColumn, columnChoice, type FoundTable } from './draft'
import { readingOrigin } from './plan'
import { readingId, readingOptions } from './readings'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'

/** The reading of a column, the found one first, and what it would lose. */
export function ReadingField({ table, column }: { table: FoundTable; column: ColumnReading }) {
  const t = useText(text)
  const localize = useLocalize()
  const found = table.found.columns.get(column.name) ?? null
  const chosen = columnChoice(table, column.name).reading
  if (!column.reading && !chosen && !found?.reading) return <p className="muted">{t('ownType')}</p>
  const inForce = chosen ?? column.reading
  const options = readingOptions(found ?? column)
  const current = inForce ? readingId(inForce) : null
  if (inForce && current && !options.some(({ id }) => id === current))
    options.push({ id: current, reading: inForce, words: column.format ?? { fr: column.type, en: column.type } })
  const foundId = found?.reading && readingId(found.reading)
  const set = (id: string | undefined): void => {
    const reading = id === foundId ? undefined : options.find((option) => option.id === id)?.reading
    changeDraft((draft) => chooseColumn(draft, table.key, column.name, { reading }))
    lookAtTables()
  }
  const label = t('readAs')
  return (
    <div className="choice">
      <Select
        label={label}
        options={options.map(({ id, words }) => ({
          value: id,
          label: localize(words),
          description: id === foundId ? t('isFound') : undefined
        }))}
        value={current}
        autoFocus
        onChange={set}
      />
      <div className="reading-notes">
        <OriginNote label={label} origin={readingOrigin(table, column.name)} onReset={() => set(undefined)} />
        <p className="column-losses" role="status">
          {column.failures > 0 && (
            <>
              <TriangleAlert size={14} className="found-warning" aria-hidden />
              <span className="isolate">
                {t('lossesHere', { count: column.failures, n: formatInteger(column.failures) })} {examplesOf(column)}
              </span>
            </>
          )}
        </p>
      </div>
    </div>
  )
}

/** Some values that the reading loses, between guillemets. */
export function examplesOf({ failureExamples }: ColumnReading): string {
  const shown = failureExamples.slice(0, 3).map((example) => quoted(example))
  return shown.length ? `(${shown.join(', ')})` : ''
}
