import type { ColumnReading, TextReading } from '../../../../contract'
import { NumberField, useText } from '../../../parts'
import { text } from './text'

const [SOONEST, LATEST] = [1000, 9900]

/** The hundred years that the two-digit years of a column mean: those that its values suggest, or others. */
export function YearsField({ column, onUse }: { column: ColumnReading; onUse: (reading: TextReading) => void }) {
  const t = useText(text)
  const { reading } = column
  if (reading?.kind !== 'date' && reading?.kind !== 'timestamp') return null
  const { yearsFrom } = reading
  if (yearsFrom === undefined || !reading.shapes.some((shape) => shape.includes('%y'))) return null
  return (
    <NumberField
      key={yearsFrom}
      className="years-field"
      label={t('yearsFrom')}
      description={t('yearsFromHint', { from: yearsFrom, to: yearsFrom + 99 })}
      defaultValue={yearsFrom}
      minValue={SOONEST}
      maxValue={LATEST}
      formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
      onChange={(from) => {
        if (Number.isInteger(from) && from !== yearsFrom) onUse({ ...reading, yearsFrom: from })
      }}
    />
  )
}
