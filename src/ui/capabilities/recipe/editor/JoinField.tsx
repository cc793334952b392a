import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Equal, Plus, Trash2, Waypoints } from 'lucide-react'
import type { ColumnInfo } from '../../../../contract'
import { useSelectedTable } from '../../../app/project'
import { go } from '../../../app/route'
import { api } from '../../../client'
import { Button, ErrorState, IconButton, Select, useText, visibleText } from '../../../parts'
import { ColumnsField } from './ColumnsField'
import { many, one, type Draft } from './form'
import { EMPTY_PAIR, MOST_PAIRS, pairsIn, proposedJoin, withPairs, type DraftPair } from './join-form'
import { formText } from './text'

type JoinFieldProps = {
  label: string
  draft: Draft
  table: string
  isAsking: boolean
  columns: readonly ColumnInfo[]
  autoFocus: boolean
  onChange: (changed: Draft) => void
}

const columnsOf = (table: string) => ({
  queryKey: ['recipe', 'columns', table, 'end'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.recipe.columns({ table }, { signal })
})

/** The other table of a join, the columns that say which rows belong together, and those that are brought. */
export function JoinField({ label, draft, table, isAsking, columns, autoFocus, onChange }: JoinFieldProps) {
  const t = useText(formText)
  const { tables } = useSelectedTable()
  const client = useQueryClient()
  const joined = one(draft, 'joined')
  const found = useQuery({ ...columnsOf(joined), enabled: isAsking && joined !== '' })
  const left = columns.map(({ name }) => name)
  const right = found.data?.columns.map(({ name }) => name) ?? []
  const pairs = pairsIn(draft)
  const change = (place: number, part: Partial<DraftPair>): void =>
    onChange(withPairs(draft, pairs.map((pair, at) => (at === place ? { ...pair, ...part } : pair)))) // prettier-ignore
  const choose = async (name: string): Promise<void> => {
    onChange({ joined: name, names: [], ...proposedJoin([], []) })
    const known = await client.fetchQuery(columnsOf(name))
    onChange(proposedJoin(left, known.columns.map((column) => column.name))) // prettier-ignore
  }
  return (
    <div className="recipe-form-wide">
      <div className="recipe-join-table">
        <Select
          label={label}
          autoFocus={autoFocus}
          options={tables.flatMap(({ ref: { name } }) =>
            name === table ? [] : [{ value: name, label: visibleText(name, 80) }]
          )}
          value={joined || null}
          onChange={(name) => void choose(name).catch(() => undefined)}
        />
        <Button icon={Waypoints} onPress={() => go('sources', { view: 'relations' })}>
          {t('seeRelations')}
        </Button>
      </div>
      {found.isError && <ErrorState inline error={found.error} />}
      {found.data && (
        <>
          <fieldset className="recipe-join-keys">
            <legend>{t('joinKeys')}</legend>
            {pairs.map((pair, place) => (
              <div key={place} className="recipe-join-pair">
                <Select
                  label={t('leftKey', { table: visibleText(table, 60), n: place + 1 })}
                  hideLabel
                  options={optionsOf(left)}
                  value={pair.left}
                  onChange={(name) => change(place, { left: name })}
                />
                <Equal size={14} aria-hidden />
                <Select
                  label={t('rightKey', { table: visibleText(joined, 60), n: place + 1 })}
                  hideLabel
                  options={optionsOf(right)}
                  value={pair.right}
                  onChange={(name) => change(place, { right: name })}
                />
                <IconButton
                  label={t('removePair', { n: place + 1 })}
                  icon={Trash2}
                  isDisabled={pairs.length < 2}
                  onPress={() => onChange(withPairs(draft, pairs.filter((_, at) => at !== place)))} // prettier-ignore
                />
              </div>
            ))}
            {pairs.length < MOST_PAIRS && (
              <Button
                size="small"
                variant="quiet"
                icon={Plus}
                onPress={() => onChange(withPairs(draft, [...pairs, EMPTY_PAIR]))}
              >
                {t('addPair')}
              </Button>
            )}
          </fieldset>
          <ColumnsField
            label={t('broughtColumns')}
            options={optionsOf(right)}
            chosen={many(draft, 'brought')}
            onChange={(brought) => onChange({ brought })}
          />
        </>
      )}
    </div>
  )
}

function optionsOf(names: readonly string[]) {
  return names.map((name) => ({ value: name, label: visibleText(name, 80) }))
}
