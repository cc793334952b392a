import type { Missingness } from '../../../contract'
import { DataTable, formatInteger, formatNumber, formatPercent, useText, visibleText } from '../../parts'
import { FactFigure, type OpenFact } from './FactFigure'
import { text } from './facts-text'
import { HeatMap } from './HeatMap'
import { LeftOutList } from './LeftOutList'

type Props = { facts: Missingness; rows: number; onOpen: OpenFact }

/** Sets of columns that are empty on the same rows, and how far gaps go together two by two. */
export function MissingnessView({ facts, rows, onOpen }: Props) {
  const t = useText(text)
  if (!facts.columns.length) return <p className="muted">{t('noGaps')}</p>
  const names = facts.columns.map(({ name }) => name)
  const pairs = new Map(facts.pairs.map((pair) => [JSON.stringify([pair.left, pair.right].sort()), pair]))
  const at = (left: number, right: number) => pairs.get(JSON.stringify([names[left] ?? '', names[right] ?? ''].sort()))
  const named = (missing: readonly string[]): string =>
    missing.length ? missing.map((name) => visibleText(name, 30)).join(', ') : t('complete')
  const phi = (value: number | null): string => (value === null ? '–' : formatNumber(value, 2))
  const gapWords = (pair: Missingness['pairs'][number]): string =>
    t('gapPair', { phi: phi(pair.phi), both: formatInteger(pair.both), n: formatInteger(rows) })
  return (
    <>
      <details className="facts-method">
        <summary>{t('method')}</summary>
        <p>{t('missingMethod')}</p>
      </details>
      {facts.patternCount > facts.patterns.length && (
        <p className="muted">
          {t('patternsShown', {
            shown: formatInteger(facts.patterns.length),
            total: formatInteger(facts.patternCount)
          })}
        </p>
      )}
      <DataTable
        caption={t('missing')}
        rows={facts.patterns}
        rowKey={({ missing }) => JSON.stringify(missing)}
        columns={[
          { id: 'pattern', header: t('pattern'), cell: ({ missing }) => named(missing) },
          {
            id: 'n',
            header: t('rows'),
            numeric: true,
            cell: ({ missing, n }) => (
              <FactFigure
                fact={{ kind: 'pattern', missing }}
                label={named(missing)}
                value={formatInteger(n)}
                onOpen={onOpen}
              />
            ),
            sortBy: ({ n }) => n
          },
          { id: 'share', header: t('share'), numeric: true, cell: ({ n }) => formatPercent(n / Math.max(1, rows)) }
        ]}
      />
      {facts.pairs.length > 0 && (
        <>
          <h3>{t('gapPairs')}</h3>
          <p className="muted">{t('gapN', { n: formatInteger(rows) })}</p>
          <HeatMap
            label={t('gapMap')}
            names={names}
            cell={(left, right) => {
              const pair = at(left, right)
              if (!pair || pair.phi === null) return null
              return { strength: Math.abs(pair.phi), words: gapWords(pair) }
            }}
            onOpen={(left, right) => {
              const pair = at(left, right)
              if (pair) onOpen({ kind: 'missing_pair', left: pair.left, right: pair.right }, formatInteger(pair.both))
            }}
          />
          <DataTable
            caption={t('gapPairs')}
            rows={facts.pairs}
            rowKey={({ left, right }) => JSON.stringify([left, right])}
            columns={[
              {
                id: 'pair',
                header: t('pair'),
                cell: ({ left, right }) => `${visibleText(left, 30)} × ${visibleText(right, 30)}`
              },
              {
                id: 'both',
                header: t('both'),
                numeric: true,
                cell: ({ left, right, both }) => (
                  <FactFigure
                    fact={{ kind: 'missing_pair', left, right }}
                    label={`${visibleText(left, 30)} × ${visibleText(right, 30)}`}
                    value={formatInteger(both)}
                    onOpen={onOpen}
                  />
                ),
                sortBy: ({ both }) => both
              },
              {
                id: 'phi',
                header: t('phi'),
                numeric: true,
                cell: (pair) => phi(pair.phi),
                sortBy: (pair) => pair.phi
              }
            ]}
          />
        </>
      )}
      <LeftOutList leftOut={facts.leftOut} />
    </>
  )
}
