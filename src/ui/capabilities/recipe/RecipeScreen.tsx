import { useQuery } from '@tanstack/react-query'
import { Files, ListChecks } from 'lucide-react'
import { BundledCaseLink } from '../../app/bundled-case'
import { useSelectedTable } from '../../app/project'
import { go, tableParam } from '../../app/route'
import { api } from '../../client'
import {
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  ScreenHeader,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import { AddStep } from './AddStep'
import { StepList } from './StepList'
import { text } from './text'

/** The recipe of each table: its steps, what each does to the rows, and the query they make. */
export function RecipeScreen() {
  const t = useText(text)
  const { table, tables, isPending, select } = useSelectedTable()
  const name = table?.ref.name ?? ''
  const shown = useQuery({
    queryKey: ['recipe', name],
    enabled: Boolean(table),
    queryFn: ({ signal }) => api.recipe.show({ table: name }, { signal })
  })
  if (isPending) return <Loading lines={12} height={24} />
  if (!table)
    return (
      <EmptyState
        icon={ListChecks}
        sentence={t('noTable')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
  return (
    <SplitView
      id="recipe"
      listLabel={t('tables')}
      list={
        <ul>
          {tables.map(({ ref, rows }) => (
            <li key={ref.name}>
              <button type="button" className="list-item" aria-current={ref.name === name} onClick={() => select(ref)}>
                <span className="list-item-name isolate">{visibleText(ref.name, 80)}</span>
                <span className="list-item-note">{formatInteger(rows)}</span>
              </button>
            </li>
          ))}
        </ul>
      }
    >
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <AddStep key={tableParam(table.ref)} table={name} columns={table.columns.map((column) => column.name)} />
      </ScreenHeader>
      <div className="screen-body">
        {shown.isPending && <Loading lines={6} height={48} />}
        {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
        {shown.data && (
          <>
            <p className="muted num recipe-counts">
              {t('rows', { before: formatInteger(shown.data.rowsBefore), after: formatInteger(shown.data.rowsAfter) })}{' '}
              · {t('steps', { count: shown.data.steps.length })}
            </p>
            {shown.data.steps.length === 0 ? <p>{t('noStep')}</p> : <StepList recipe={shown.data} />}
            <h2>{t('script')}</h2>
            <pre className="recipe-script" tabIndex={0}>
              {shown.data.sql}
            </pre>
          </>
        )}
      </div>
    </SplitView>
  )
}
