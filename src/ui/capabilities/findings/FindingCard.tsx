import { useMutation } from '@tanstack/react-query'
import { FileSearch, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { filterLine, rowsToTell, type Finding, type LocalizedText } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import {
  announce,
  Badge,
  Button,
  DataTable,
  ErrorState,
  formatDateTime,
  formatInteger,
  formatInterval,
  IconButton,
  openEvidence,
  useLocalize,
  useText,
  visibleLines,
  visibleText
} from '../../parts'
import { formatOf } from './figure-format'
import { askToEdit } from './pinning'
import { text } from './text'

export type FindingCardProps = {
  finding: Finding
  /** Level of its title among the headings of the page. */
  level?: 2 | 3
  children?: ReactNode
}

/** A finding: its figure with interval and n, whether it is stale and why, and what can be done with it. `children` are further actions. */
export function FindingCard({ finding, level = 3, children }: FindingCardProps) {
  const t = useText(text)
  const localize = useLocalize()
  const { figure, evidence } = finding
  const format = formatOf(figure.unit)
  const refresh = useMutation({
    mutationFn: () => api.findings.refresh({ id: finding.id }),
    onSuccess: async (fresh) => {
      announce(t('refreshed', { figure: localize(fresh.figure.text) }))
      await refreshProject()
    }
  })
  const remove = useMutation({
    mutationFn: () => api.findings.remove({ id: finding.id }),
    onSuccess: async () => {
      announce(t('removed'))
      await refreshProject()
    }
  })
  const n = figure.n ?? evidence.n
  const rows = rowsToTell(evidence)
  const Heading = `h${level}` as const
  return (
    <article className="finding" aria-label={visibleText(finding.title, 120)}>
      <Heading className="finding-title isolate">{visibleText(finding.title, 300)}</Heading>
      <p className="finding-figure">
        <strong className="num">{localize(figure.text)}</strong>
        {figure.low !== null && figure.high !== null && (
          <span className="muted num">
            {t('interval', { interval: formatInterval(figure.low, figure.high, format) })}
          </span>
        )}
        {n !== null && figure.unit !== 'count' && (
          <span className="muted num">
            {t(finding.kind === 'chart' ? 'sizeInAll' : 'size', { n: formatInteger(n) })}
          </span>
        )}
        <Badge tone="neutral">{t(finding.kind)}</Badge>
        {finding.stale && <Badge tone="stale">{t('stale')}</Badge>}
      </p>
      {rows && <p className="finding-filter muted isolate">{visibleText(localize(filterLine(rows)), 510)}</p>}
      <FirstValues figure={figure} />
      {finding.note && <p className="finding-note isolate">{visibleLines(finding.note, 2000)}</p>}
      {finding.stale && (
        <p className="finding-changes">
          {finding.changes.map(localize).join(' ')} {t('staleSince', { date: formatDateTime(finding.computedAt) })}
        </p>
      )}
      <div className="finding-actions">
        <Button size="small" icon={FileSearch} onPress={() => openEvidence(evidence, localize(figure.text))}>
          {t('open')}
        </Button>
        {finding.stale && (
          <Button size="small" icon={RotateCcw} isPending={refresh.isPending} onPress={() => refresh.mutate()}>
            {t('refresh')}
          </Button>
        )}
        {children}
        <IconButton label={t('edit')} icon={Pencil} onPress={() => askToEdit(finding)} />
        <IconButton label={t('remove')} icon={Trash2} isDisabled={remove.isPending} onPress={() => remove.mutate()} />
      </div>
      {refresh.isError && <ErrorState inline error={refresh.error} />}
      {remove.isError && <ErrorState inline error={remove.error} />}
    </article>
  )
}

/** What the query of a finding answers, its first rows. */
function FirstValues({ figure: { first } }: { figure: Finding['figure'] }) {
  const t = useText(text)
  const localize = useLocalize()
  if (!first?.rows.length) return null
  const { columns, moreColumns, numeric, rows, total } = first
  const all = formatInteger(columns.length + moreColumns)
  const caption = [
    rows.length < total ? t('firstRows', { n: formatInteger(rows.length), total: formatInteger(total) }) : t('result'),
    ...(moreColumns ? [t('someColumns', { n: formatInteger(columns.length), total: all })] : [])
  ].join(', ')
  return (
    <DataTable
      caption={caption}
      showCaption
      rows={rows}
      rowKey={(_, place) => place}
      columns={columns.map((name, place) => ({
        id: String(place),
        header: visibleText(name, 60),
        numeric: numeric?.[place],
        cell: (row: readonly LocalizedText[]) => visibleText(row[place] ? localize(row[place]) : '', 100)
      }))}
    />
  )
}
