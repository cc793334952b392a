import type { Association, Associations } from '../../../contract'
import { DataTable, formatInteger, formatNumber, useText, visibleText } from '../../parts'
import { FactFigure, type OpenFact } from './FactFigure'
import { text } from './facts-text'
import { HeatMap } from './HeatMap'
import { LeftOutList } from './LeftOutList'

/** The strongest pairs as a table, and every pair as a map. */
export function AssociationsView({ facts, onOpen }: { facts: Associations; onOpen: OpenFact }) {
  const t = useText(text)
  const names = facts.columns.map(({ name }) => name)
  const pairs = new Map(
    facts.pairs.flatMap((pair) => [
      [key(pair.left, pair.right), pair],
      [key(pair.right, pair.left), pair]
    ])
  )
  const words = ({ measure, value, spearman }: Association): string =>
    value === null
      ? '–'
      : [
          t(measure, { value: formatNumber(value, 2) }),
          spearman !== null && t('spearman', { value: formatNumber(spearman, 2) })
        ]
          .filter(Boolean)
          .join(' · ')
  const at = (left: number, right: number) => pairs.get(key(names[left] ?? '', names[right] ?? ''))
  const open = (pair: Association): void =>
    onOpen({ kind: 'association', left: pair.left, right: pair.right }, words(pair))
  return (
    <>
      <details className="facts-method">
        <summary>{t('method')}</summary>
        <p>{t('associationMethod')}</p>
      </details>
      {facts.sampled && (
        <p className="muted">
          {t('sampled', { n: formatInteger(facts.sampled.n), of: formatInteger(facts.sampled.of) })}
        </p>
      )}
      {!facts.pairs.length && <p className="muted">{t('fewPairs')}</p>}
      {facts.pairs.length > 0 && (
        <>
          <HeatMap
            label={t('heatMap')}
            names={names}
            cell={(left, right) => {
              const pair = at(left, right)
              if (!pair || pair.strength === null) return null
              return { strength: pair.strength, words: `${words(pair)} · n = ${formatInteger(pair.n)}` }
            }}
            onOpen={(left, right) => {
              const pair = at(left, right)
              if (pair) open(pair)
            }}
          />
          <p className="muted">{t('byStrength')}</p>
          <DataTable
            caption={t('associations')}
            rows={facts.pairs}
            rowKey={({ left, right }) => key(left, right)}
            columns={[
              {
                id: 'pair',
                header: t('pair'),
                cell: ({ left, right }) => `${visibleText(left, 30)} × ${visibleText(right, 30)}`,
                sortBy: ({ left }) => left
              },
              {
                id: 'value',
                header: t('measure'),
                cell: (pair) => (
                  <FactFigure
                    fact={{ kind: 'association', left: pair.left, right: pair.right }}
                    label={`${visibleText(pair.left, 30)} × ${visibleText(pair.right, 30)}`}
                    value={words(pair)}
                    onOpen={onOpen}
                  />
                ),
                sortBy: ({ strength }) => strength
              },
              {
                id: 'strength',
                header: t('strength'),
                numeric: true,
                cell: ({ strength }) => (strength === null ? '–' : formatNumber(strength, 2)),
                sortBy: ({ strength }) => strength
              },
              { id: 'n', header: t('n'), numeric: true, cell: ({ n }) => formatInteger(n), sortBy: ({ n }) => n }
            ]}
          />
        </>
      )}
      <LeftOutList leftOut={facts.leftOut} />
    </>
  )
}

function key(left: string, right: string): string {
  return JSON.stringify([left, right])
}
