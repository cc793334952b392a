import type { ColumnReading } from '../../../../contract'
import { Select, useText } from '../../../parts'
import { labelWords } from '../label-words'
import { chooseColumn, columnChoice, type FoundTable } from './draft'
import { changeDraft } from './store'
import { lookAtTables } from './sniffing'
import { text } from './text'

/** Whether a column whose file keeps labels for its codes shows codes or labels; nothing for any other. */
export function LabelChoice({ table, column }: { table: FoundTable; column: ColumnReading }) {
  const t = useText(text)
  const { name, labels = [] } = column
  if (!labels.length) return null
  return (
    <div className="label-choice">
      <Select
        label={t('labels')}
        options={[
          { value: 'codes', label: t('labelCodes') },
          { value: 'labels', label: t('labelTexts') }
        ]}
        value={columnChoice(table, name).labelled ? 'labels' : 'codes'}
        onChange={(chosen) => {
          changeDraft((draft) => chooseColumn(draft, table.key, name, { labelled: chosen === 'labels' || undefined }))
          lookAtTables()
        }}
      />
      <p className="muted isolate">{labelWords(labels)}</p>
    </div>
  )
}
