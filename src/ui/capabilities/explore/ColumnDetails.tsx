import { useQuery } from '@tanstack/react-query'
import type { ColumnFigure, ColumnProfile, Evidence, Filter, NumericFacts, TableRef } from '../../../contract'
import { api } from '../../client'
import {
  DataTable,
  ErrorState,
  Figure,
  formatInteger,
  formatNumber,
  formatPercent,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { ColumnNote } from '../codebook'
import { binEnd, columnEnd } from './bin-words'
import { Coverage, Language, Shapes } from './ColumnExtras'
import { MiniHistogram } from './MiniHistogram'
import { text } from './profile-text'
import { TextFigure } from './TextFigure'
import { countedAmong, topValueWord } from './value-words'
import { yesShare } from './yes-share'

type Evidences = ReadonlyMap<ColumnFigure, Evidence>

/** Everything known of one column; each figure opens its evidence. */
export function ColumnDetails({ column, table, filter }: { column: ColumnProfile; table: TableRef; filter: Filter }) {
  const t = useText(text)
  const localize = useLocalize()
  const { data, error, refetch } = useQuery({
    queryKey: ['profile-evidence', table, column.name, column.sampled, filter],
    queryFn: ({ signal }) =>
      api.profile.columnEvidence(
        { table, filter, column: column.name, depth: column.sampled ? 'instant' : 'balanced' },
        { signal }
      )
  })
  const evidences: Evidences = new Map((data ?? []).map(({ figure, evidence }) => [figure, evidence]))
  return (
    <div className="profile-details">
      {error && <ErrorState error={error} inline onRetry={() => void refetch()} />}
      <dl className="facts">
        <dt>{t('stored')}</dt>
        <dd className="mono">{visibleText(column.type, 120)}</dd>
        {column.reading && (
          <>
            <dt>{t('readAs')}</dt>
            <dd>
              {t(column.reading.kind === 'number' ? 'number' : 'dateReading')} (
              {t('share', { share: formatPercent(column.reading.share) })})
            </dd>
          </>
        )}
        <dt>{t('why')}</dt>
        <dd>
          {localize(column.semantic.reason)} ({t('sure', { share: formatPercent(column.semantic.confidence, 0) })})
        </dd>
      </dl>
      <ColumnNote table={table.name} column={column} />
      <Facts column={column} evidences={evidences} />
      {column.disguised.length > 0 && (
        <section>
          <h2>{t('disguised')}</h2>
          <ul className="profile-disguised">
            {column.disguised.slice(0, 6).map(({ value, n, reason }) => (
              <li key={value}>
                <span className="mono isolate">{visibleText(value, 40)}</span>{' '}
                <span className="num">({formatInteger(n)})</span>
                <span className="muted isolate"> {visibleText(localize(reason))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {column.histogram && column.semantic.kind !== 'boolean' && (
        <Distribution column={column} evidence={evidences.get('histogram')} />
      )}
      {column.shapes && column.shapes.top.length > 0 && column.semantic.kind !== 'boolean' && (
        <Shapes shapes={column.shapes} evidence={evidences.get('shapes')} />
      )}
      {column.language && <Language language={column.language} evidence={evidences.get('language')} />}
      {column.coverage && <Coverage coverage={column.coverage} evidence={evidences.get('coverage')} />}
      {column.top.length > 0 && <TopValues column={column} evidence={evidences.get('top')} />}
    </div>
  )
}

function Facts({ column, evidences }: { column: ColumnProfile; evidences: Evidences }) {
  const t = useText(text)
  const { numeric } = column
  // Two answers have no mean, no quartiles and no length worth a look: one of them has a share.
  const answers = yesShare(column)
  const at = (p: number): string =>
    binEnd(numeric?.quantiles.find((quantile) => quantile.p === p)?.value ?? NaN, column)
  const count = (
    figure: 'missing' | 'blank' | 'distinct' | 'duplicates' | 'zeros' | 'negatives' | 'not_finite',
    value: number
  ) => (
    <>
      <dt>{t(figure)}</dt>
      <dd>
        <Figure
          value={value}
          format={formatInteger}
          label={t(figure)}
          n={column.sampled?.n}
          evidence={evidences.get(figure)}
        />
        {figure !== 'distinct' && value > 0 && (
          <span className="muted num"> {formatPercent(value / countedAmong(figure, column))}</span>
        )}
      </dd>
    </>
  )
  const words = (figure: ColumnFigure, label: string, value: string, n = column.sampled?.n) => (
    <>
      <dt>{label}</dt>
      <dd>
        <TextFigure value={value} label={label} n={n} evidence={evidences.get(figure)} />
      </dd>
    </>
  )
  const end = (bound: 'min' | 'max'): string =>
    numeric && column.family !== 'text' && numeric[bound] !== null
      ? columnEnd(numeric[bound], column)
      : visibleText(topValueWord(column[bound] ?? '–', column.family), 60)
  return (
    <dl className="profile-facts">
      {count('missing', column.missing)}
      {column.blank > 0 && count('blank', column.blank)}
      {count('distinct', column.distinct)}
      {column.duplicates > 0 && count('duplicates', column.duplicates)}
      {answers &&
        words(
          'top',
          t('answerShare', { value: visibleText(answers.value, 20) }),
          formatPercent(answers.share),
          answers.n
        )}
      {!answers && (
        <>
          {column.order && words('order', t('order'), t(column.order))}
          {column.min !== null && words('min', t('min'), end('min'))}
          {column.max !== null && words('max', t('max'), end('max'))}
          {numeric?.mean != null && words('mean', t('mean'), binEnd(numeric.mean, column))}
          {numeric?.sd != null && column.family === 'number' && words('sd', t('sd'), formatNumber(numeric.sd, 3))}
          {numeric && numeric.quantiles.length > 0 && (
            <>
              {words('quantiles', t('median'), at(0.5))}
              {words('quantiles', t('quartiles'), `${at(0.25)} – ${at(0.75)}`)}
              {numeric.mad !== null &&
                column.family === 'number' &&
                words('mad', t('mad'), formatNumber(numeric.mad, 3))}
              {column.family === 'number' &&
                words('quantiles', t('iqr'), formatNumber(quantile(numeric, 0.75) - quantile(numeric, 0.25), 3))}
              {numeric.skew !== null && words('skew', t('skew'), formatNumber(numeric.skew, 2))}
              {words('quantiles', t('tails'), `${at(0.01)} – ${at(0.99)}`)}
            </>
          )}
          {numeric && column.family === 'number' && count('zeros', numeric.zeros)}
          {numeric && column.family === 'number' && numeric.negatives > 0 && count('negatives', numeric.negatives)}
          {numeric && numeric.notFinite > 0 && count('not_finite', numeric.notFinite)}
          {column.lengths &&
            words(
              'lengths',
              t('lengths'),
              `${formatNumber(column.lengths.mean, 1)} (${formatInteger(column.lengths.min)} – ${formatInteger(column.lengths.max)})`
            )}
        </>
      )}
    </dl>
  )
}

function quantile({ quantiles }: NumericFacts, share: number): number {
  return quantiles.find(({ p }) => p === share)?.value ?? NaN
}

function Distribution({ column, evidence }: { column: ColumnProfile; evidence: Evidence | undefined }) {
  const t = useText(text)
  const bins = column.histogram?.bins ?? []
  const range = ({ from, to }: (typeof bins)[number]): string => {
    if (from === null) return t('below', { to: binEnd(to ?? NaN, column) })
    if (to === null) return t('above', { from: binEnd(from, column) })
    return column.histogram?.unit === 'value' ? binEnd(from, column) : `${binEnd(from, column)} – ${binEnd(to, column)}`
  }
  return (
    <section>
      <div className="section-line">
        <h2>{t('histogram')}</h2>
        <TextFigure value={`n = ${formatInteger(column.numeric?.n)}`} label={t('histogram')} evidence={evidence} />
      </div>
      <MiniHistogram column={column} width={280} height={64} />
      <details>
        <summary>{t('asTable')}</summary>
        <DataTable
          caption={t('histogram')}
          rows={bins}
          rowKey={(_, place) => place}
          columns={[
            { id: 'range', header: t('value'), cell: range },
            { id: 'n', header: t('count'), numeric: true, cell: ({ n }) => formatInteger(n) }
          ]}
        />
      </details>
    </section>
  )
}

function TopValues({ column, evidence }: { column: ColumnProfile; evidence: Evidence | undefined }) {
  const t = useText(text)
  const present = Math.max(1, column.rows - column.missing)
  return (
    <section>
      <div className="section-line">
        <h2>{t('top')}</h2>
        <TextFigure value={`n = ${formatInteger(present)}`} label={t('top')} evidence={evidence} />
      </div>
      <DataTable
        caption={t('top')}
        rows={column.top.slice(0, 10)}
        rowKey={(_, place) => place}
        columns={[
          {
            id: 'value',
            header: t('value'),
            cell: ({ value }) => visibleText(topValueWord(value, column.family), 60)
          },
          { id: 'n', header: t('count'), numeric: true, cell: ({ n }) => formatInteger(n) },
          { id: 'share', header: '%', numeric: true, cell: ({ n }) => formatPercent(n / present) }
        ]}
      />
    </section>
  )
}
