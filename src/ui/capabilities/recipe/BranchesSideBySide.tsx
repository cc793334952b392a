import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../../client'
import { Badge, ErrorState, formatInteger, Loading, useLocalize, useText, visibleText } from '../../parts'
import { ColumnsTable } from './Outcome'
import { text } from './text'

type Props = {
  table: string
  a: number | null
  b: number | null
  names: readonly [string, string]
  /** Once what was asked for is there. */
  onShown: () => void
}

/** Two states of a recipe: which steps both or one of them have, and what they make of the same rows. */
export function BranchesSideBySide({ table, a, b, names, onShown }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const found = useQuery({
    queryKey: ['recipe', 'branches', table, 'compare', a, b],
    queryFn: ({ signal }) => api.recipe.compareBranches({ table, a, b }, { signal })
  })
  const shown = useRef(onShown)
  useEffect(() => {
    if (found.data) shown.current()
  }, [found.data])
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={4} height={24} />
  const { rows, steps, columns } = found.data
  const side = { both: t('branchBoth'), a: t('branchOnly', { name: names[0] }), b: t('branchOnly', { name: names[1] }) }
  return (
    <section className="recipe-compared" aria-label={t('branchesCompared')}>
      <p className="muted recipe-counts">
        {t('previewRows', { before: formatInteger(rows.a), after: formatInteger(rows.b) })}
        {(rows.shared !== rows.a || rows.shared !== rows.b) &&
          ` · ${rows.shared === null ? t('outcomeGrouped') : t('branchesShared', { shared: formatInteger(rows.shared) })}`}
      </p>
      <ol>
        {steps.map((step, place) => (
          <li key={`${place} ${step.title.en}`}>
            <Badge tone={step.side === 'both' ? 'neutral' : 'info'}>{visibleText(side[step.side], 60)}</Badge>{' '}
            <span className="isolate">{visibleText(localize(step.title), 300)}</span>
          </li>
        ))}
      </ol>
      <ColumnsTable caption={t('branchesColumns')} columns={columns} none={t('branchesAlike')} />
    </section>
  )
}
