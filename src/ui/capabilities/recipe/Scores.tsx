import type { QualityScore, RecipeJudged } from '../../../contract'
import { DataTable, formatInteger, formatPercent, formatSigned, useText } from '../../parts'
import { text } from './text'

type Row = RecipeJudged['scores'][number]

/** The quality of the table in each dimension of ISO/IEC 25012, before the recipe and behind it. */
export function Scores({ scores }: { scores: RecipeJudged['scores'] }) {
  const t = useText(text)
  const words = ({ dimension }: Row): string => t(dimension === null ? 'allDimensions' : `dimension_${dimension}`)
  return (
    <>
      <h3>{t('scores')}</h3>
      <p className="muted">{t('scoresMethod')}</p>
      <DataTable
        caption={t('scores')}
        rows={scores}
        rowKey={words}
        columns={[
          { id: 'dimension', header: t('dimension'), cell: words },
          { id: 'before', header: t('before'), numeric: true, cell: ({ before }) => formatPercent(before.share, 2) },
          { id: 'after', header: t('after'), numeric: true, cell: ({ after }) => formatPercent(after.share, 2) },
          { id: 'change', header: t('changePoints'), numeric: true, cell: (row) => formatSigned(changeOf(row), 2) },
          { id: 'faults', header: t('atFault'), numeric: true, cell: ({ before, after }) => pair(before, after, ({ faults }) => faults) }, // prettier-ignore
          { id: 'n', header: t('outOfItems'), numeric: true, cell: ({ before, after }) => pair(before, after, ({ n }) => n) }, // prettier-ignore
          { id: 'findings', header: t('anomaliesFound'), numeric: true, cell: ({ before, after }) => pair(before, after, ({ findings }) => findings) }, // prettier-ignore
          { id: 'uncounted', header: t('withoutCells'), numeric: true, cell: ({ before, after }) => pair(before, after, ({ uncounted }) => uncounted) } // prettier-ignore
        ]}
      />
    </>
  )
}

function changeOf({ before, after }: Row): number | null {
  return before.share === null || after.share === null ? null : 100 * (after.share - before.share)
}

function pair(before: QualityScore, after: QualityScore, of: (score: QualityScore) => number): string {
  const [from, to] = [of(before), of(after)]
  return from === to ? formatInteger(to) : `${formatInteger(from)} → ${formatInteger(to)}`
}
