import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ColumnReading, TextReading } from '../../../../contract'
import { formatInteger, Select, useLocalize, useText } from '../../../parts'
import { quoted } from '../quoted'
import { OriginNote } from './ChoiceField'
import { chooseColumn, columnChoice, type FoundTable } from './draft'
import { type OwnKind, OwnReading } from './OwnReading'
import { readingOrigin } from './plan'
import { isDoubtful, readingId, readingOptions, withoutDoubt } from './readings'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'
import { useSeen } from './useSeen'
import { YearsField } from './YearsField'

const OWN: readonly OwnKind[] = ['ownDate', 'ownNumber', 'ownPair']

/** The reading of a column among all that there are, those its values speak for first, and what it would lose. */
export function ReadingField({ table, column }: { table: FoundTable; column: ColumnReading }) {
  const t = useText(text)
  const localize = useLocalize()
  const seen = useSeen(table.sniff)
  const [own, setOwn] = useState<OwnKind | null>(null)
  const found = table.found.columns.get(column.name) ?? null
  const chosen = columnChoice(table, column.name).reading
  if (!column.reading && !chosen && !found?.reading) return <p className="muted">{t('ownType')}</p>
  const inForce = chosen ?? column.reading ?? null
  const options = readingOptions(found ?? column, inForce)
  const foundId = found?.reading && readingId(found.reading)
  const inDoubt = found !== null && isDoubtful(found)
  const set = (reading: TextReading | undefined): void => {
    changeDraft((draft) => chooseColumn(draft, table.key, column.name, { reading }))
    lookAtTables()
  }
  const choose = (id: string): void => {
    const kind = OWN.find((one) => one === id) ?? null
    setOwn(kind)
    if (kind) return
    // What is in doubt is decided by choosing it; what is sure is only found again.
    set(id === foundId && !inDoubt ? undefined : options.find((option) => option.id === id)?.reading)
  }
  const label = t('readAs')
  const { lostZeros = { count: 0, examples: [] } } = column
  return (
    <div className="choice">
      <Select
        label={label}
        options={[
          ...options.map(({ id, words, group, reading }) => ({
            value: id,
            label: localize(words),
            group: t(`group_${group}`),
            description: id === foundId ? t('isFound') : reading.kind === 'text' ? t('textHint') : undefined
          })),
          ...OWN.map((kind) => ({ value: kind, label: t(`${kind}Other`), group: t('group_other') }))
        ]}
        value={own ?? (inForce ? readingId(inForce) : null)}
        autoFocus
        onChange={choose}
      />
      {own && (
        <OwnReading
          key={own}
          kind={own}
          onUse={(reading) => {
            setOwn(null)
            set(reading)
          }}
        />
      )}
      {!own && <YearsField column={column} onUse={(reading) => set(withoutDoubt(reading))} />}
      <p className="muted">{t('previewRaw')}</p>
      <div className="reading-notes">
        <OriginNote label={label} origin={readingOrigin(table, column.name)} onReset={() => set(undefined)} />
        <p className="column-losses" role="status">
          {column.failures > 0 && (
            <>
              <TriangleAlert size={14} className="found-warning" aria-hidden />
              <span className="isolate">
                {t('lossesHere', { count: column.failures, n: formatInteger(column.failures), seen })}{' '}
                {examplesOf(column.failureExamples)}
              </span>
            </>
          )}
        </p>
        <p className="column-losses" role="status">
          {lostZeros.count > 0 && (
            <>
              <TriangleAlert size={14} className="found-warning" aria-hidden />
              <span className="isolate">
                {t('zerosHere', { count: lostZeros.count, n: formatInteger(lostZeros.count), seen })}{' '}
                {examplesOf(lostZeros.examples)}
              </span>
            </>
          )}
        </p>
      </div>
    </div>
  )
}

/** Some values that a reading loses, between guillemets. */
export function examplesOf(examples: readonly string[]): string {
  const shown = examples.slice(0, 3).map((example) => quoted(example))
  return shown.length ? `(${shown.join(', ')})` : ''
}
