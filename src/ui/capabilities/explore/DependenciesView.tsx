import { Waypoints } from 'lucide-react'
import type { Dependencies, TableProfile } from '../../../contract'
import { go } from '../../app/route'
import { Button, DataTable, formatInteger, formatPercent, useText, visibleText } from '../../parts'
import { FactFigure, type OpenFact } from './FactFigure'
import { text } from './facts-text'
import { LeftOutList } from './LeftOutList'

type Props = { facts: Dependencies; profile: TableProfile; onOpen: OpenFact }

/** Columns that follow from others, with their exceptions; keys of one column, and the way to those of several. */
export function DependenciesView({ facts, profile, onOpen }: Props) {
  const t = useText(text)
  const keys = profile.columns.filter(({ unique, missing }) => unique && !missing)
  const rule = ({ determinant, dependent }: Dependencies['found'][number]): string =>
    `${determinant.map((name) => visibleText(name, 30)).join(' + ')} → ${visibleText(dependent, 30)}`
  return (
    <>
      <p className="isolate">
        {t('keys')}
        {' · '}
        {keys.map(({ name }) => visibleText(name, 40)).join(', ') || t('noKeys')}
      </p>
      <Button size="small" icon={Waypoints} onPress={() => go('sources', { view: 'relations' })}>
        {t('toRelations')}
      </Button>
      <details className="facts-method">
        <summary>{t('method')}</summary>
        <p>{t('dependencyMethod')}</p>
        {facts.paired.length > 1 && (
          <p className="isolate">
            {t('paired', { names: facts.paired.map((name) => visibleText(name, 40)).join(', ') })}
          </p>
        )}
      </details>
      {facts.screened && <p className="muted">{t('screened', { n: formatInteger(facts.screened.n) })}</p>}
      {facts.uncounted > 0 && <p className="muted">{t('uncounted', { n: formatInteger(facts.uncounted) })}</p>}
      {!facts.found.length && <p className="muted">{t('noRules')}</p>}
      {facts.found.length > 0 && (
        <DataTable
          caption={t('dependencies')}
          rows={facts.found}
          rowKey={rule}
          columns={[
            { id: 'rule', header: t('rule'), cell: rule, sortBy: rule },
            {
              id: 'exceptions',
              header: t('exceptions'),
              numeric: true,
              cell: (one) => (
                <FactFigure
                  fact={{ kind: 'dependency', determinant: one.determinant, dependent: one.dependent }}
                  label={rule(one)}
                  value={formatInteger(one.violations)}
                  onOpen={onOpen}
                />
              ),
              sortBy: ({ violations }) => violations
            },
            {
              id: 'g3',
              header: t('g3'),
              numeric: true,
              cell: ({ g3 }) => formatPercent(g3, 2),
              sortBy: ({ g3 }) => g3
            },
            { id: 'n', header: t('n'), numeric: true, cell: ({ n }) => formatInteger(n) }
          ]}
        />
      )}
      <LeftOutList leftOut={facts.leftOut} />
    </>
  )
}
