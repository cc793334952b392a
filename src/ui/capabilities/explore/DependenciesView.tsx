import { Waypoints } from 'lucide-react'
import type { Dependencies, Dependency, TableProfile } from '../../../contract'
import { go } from '../../app/route'
import { Button, DataTable, formatInteger, formatPercent, useText, visibleText } from '../../parts'
import { FactFigure, type OpenFact } from './FactFigure'
import { text } from './facts-text'
import { LeftOutList } from './LeftOutList'
import { byWitnesses } from './witnessed'

type Props = { facts: Dependencies; profile: TableProfile; onOpen: OpenFact }

/** Columns that follow from others, with their exceptions; keys of one column, and the way to those of several. */
export function DependenciesView({ facts, profile, onOpen }: Props) {
  const t = useText(text)
  const keys = profile.columns.filter(({ unique, missing }) => unique && !missing)
  const { tested, hardlyTested } = byWitnesses(facts.found)
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
      {!tested.length && <p className="muted">{t('noRules')}</p>}
      {tested.length > 0 && <RulesTable rules={tested} onOpen={onOpen} />}
      {hardlyTested.length > 0 && (
        <details>
          <summary>{t('hardlyTested', { count: hardlyTested.length, n: formatInteger(hardlyTested.length) })}</summary>
          <p className="muted">{t('hardlyTestedWhy')}</p>
          <RulesTable rules={hardlyTested} onOpen={onOpen} />
        </details>
      )}
      <LeftOutList leftOut={facts.leftOut} />
    </>
  )
}

function RulesTable({ rules, onOpen }: { rules: readonly Dependency[]; onOpen: OpenFact }) {
  const t = useText(text)
  return (
    <div className="facts-rules">
      <DataTable
        caption={t('dependencies')}
        rows={rules}
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
          { id: 'g3', header: t('g3'), numeric: true, cell: ({ g3 }) => formatPercent(g3, 2), sortBy: ({ g3 }) => g3 },
          {
            id: 'tested',
            header: t('testedBy'),
            numeric: true,
            cell: ({ repeated }) => formatInteger(repeated),
            sortBy: ({ repeated }) => repeated
          },
          { id: 'n', header: t('n'), numeric: true, cell: ({ n }) => formatInteger(n) }
        ]}
      />
    </div>
  )
}

function rule({ determinant, dependent }: Dependency): string {
  return `${determinant.map((name) => visibleText(name, 30)).join(' + ')} → ${visibleText(dependent, 30)}`
}
