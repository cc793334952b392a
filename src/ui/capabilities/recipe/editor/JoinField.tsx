import { useQuery } from '@tanstack/react-query'
import { Waypoints } from 'lucide-react'
import { useEffect } from 'react'
import type { ColumnInfo } from '../../../../contract'
import { useSelectedTable } from '../../../app/project'
import { go } from '../../../app/route'
import { api } from '../../../client'
import { Button, ErrorState, Loading, Select, useText, visibleText } from '../../../parts'
import { BroughtColumns, KeyPairs, KeysNote, leftOf, linksBetween, pairsFrom, proposedKeys, rightOf, SearchState, useRelations } from '../../relations' // prettier-ignore
import { isOn, many, one, type Draft } from './form'
import { isAsProposed, pairsIn, proposedJoin, withPairs } from './join-form'
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

/** The other table of a join, the columns that say which rows belong together, and those that are brought. */
export function JoinField({ label, draft, table, isAsking, columns, autoFocus, onChange }: JoinFieldProps) {
  const t = useText(formText)
  const joined = one(draft, 'joined')
  const search = useRelations()
  const relations = search.data
  const known = useQuery({
    queryKey: ['recipe', 'columns', joined, 'end'],
    enabled: isAsking && joined !== '',
    queryFn: ({ signal }) => api.recipe.columns({ table: joined }, { signal })
  })
  const left = columns.map(({ name }) => name)
  const right = known.data?.columns.map(({ name }) => name)
  const pairs = pairsIn(draft)
  const keys = relations && joined ? proposedKeys(relations, table, joined) : null
  const proposal = right && proposedJoin(left, right, keys)
  // A table was chosen, or more was found, and the user has said nothing of its keys.
  const isWanting = proposal && isAsProposed(draft) && String(proposal.proposed) !== String(draft.proposed)
  useEffect(() => {
    if (isWanting) onChange(proposal)
  })
  const link = relations && linksBetween(relations, table, joined)[0]
  return (
    <div className="recipe-form-wide">
      <div className="recipe-join-table">
        <Select
          label={label}
          autoFocus={autoFocus}
          options={useOptions(table, relations)}
          value={joined || null}
          onChange={(name) => onChange({ joined: name, names: [], brought: [], pairs: [], proposed: [] })}
        />
        <Button
          icon={Waypoints}
          onPress={() =>
            go('sources', { view: 'relations', from: 'recipe', ...(link ? { link: link.id } : { about: table }) })
          }
        >
          {t('seeRelations')}
        </Button>
      </div>
      <SearchState search={search} />
      {known.isError && <ErrorState inline error={known.error} />}
      {joined !== '' && known.isPending && <Loading lines={3} height={28} />}
      {right && (
        <div className="recipe-join">
          <div className="recipe-join-keys">
            <KeyPairs
              pairs={pairs}
              left={{ table, columns: left }}
              right={{ table: joined, columns: right }}
              onChange={(on) => onChange(withPairs(draft, on))}
            />
            {relations && (
              <KeysNote
                found={relations}
                isPartial={search.isPending}
                left={table}
                right={joined}
                pairs={pairs}
                normalise={isOn(draft, 'normalise')}
                onTake={({ on, normalise }) => onChange({ ...withPairs(draft, on), normalise })}
              />
            )}
          </div>
          <BroughtColumns
            all={right}
            chosen={many(draft, 'brought')} // Chosen by hand, they are proposed no more.
            onChange={(brought) => onChange({ brought, proposed: [] })}
          />
        </div>
      )}
    </div>
  )
}

/** The other tables; those that a relation was found with say which, and come first. */
function useOptions(table: string, relations: ReturnType<typeof useRelations>['data']) {
  const t = useText(formText)
  const { tables } = useSelectedTable()
  const options = tables.flatMap(({ ref: { name } }) => {
    if (name === table) return []
    const link = relations && linksBetween(relations, table, name)[0]
    const on = link && { on: pairsFrom(link, table) }
    return [
      {
        value: name,
        label: visibleText(name, 80),
        ...(on && { description: t('linkedTable', { left: leftOf(on), right: rightOf(on) }) })
      }
    ]
  })
  return options.sort((a, b) => Number('description' in b) - Number('description' in a))
}
