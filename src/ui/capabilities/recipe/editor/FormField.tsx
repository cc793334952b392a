import { useQuery } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import type { ColumnInfo } from '../../../../contract'
import { useSelectedTable } from '../../../app/project'
import { api } from '../../../client'
import { Button, Checkbox, ErrorState, formatInteger, Loading, Select, TextField, useLocalize, useText, visibleText } from '../../../parts' // prettier-ignore
import { ClustersField } from './ClustersField'
import { ColumnsField } from './ColumnsField'
import { isOn, many, one, type Draft, type Field, type Place } from './form'
import { JoinField } from './JoinField'
import { formText, type FormKey } from './text'

type FormFieldProps = {
  field: Field
  draft: Draft
  table: string
  place: Place
  /** Whether the table may be asked about its columns now. */
  isAsking: boolean
  columns: readonly ColumnInfo[]
  autoFocus: boolean
  onChange: (changed: Draft) => void
}

/** One field of a step's form. */
export function FormField({ field, draft, table, place, isAsking, columns, autoFocus, onChange }: FormFieldProps) {
  const t = useText(formText)
  const { tables } = useSelectedTable()
  const { name, type } = field
  // The texts of fields and options are named by rule; a test of the forms looks that each is there.
  const label = t(`field_${name}` as FormKey)
  const set = (value: Draft[string]): void => onChange({ [name]: value })
  const asking = { draft, table, place, isAsking }
  const options = columns.map((column) => ({ value: column.name, label: visibleText(column.name, 80) }))
  switch (type) {
    case 'column':
      return (
        <Select
          label={label}
          autoFocus={autoFocus}
          options={field.optional ? [{ value: '', label: t('noColumn') }, ...options] : options}
          value={one(draft, name) || (field.optional ? '' : null)}
          // A reading is chosen for the texts of one column.
          onChange={(value) => onChange({ [name]: value, ...(one(draft, 'reading') && { reading: '' }) })}
        />
      )
    case 'table':
      return (
        <Select
          label={label}
          autoFocus={autoFocus}
          options={tables.flatMap(({ ref }) =>
            ref.name === table ? [] : [{ value: ref.name, label: visibleText(ref.name, 80) }]
          )}
          value={one(draft, name) || null}
          onChange={set}
        />
      )
    case 'choice':
      return (
        <Select
          label={label}
          options={(field.options ?? []).map((option) => ({ value: option, label: t(`${name}_${option}` as FormKey) }))}
          value={one(draft, name)}
          onChange={set}
        />
      )
    case 'check':
      return (
        <Checkbox isSelected={isOn(draft, name)} onChange={set}>
          {label}
        </Checkbox>
      )
    case 'columns':
      return <ColumnsField label={label} options={options} chosen={many(draft, name)} onChange={set} />
    case 'join':
      return <JoinField label={label} {...asking} columns={columns} autoFocus={autoFocus} onChange={onChange} />
    case 'clusters':
      return <ClustersField label={label} {...asking} onChange={set} />
    case 'reading':
      return <ReadingField label={label} {...asking} onChange={set} />
    case 'values':
      return <ValuesField label={label} name={name} {...asking} onChange={set} />
    default:
      return (
        <TextField
          label={label}
          className={
            type === 'formula' ? 'recipe-form-wide recipe-formula' : type === 'lines' ? 'recipe-form-wide' : ''
          }
          value={one(draft, name)}
          lines={type === 'formula' || type === 'lines' ? 3 : undefined}
          description={type === 'formula' ? t('formulaKeys') : undefined}
          autoFocus={autoFocus}
          onChange={set}
        />
      )
  }
}

type AskingProps = { label: string; draft: Draft; table: string; place: Place; isAsking: boolean }

/** The ways to read the column that its texts speak for, and the one in force. */
function ReadingField({
  label,
  draft,
  table,
  place,
  isAsking,
  onChange
}: AskingProps & { onChange: (reading: string) => void }) {
  // prettier-ignore
  const t = useText(formText)
  const localize = useLocalize()
  const column = one(draft, 'column')
  const found = useQuery({
    queryKey: ['recipe', 'readings', table, place, column],
    enabled: isAsking,
    queryFn: ({ signal }) => api.recipe.readings({ table, column, ...place }, { signal })
  })
  if (found.isError) return <ErrorState inline error={found.error} />
  if (!found.data) return <Loading lines={1} height={28} />
  const options = found.data.map(({ reading, words, read, seen }) => ({
    value: JSON.stringify(reading),
    label: localize(words),
    description: t('readingReads', { read: formatInteger(read), seen: formatInteger(seen) })
  }))
  const inForce = one(draft, 'reading')
  const isOther = inForce !== '' && !options.some(({ value }) => value === inForce)
  return (
    <Select
      label={label}
      options={isOther ? [{ value: inForce, label: t('readingInForce') }, ...options] : options}
      value={inForce || null}
      onChange={onChange}
    />
  )
}

/** Values and what becomes of them, line by line; those of the column can be taken over. */
function ValuesField({
  label,
  name,
  draft,
  table,
  place,
  isAsking,
  onChange
}: AskingProps & { name: string; onChange: (lines: string) => void }) {
  // prettier-ignore
  const t = useText(formText)
  const isPivot = name === 'spreadValues'
  const valuesOf = one(draft, isPivot ? 'spread' : 'column')
  const found = useQuery({
    queryKey: ['recipe', 'values', table, place, valuesOf],
    enabled: isAsking && valuesOf !== '',
    queryFn: ({ signal }) => api.recipe.columns({ table, ...place, valuesOf }, { signal })
  })
  const values = found.data?.values ?? []
  const take = (): void => onChange(values.slice(0, 50).map(({ text }) => (isPivot ? text : `${text} = ${text}`)).join('\n')) // prettier-ignore
  return (
    <div className="recipe-form-wide">
      <TextField label={label} lines={5} value={one(draft, name)} onChange={onChange} />
      <Button icon={ListPlus} isDisabled={!values.length} onPress={take}>
        {t('takeValues')}
      </Button>
    </div>
  )
}
