import { AnomalyKind, type Anomaly } from '../../../contract'
import { tableParam } from '../../app/route'
import { Select, useText, visibleText } from '../../parts'
import { text } from './text'

export type Filters = { kind: string; table: string }

/** Whether a finding passes the filters. */
export function keeps(filters: Filters, { kind, table }: Anomaly): boolean {
  return (
    (filters.kind === 'all' || filters.kind === kind) &&
    (filters.table === 'all' || filters.table === tableParam(table))
  )
}

type Props = { findings: readonly Anomaly[]; filters: Filters; onChange: (filters: Filters) => void }

/** The choice of one kind and one table, each with its count. */
export function AnomalyFilters({ findings, filters, onChange }: Props) {
  const t = useText(text)
  const kinds = AnomalyKind.options.filter((kind) => findings.some((finding) => finding.kind === kind))
  const tables = [...new Map(findings.map(({ table }) => [tableParam(table), table.name]))]
  const count = (test: (finding: Anomaly) => boolean): string => ` (${findings.filter(test).length})`
  if (!findings.length) return null
  return (
    <div className="anomaly-filters">
      <Select
        label={t('kind')}
        value={filters.kind}
        onChange={(kind) => onChange({ ...filters, kind })}
        options={[
          { value: 'all', label: t('allKinds') },
          ...kinds.map((kind) => ({
            value: kind as string,
            label: t(kind) + count((finding) => finding.kind === kind)
          }))
        ]}
      />
      <Select
        label={t('table')}
        value={filters.table}
        onChange={(table) => onChange({ ...filters, table })}
        options={[
          { value: 'all', label: t('allTables') },
          ...tables.map(([value, name]) => ({
            value,
            label: visibleText(name, 40) + count(({ table }) => tableParam(table) === value)
          }))
        ]}
      />
    </div>
  )
}
