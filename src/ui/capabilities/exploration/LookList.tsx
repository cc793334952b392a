import { Compass } from 'lucide-react'
import { useState } from 'react'
import type { LookKind, LookRead } from '../../../contract'
import { go } from '../../app/route'
import {
  DataTable,
  EmptyState,
  ErrorState,
  formatDateTime,
  formatInteger,
  Loading,
  PageTurner,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { useLooks } from './queries'
import { text } from './text'

const PAGE = 100

/** Every look, newest first. */
export function LookList() {
  const t = useText(text)
  const localize = useLocalize()
  const [from, setFrom] = useState(0)
  const { data, isPending, isError, error, refetch } = useLooks(from, PAGE)
  if (isPending) return <Loading lines={8} height={28} />
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data.total)
    return (
      <EmptyState
        icon={Compass}
        sentence={t('noLook')}
        action={{ label: t('toExplore'), icon: Compass, onPress: () => go('explore') }}
      />
    )
  const kindOf = (kind: LookKind): string =>
    t(kind === 'rows' ? 'rowsKind' : kind === 'grid' ? 'gridKind' : `aspect_${kind}`)
  const figureOf = ({ tables, figure }: LookRead): string =>
    `${tables.map((table) => visibleText(table, 40)).join(', ')} · ${visibleText(localize(figure), 160)}`
  return (
    <>
      <DataTable
        caption={t('log')}
        rows={data.looks}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'when',
            header: t('when'),
            cell: ({ last }) => <span className="map-whole">{formatDateTime(last)}</span>
          },
          { id: 'kind', header: t('kind'), cell: ({ kind }) => <span className="map-whole">{kindOf(kind)}</span> },
          { id: 'figure', header: t('figureColumn'), cell: figureOf },
          {
            id: 'filter',
            header: t('filter'),
            cell: ({ filterWords }) => (filterWords ? visibleText(localize(filterWords), 160) : '–')
          },
          {
            id: 'compared',
            header: t('compared'),
            numeric: true,
            cell: ({ comparisons }) => (comparisons ? formatInteger(comparisons) : '–')
          },
          { id: 'times', header: t('times'), numeric: true, cell: ({ times }) => formatInteger(times) }
        ]}
      />
      <PageTurner first={from} size={PAGE} total={data.total} onTurn={setFrom} />
    </>
  )
}
