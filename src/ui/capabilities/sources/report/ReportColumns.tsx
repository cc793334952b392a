import { useQuery } from '@tanstack/react-query'
import type { ColumnReading } from '../../../../contract'
import { api } from '../../../client'
import { Badge, DataTable, formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import { typeInWords } from '../import/readings'
import { quoted } from '../quoted'
import { text } from '../text'
import { MissingProposals } from './MissingProposals'
import { ValueLabels } from './ValueLabels'

/** How each column was read, what that loses, and the texts that seem to say "no answer". */
export function ReportColumns({ table, columns }: { table: string; columns: readonly ColumnReading[] }) {
  const t = useText(text)
  const localize = useLocalize()
  const proposing = columns.some(({ missing }) => missing.length > 0)
  const labelled = columns.some(({ labels }) => labels?.length)
  const recipe = useQuery({
    queryKey: ['recipe', table],
    enabled: proposing || labelled,
    queryFn: ({ signal }) => api.recipe.show({ table }, { signal })
  })
  const steps = recipe.data?.steps.map(({ step }) => step.spec) ?? []
  return (
    <DataTable
      caption={t('columns')}
      className="report-columns"
      rows={columns}
      rowKey={(_column, place) => place}
      columns={[
        { id: 'name', header: t('column'), cell: ({ name }) => visibleText(name, 120), sortBy: ({ name }) => name },
        {
          id: 'format',
          header: t('format'),
          cell: (column) => <div className="report-reading">{visibleText(localize(typeInWords(column)), 120)}</div>,
          sortBy: (column) => localize(typeInWords(column))
        },
        { id: 'type', header: t('type'), cell: ({ type }) => <code>{type}</code>, sortBy: ({ type }) => type },
        {
          id: 'lossless',
          header: t('reading'),
          cell: ({ lossless }) => (lossless ? t('yes') : <Badge tone="info">{t('keptAsText')}</Badge>)
        },
        {
          id: 'failures',
          header: t('failures'),
          numeric: true,
          cell: ({ failures, lostZeros }) => (
            <>
              {formatInteger(failures)}
              {lostZeros !== undefined && lostZeros.count > 0 && (
                <div className="report-zeros">
                  {t('withoutZeros', { count: lostZeros.count, n: formatInteger(lostZeros.count) })}
                </div>
              )}
            </>
          ),
          sortBy: ({ failures, lostZeros }) => failures + (lostZeros?.count ?? 0)
        },
        {
          id: 'examples',
          header: t('examples'),
          cell: ({ failureExamples, lostZeros }) => (
            <div className="report-examples">
              {[...failureExamples.slice(0, 3), ...(lostZeros?.examples ?? [])]
                .slice(0, 3)
                .map((example) => quoted(example))
                .join(', ')}
            </div>
          )
        },
        ...(labelled
          ? [
              {
                id: 'labels',
                header: t('labels'),
                cell: (column: ColumnReading) => <ValueLabels table={table} column={column} steps={steps} />
              }
            ]
          : []),
        ...(proposing
          ? [
              {
                id: 'missing',
                header: t('missing'),
                cell: (column: ColumnReading) => <MissingProposals table={table} column={column} steps={steps} />
              }
            ]
          : [])
      ]}
    />
  )
}
