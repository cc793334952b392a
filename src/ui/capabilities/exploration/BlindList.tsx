import { ArrowRight, CircleCheck } from 'lucide-react'
import type { Blind, TableRef } from '../../../contract'
import {
  Button,
  DataTable,
  EmptyState,
  ErrorState,
  formatDate,
  Loading,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { lastDay } from './period-words'
import { openBlind } from './places'
import { useBlind } from './queries'
import { text } from './text'

/** What nobody looked at, worthiest first, each with the way there. */
export function BlindList({ table }: { table: TableRef | null }) {
  const t = useText(text)
  const localize = useLocalize()
  const { data, isPending, isError, error, refetch } = useBlind(table)
  if (isPending) return <Loading label={t('looking')} lines={8} height={28} />
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data.length) return <EmptyState icon={CircleCheck} sentence={t('blindNone')} />
  const nameOf = (blind: Blind): string => {
    const of = table ? '' : `${visibleText(blind.table.name, 40)} · `
    if (blind.kind === 'table') return visibleText(blind.table.name, 60)
    const column = `${of}${visibleText(blind.column, 60)}`
    if (blind.kind !== 'period') return column
    return `${column}, ${t('fromTo', { from: formatDate(blind.from), to: formatDate(lastDay(blind.to)) })}`
  }
  const verbOf = ({ kind }: Blind): string =>
    t(kind === 'segment' ? 'goCompare' : kind === 'period' ? 'goFilter' : 'goOpen')
  return (
    <>
      <p className="muted">{t('blindAll')}</p>
      <DataTable
        caption={t('blind')}
        rows={data}
        rowKey={(_, place) => place}
        columns={[
          {
            id: 'kind',
            header: t('what'),
            cell: ({ kind }) => <span className="muted map-whole">{t(`kind_${kind}`)}</span>
          },
          { id: 'name', header: t('name'), cell: nameOf },
          { id: 'why', header: t('why'), cell: ({ reasons }) => reasons.map(localize).join(', ') },
          {
            id: 'go',
            header: t('go'),
            cell: (blind) => (
              <Button
                size="small"
                variant="quiet"
                icon={ArrowRight}
                aria-label={`${verbOf(blind)} – ${nameOf(blind)}`}
                onPress={() => openBlind(blind)}
              >
                {verbOf(blind)}
              </Button>
            )
          }
        ]}
      />
    </>
  )
}
