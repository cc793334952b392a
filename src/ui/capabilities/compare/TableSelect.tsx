import type { TableInfo } from '../../../contract'
import { Select, useText, visibleText } from '../../parts'
import { text } from './text'

/** One of the tables, by name. */
export function TableSelect({
  tables,
  value,
  onChange
}: {
  tables: readonly TableInfo[]
  value: string | undefined
  onChange: (name: string) => void
}) {
  const t = useText(text)
  return (
    <Select
      label={t('table')}
      placeholder={t('choose')}
      options={tables.map(({ ref }) => ({ value: ref.name, label: visibleText(ref.name, 80) }))}
      value={value ?? null}
      onChange={onChange}
    />
  )
}
