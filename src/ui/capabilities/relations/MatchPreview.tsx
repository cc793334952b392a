import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { KeyValue, MatchReport } from '../../../contract'
import { api } from '../../client'
import {
  Badge,
  ErrorState,
  formatInteger,
  formatPercent,
  Loading,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { type JoinDraft, pairsOf } from './join-draft'
import { text } from './text'
import { cardinalityInWords, differencesInWords } from './words'

/** What the join would do, counted while it is being made. */
export function MatchPreview({ draft }: { draft: JoinDraft }) {
  const t = useText(text)
  const on = pairsOf(draft)
  const asked =
    draft.left && draft.right && draft.left !== draft.right && on
      ? { left: draft.left, right: draft.right, on, how: draft.how, normalise: draft.normalise }
      : null
  const report = useQuery({
    queryKey: ['relations', 'match', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      if (!asked) throw new Error('nothing to match')
      return api.relations.match(asked, { signal })
    }
  })
  return (
    <>
      <h3>{t('report')}</h3>
      {!asked && <p className="muted">{t('chooseKeys')}</p>}
      {asked && report.isPending && <Loading label={t('reporting')} lines={5} height={28} />}
      {asked && report.isError && <ErrorState inline error={report.error} />}
      {asked && report.data && <Report report={report.data} isOld={report.isPlaceholderData} />}
    </>
  )
}

function Report({ report, isOld }: { report: MatchReport; isOld: boolean }) {
  const t = useText(text)
  const localize = useLocalize()
  const { leftRows, none, one, several, rowsAfter, rightOrphans, nearMisses } = report
  return (
    <div className={isOld ? 'join-old' : undefined} aria-busy={isOld} aria-live="polite">
      <dl className="facts join-facts">
        <Count label={t('rowsOne')} n={one} of={leftRows} />
        <Count label={t('rowsNone')} n={none} of={leftRows} />
        <Count label={t('rowsSeveral')} n={several} of={leftRows} />
        <Count label={t('rightOrphans')} n={rightOrphans} of={report.rightRows} />
        <dt>{t('cardinality')}</dt>
        <dd>
          <span className="num">{report.cardinality}</span>{' '}
          <span className="muted">{cardinalityInWords(report.cardinality, t)}</span>
        </dd>
        <dt>{t('rowsAfter')}</dt>
        <dd className="num join-after">
          <strong>{formatInteger(rowsAfter)}</strong>{' '}
          <span className="muted">{t('before', { n: formatInteger(leftRows) })}</span>
          {report.multiplies && (
            <>
              {' '}
              <Badge tone="warning">{t('multiplies')}</Badge>
            </>
          )}
        </dd>
      </dl>
      {report.warnings.map((warning) => (
        <p key={warning.en} className="join-warning">
          <Badge tone="warning">{localize(warning)}</Badge>
        </p>
      ))}
      {nearMisses.length > 0 && (
        <>
          <h4>{t('nearMisses')}</h4>
          <ul className="join-examples">
            {nearMisses.slice(0, 5).map((miss) => (
              <li key={JSON.stringify(miss.left)}>
                <span className="isolate">
                  {t('nearMiss', {
                    left: written(miss.left),
                    right: written(miss.right),
                    what: differencesInWords(miss.differences, t)
                  })}
                </span>
                <Rows n={miss.rows} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Examples title={t('orphanExamples')} values={report.leftExamples} />
      <Examples title={t('rightExamples')} values={report.rightExamples} />
    </div>
  )
}

function Count({ label, n, of }: { label: string; n: number; of: number }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="num join-count">
        {formatInteger(n)} <span className="muted">{formatPercent(of ? n / of : null)}</span>
      </dd>
    </>
  )
}

function Examples({ title, values }: { title: string; values: readonly KeyValue[] }) {
  if (!values.length) return null
  return (
    <>
      <h4>{title}</h4>
      <ul className="join-examples">
        {values.slice(0, 5).map((example) => (
          <li key={JSON.stringify(example.values)}>
            <code className="isolate">{written(example.values)}</code>
            <Rows n={example.rows} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Rows({ n }: { n: number }) {
  const t = useText(text)
  return <span className="muted num">{t('valueRows', { count: n, n: formatInteger(n) })}</span>
}

function written(values: readonly (string | null)[]): string {
  return values.map((value) => visibleText(value ?? '', 60)).join(' + ')
}
