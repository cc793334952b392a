import { useQuery } from '@tanstack/react-query'
import type { ComparedPair, CompareRequest, SideColumn, SidesCompared } from '../../../contract'
import { api } from '../../client'
import {
  DataTable,
  ErrorState,
  Figure,
  formatInteger,
  formatNumber,
  formatP,
  formatPercent,
  useLocalize,
  useText
} from '../../parts'
import { withPinHints } from '../findings'
import { classWords, points } from './class-words'
import { type EvidenceOf, FiguresTable } from './FiguresTable'
import { Overlay } from './Overlay'
import { text } from './text'

type Props = { pair: ComparedPair; compared: SidesCompared; request: CompareRequest }

/** Everything known of two paired columns; each figure opens its evidence. */
export function PairDetails({ pair, compared, request }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const column = { a: pair.a.name, b: pair.b.name }
  const { data, error, refetch } = useQuery({
    queryKey: ['compare-evidence', request, column],
    queryFn: ({ signal }) => api.compare.evidence({ ...request, column }, { signal })
  })
  const evidenceOf: EvidenceOf = (side, figure) =>
    data?.figures.find((one) => one.side === side && one.figure === figure)?.evidence
  const moved = data && withPinHints(data.moved, { kind: 'comparison', unit: 'share' })
  return (
    <div className="compare-details">
      {error && <ErrorState error={error} inline onRetry={() => void refetch()} />}
      <section>
        <p className="compare-verdict-line">
          <Figure
            value={pair.moved}
            format={(share) => formatPercent(share)}
            label={t('shiftLabel', { name: pair.b.name })}
            n={pair.a.rows + pair.b.rows - (compared.shared.shared ?? 0)}
            evidence={moved}
          />{' '}
          <span>{doubtOf(pair, compared, t, localize)}</span>
        </p>
        <p className="muted">
          {t(pair.basis === 'values' ? 'valuesBasis' : pair.basis)}
          {pair.reason && `. ${localize(pair.reason)}`}
        </p>
        <ValuesMoved pair={pair} />
      </section>
      <Distributions pair={pair} />
      <FiguresTable pair={pair} evidenceOf={evidenceOf} />
    </div>
  )
}

/** What chance alone would give and what the test says; why there is none otherwise. */
function doubtOf(
  { chance, test, verdict }: ComparedPair,
  { shared, tests }: SidesCompared,
  t: ReturnType<typeof useText<keyof typeof text.keys>>,
  localize: ReturnType<typeof useLocalize>
): string {
  if (verdict === 'criterion') return t('criterion')
  if (!test) return shared.kind === 'independent' ? '' : t('untested', { reason: localize(shared.reason) })
  const told = t('test', {
    statistic: formatNumber(test.statistic, 1),
    df: test.df,
    p: pWords(test.p),
    tests,
    adjusted: pWords(test.adjusted)
  })
  return `${t('chanceLevel', { share: formatPercent(chance) })} ${told}`
}

/** A p-value behind its sign. */
function pWords(p: number): string {
  const words = formatP(p)
  return words.startsWith('<') ? words : `=\u00a0${words}`
}

function ValuesMoved({ pair: { appeared, vanished } }: { pair: ComparedPair }) {
  const t = useText(text)
  const told = [
    appeared?.values && `${t('appeared', { count: appeared.values, n: formatInteger(appeared.values) })} ${t('onRows', { n: formatInteger(appeared.rows) })}`, // prettier-ignore
    vanished?.values && `${t('vanished', { count: vanished.values, n: formatInteger(vanished.values) })} ${t('onRows', { n: formatInteger(vanished.rows) })}` // prettier-ignore
  ].filter(Boolean)
  return told.length ? <p>{told.join(' · ')}</p> : null
}

function Distributions({ pair }: { pair: ComparedPair }) {
  const t = useText(text)
  const { classes, a, b } = pair
  const share = (n: number, { rows }: SideColumn): number => (rows ? n / rows : 0)
  return (
    <section>
      <h3>{t('classes')}</h3>
      <Overlay pair={pair} width={560} height={96} />
      <details>
        <summary>{t('asTable')}</summary>
        <DataTable
          caption={t('classes')}
          rows={classes}
          rowKey={(_, place) => place}
          columns={[
            { id: 'class', header: t('class'), cell: (one) => classWords(one, pair, t) },
            { id: 'a', header: t('a'), numeric: true, cell: (one) => formatInteger(one.a) },
            { id: 'sa', header: `${t('a')} %`, numeric: true, cell: (one) => formatPercent(share(one.a, a)) },
            { id: 'b', header: t('b'), numeric: true, cell: (one) => formatInteger(one.b) },
            { id: 'sb', header: `${t('b')} %`, numeric: true, cell: (one) => formatPercent(share(one.b, b)) },
            {
              id: 'change',
              header: t('points'),
              numeric: true,
              sortBy: (one) => Math.abs(share(one.b, b) - share(one.a, a)),
              cell: (one) => points(share(one.b, b) - share(one.a, a))
            }
          ]}
        />
      </details>
    </section>
  )
}
