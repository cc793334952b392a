import { X } from 'lucide-react'
import { useId, useState } from 'react'
import type { ColumnAt, Confidence, Guess, TableInfo, TableRef } from '../../../contract'
import { api } from '../../client'
import {
  announce,
  Button,
  ErrorState,
  IconButton,
  SearchField,
  Select,
  TextField,
  useText,
  visibleText
} from '../../parts'
import { useGuessChange, useTableMap } from './queries'
import { text } from './text'

export type GuessDraft = { guess: Guess | null; columns: readonly ColumnAt[] }

type Props = {
  draft: GuessDraft
  tables: readonly TableInfo[]
  /** The table whose columns are offered first. */
  table: TableRef
  onClose: () => void
}

/** Columns offered at once: a list of thousands freezes a browser. */
const MOST_OFFERED = 200

/** Writes a guess, or changes one: what is expected, of which columns, how surely. */
export function GuessForm({ draft, tables, table, onClose }: Props) {
  const t = useText(text)
  const heading = useId()
  const { guess } = draft
  const [words, setWords] = useState(guess?.text ?? '')
  const [columns, setColumns] = useState<readonly ColumnAt[]>(guess?.columns ?? draft.columns)
  const [confidence, setConfidence] = useState<Confidence>(guess?.confidence ?? 'mid')
  const [tried, setTried] = useState(false)
  const save = useGuessChange(
    () => {
      const written = { text: words.trim(), columns: [...columns], confidence }
      return guess ? api.exploration.edit({ id: guess.id, ...written }) : api.exploration.write(written)
    },
    () => {
      announce(t('written'))
      onClose()
    }
  )
  return (
    <section className="guess-form" aria-labelledby={heading}>
      <h2 id={heading}>{guess ? t('edit') : t('write')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (words.trim() && columns.length) save.mutate(undefined)
        }}
      >
        <TextField
          label={t('guessText')}
          placeholder={t('guessPlaceholder')}
          value={words}
          onChange={setWords}
          maxLength={1000}
          lines={2}
          autoFocus
          error={tried && !words.trim() ? t('guessNeeded') : undefined}
        />
        <ColumnChoice columns={columns} onChange={setColumns} tables={tables} first={table} tried={tried} />
        <Select
          label={t('confidence')}
          className="guess-confidence"
          options={(['low', 'mid', 'high'] as const).map((value) => ({ value, label: t(value) }))}
          value={confidence}
          onChange={setConfidence}
        />
        {guess && <p className="muted">{t('editWarning')}</p>}
        {save.isError && <ErrorState inline error={save.error} />}
        <div className="guess-actions">
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </section>
  )
}

type ChoiceProps = {
  columns: readonly ColumnAt[]
  onChange: (columns: readonly ColumnAt[]) => void
  tables: readonly TableInfo[]
  first: TableRef
  tried: boolean
}

function ColumnChoice({ columns, onChange, tables, first, tried }: ChoiceProps) {
  const t = useText(text)
  const [name, setName] = useState(first.name)
  const [search, setSearch] = useState('')
  const table = tables.find(({ ref }) => ref.name === name) ?? tables[0]
  const taken = new Set(columns.map((at) => JSON.stringify([at.table, at.column])))
  const offered = (table?.columns ?? []).filter(
    (column) =>
      column.name.toLowerCase().includes(search.toLowerCase()) && !taken.has(JSON.stringify([name, column.name]))
  )
  return (
    <fieldset className="guess-columns">
      <legend className="field-label">{t('guessColumns')}</legend>
      {columns.length > 0 && (
        <ul className="guess-chips">
          {columns.map((at) => (
            <li key={JSON.stringify([at.table, at.column])} className="guess-chip">
              <span className="isolate">{visibleText(at.column, 60)}</span>
              <IconButton
                label={t('removeColumn', { column: visibleText(at.column, 60) })}
                icon={X}
                size={14}
                onPress={() => onChange(columns.filter((one) => one !== at))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="guess-pick">
        {tables.length > 1 && (
          <Select
            label={t('table')}
            options={tables.map(({ ref }) => ({ value: ref.name, label: visibleText(ref.name, 60) }))}
            value={name}
            onChange={setName}
          />
        )}
        {(table?.columns.length ?? 0) > 30 && (
          <SearchField label={t('findColumn')} value={search} onChange={setSearch} />
        )}
        <Select
          label={t('addColumn')}
          placeholder={t('addColumn')}
          options={offered
            .slice(0, MOST_OFFERED)
            .map((column) => ({ value: `c:${column.name}`, label: visibleText(column.name, 80) }))}
          value={null}
          onChange={(value) => onChange([...columns, { table: name, column: value.slice(2) }])}
        />
      </div>
      {tried && !columns.length && <p className="field-error">{t('columnNeeded')}</p>}
      {columns.length > 0 && <SeenAlready columns={columns} tables={tables} />}
    </fieldset>
  )
}

/** Says, before it is saved, whether a guess comes before any look at its columns: those of the table last chosen. */
function SeenAlready({ columns, tables }: { columns: readonly ColumnAt[]; tables: readonly TableInfo[] }) {
  const t = useText(text)
  const last = columns.at(-1)?.table
  const { data } = useTableMap(tables.find(({ ref }) => ref.name === last)?.ref ?? null)
  if (!data) return null
  const own = columns.filter(({ table }) => table === last)
  const seen = own.filter(({ column }) => data.columns.find(({ name }) => name === column)?.looks)
  if (!seen.length && own.length < columns.length) return null
  const inView = own.filter(({ column }) => data.columns.find(({ name }) => name === column)?.inView)
  const told = seen.length ? seen : inView
  const names = told.map(({ column }) => visibleText(column, 40)).join(', ')
  const words = seen.length ? 'willBeLate' : inView.length ? 'willBeInView' : 'willBeBefore'
  return <p className="muted">{t(words, { columns: names })}</p>
}
