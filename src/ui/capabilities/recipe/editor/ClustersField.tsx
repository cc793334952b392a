import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../client'
import { Button, Loading, useText } from '../../../parts'
import { ClusterGroup } from './ClusterGroup'
import { emptyGroup, groupsShown, withGroup, type AcceptedGroup } from './clusters'
import { chosen, many, one, type Draft, type Place } from './form'
import { LIKENESSES } from './likeness'
import { formText } from './text'

type ClustersFieldProps = {
  label: string
  draft: Draft
  table: string
  place: Place
  isAsking: boolean
  onChange: (clusters: string[]) => void
}

/** Groups of spellings, each to be accepted or not, renamed, cut down or added to; others can be made by hand. */
export function ClustersField({ label, draft, table, place, isAsking, onChange }: ClustersFieldProps) {
  const t = useText(formText)
  const column = one(draft, 'column')
  const method = chosen(draft, 'likeness', LIKENESSES)
  const accepted = many(draft, 'clusters').map((cluster) => JSON.parse(cluster) as AcceptedGroup)
  const [isNew, setNew] = useState(false)
  const found = useQuery({
    queryKey: ['recipe', 'clusters', table, place, column, method],
    enabled: isAsking && column !== '',
    queryFn: ({ signal }) =>
      api.recipe.clusters({ table, column, method, before: place.instead ?? place.before }, { signal })
  })
  const known = useQuery({
    queryKey: ['recipe', 'values', table, place, column],
    enabled: isAsking && column !== '',
    queryFn: ({ signal }) => api.recipe.columns({ table, ...place, valuesOf: column }, { signal })
  })
  if (!column) return <p className="muted recipe-form-wide">{t('chooseColumn')}</p>
  if (!found.data || !known.data) return <Loading lines={3} height={24} />
  const counts = new Map(
    [...known.data.values, ...found.data.flatMap(({ variants }) => variants)].map(({ text, rows }) => [text, rows])
  )
  const change = (at: number | null, group: AcceptedGroup | null): void =>
    onChange(withGroup(accepted, at, group).map((each) => JSON.stringify(each)))
  return (
    <div className="recipe-form-wide">
      {!found.data.length && <p className="muted">{t('noCluster')}</p>}
      <ul className="recipe-clusters" aria-label={label}>
        {groupsShown(found.data, accepted).map(({ key, proposed, place: at }) => (
          <ClusterGroup
            key={key}
            proposed={proposed}
            group={at === null ? null : (accepted[at] ?? null)}
            taken={accepted.flatMap(({ variants }, other) => (other === at ? [] : variants))}
            counts={counts}
            isNew={isNew && at === accepted.length - 1}
            onChange={(group) => change(at, group && { of: key, ...group })}
          />
        ))}
      </ul>
      <Button
        icon={Plus}
        onPress={() => {
          setNew(true)
          change(null, emptyGroup(accepted))
        }}
      >
        {t('newCluster')}
      </Button>
    </div>
  )
}
