import type { RuleResult, RuleSegment } from '../../../contract'
import { Badge, DataTable, formatInteger, useText, visibleText } from '../../parts'
import { ShareBar } from './ShareBar'
import { TONES } from './state-words'
import { text } from './text'

type Props = {
  column: string
  segments: readonly RuleSegment[]
  others: RuleResult['others']
  chosen: RuleSegment | null
  onChoose: (segment: RuleSegment) => void
}

/** A rule by segment, worst first, small ones behind: each opens its failing rows. */
export function SegmentTable({ column, segments, others, chosen, onChoose }: Props) {
  const t = useText(text)
  const nameOf = ({ value }: RuleSegment): string => visibleText(value ?? t('noValue'), 60)
  return (
    <div className="rule-segments">
      <DataTable
        caption={t('segments', { column: visibleText(column, 60) })}
        showCaption
        rows={segments}
        rowKey={({ value }) => JSON.stringify(value)}
        columns={[
          {
            id: 'segment',
            header: t('segment'),
            sortBy: nameOf,
            cell: (one) => (
              <button
                type="button"
                className="rule-segment"
                aria-current={one.value === chosen?.value && chosen !== null}
                title={t('showSegment', { segment: nameOf(one) })}
                onClick={() => onChoose(one)}
              >
                {nameOf(one)}
              </button>
            )
          },
          {
            id: 'state',
            header: t('state'),
            cell: ({ state, few }) =>
              few ? <Badge tone="neutral">{t('few')}</Badge> : <Badge tone={TONES[state]}>{t(state)}</Badge>
          },
          {
            id: 'share',
            header: t('failingShare'),
            sortBy: ({ share }) => share,
            cell: (one) => <ShareBar counts={one} />
          },
          {
            id: 'failing',
            header: t('failing'),
            numeric: true,
            sortBy: ({ failing }) => failing,
            cell: ({ failing }) => formatInteger(failing)
          },
          {
            id: 'judged',
            header: t('judged'),
            numeric: true,
            sortBy: ({ judged }) => judged,
            cell: ({ judged }) => formatInteger(judged)
          },
          {
            id: 'missing',
            header: t('missing'),
            numeric: true,
            sortBy: ({ missing }) => missing,
            cell: ({ missing }) => formatInteger(missing)
          }
        ]}
      />
      {others && (
        <p className="muted">
          {t('otherSegments', {
            count: others.segments,
            failing: formatInteger(others.failing),
            judged: formatInteger(others.judged)
          })}
        </p>
      )}
      {segments.some(({ few }) => few) && <p className="muted">{t('fewNote')}</p>}
    </div>
  )
}
