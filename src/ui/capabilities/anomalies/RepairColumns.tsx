import type { Repair } from '../../../contract'
import { formatInteger, useText, visibleText } from '../../parts'
import { text } from './text'

/** Columns that the words of a repair name at most. */
const NAMED = 3

/** All columns that a repair looks at, on demand: its words name the first ones only. */
export function RepairColumns({ repair }: { repair: Repair }) {
  const t = useText(text)
  const long = listsOf(repair).filter(({ length }) => length > NAMED)
  return long.map((columns) => (
    <details key={columns.join('\n')} className="anomaly-repair-columns">
      <summary>{t('repairColumns', { n: formatInteger(columns.length) })}</summary>
      <p className="mono isolate">{columns.map((name) => visibleText(name, 80)).join(', ')}</p>
    </details>
  ))
}

function listsOf(repair: Repair): readonly (readonly string[])[] {
  if (repair.kind === 'keep_one') return repair.by
  return repair.kind === 'pseudonymise' || repair.kind === 'remove_duplicates' ? [repair.columns] : []
}
