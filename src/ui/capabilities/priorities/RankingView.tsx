import type { RankedRow, Ranking, Workstream } from '../../../contract'
import { go } from '../../app/route'
import {
  Badge,
  type DataColumn,
  DataTable,
  formatInteger,
  formatNumber,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { EstimateInput } from '../workstreams'
import { QuadrantChart } from './QuadrantChart'
import { text } from './text'

type RankingViewProps = { ranking: Ranking; workstreams: readonly Workstream[] }
type Place = { workstream: Workstream; row: RankedRow | null; why: string }

/** A ranking: its table with the inputs to edit, what cannot be ranked, the quadrants, and the method in words. */
export function RankingView({ ranking, workstreams }: RankingViewProps) {
  const t = useText(text)
  const localize = useLocalize()
  const byId = new Map(workstreams.map((workstream) => [workstream.id, workstream]))
  const place = (id: string, row: RankedRow | null, why = ''): Place[] => {
    const workstream = byId.get(id)
    return workstream ? [{ workstream, row, why }] : []
  }
  const ranked = ranking.rows.flatMap((row) => place(row.workstreamId, row))
  const missing = ranking.missing.flatMap((row) => place(row.workstreamId, null, localize(row.reason)))
  const columns = useColumns(ranking)
  return (
    <div className="priorities-body">
      <p className="priorities-formula">
        <strong>{localize(ranking.formula)}</strong>{' '}
        <span className="muted">{t('scoreUnit', { unit: localize(ranking.unit) })}</span>
      </p>
      {ranked.length > 0 && (
        <DataTable
          caption={t('ranking')}
          columns={columns.ranked}
          rows={ranked}
          rowKey={({ workstream }) => workstream.id}
        />
      )}
      {missing.length > 0 && (
        <section className="priorities-section" aria-label={t('missing')}>
          <h2>{t('missing')}</h2>
          <DataTable
            caption={t('missingCaption')}
            columns={columns.missing}
            rows={missing}
            rowKey={({ workstream }) => workstream.id}
          />
        </section>
      )}
      {ranking.medians && <QuadrantChart ranking={ranking} medians={ranking.medians} />}
      <section className="priorities-section" aria-label={t('method')}>
        <h2>{t('method')}</h2>
        <p className="priorities-words">{localize(ranking.explanation)}</p>
        {ranking.notes.map((note) => (
          <p key={note.fr} className="priorities-words">
            <Badge tone="info">{localize(note)}</Badge>
          </p>
        ))}
      </section>
    </div>
  )
}

function useColumns(ranking: Ranking): { ranked: DataColumn<Place>[]; missing: DataColumn<Place>[] } {
  const t = useText(text)
  const localize = useLocalize()
  const unit = ranking.valueUnit ?? 'points'
  const names =
    ranking.method === 'rice' ? (['reach', 'impact', 'confidence', 'effort'] as const) : (['value', 'effort'] as const)
  const header = (name: (typeof names)[number]): string =>
    name === 'value' ? t(unit === 'eur' ? 'valueEur' : 'valuePoints') : t(name)
  const title: DataColumn<Place> = {
    id: 'title',
    header: t('workstream'),
    cell: ({ workstream }) => (
      <button type="button" className="link-button" onClick={() => go('workstreams', { workstream: workstream.id })}>
        {visibleText(workstream.title, 120)}
      </button>
    )
  }
  const inputs = names.map((name): DataColumn<Place> => ({
    id: name,
    header: header(name),
    cell: ({ workstream }) => <EstimateInput workstream={workstream} name={name} inTable valueUnit={unit} />
  }))
  const rank: DataColumn<Place> = {
    id: 'rank',
    header: t('rank'),
    numeric: true,
    cell: ({ row }) => row && `${formatInteger(row.rank)}${row.tied ? ` ${t('tied')}` : ''}`
  }
  const score: DataColumn<Place> = {
    id: 'score',
    header: t('score'),
    numeric: true,
    cell: ({ row }) => row && <strong>{formatNumber(row.score, row.score >= 100 ? 0 : 2)}</strong>
  }
  const computation: DataColumn<Place> = {
    id: 'computation',
    header: t('computation'),
    numeric: true,
    cell: ({ row }) => row && localize(row.computation)
  }
  const quadrant: DataColumn<Place> = {
    id: 'quadrant',
    header: t('quadrant'),
    cell: ({ row }) => row?.quadrant && t(row.quadrant)
  }
  const why: DataColumn<Place> = { id: 'why', header: t('why'), cell: ({ why: reason }) => reason }
  const last = ranking.medians ? [quadrant] : []
  return { ranked: [rank, title, ...inputs, score, computation, ...last], missing: [title, ...inputs, why] }
}
