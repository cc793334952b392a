import { Checkbox, NumberField, useText } from '../../../parts'
import { choiceOf } from './choice'
import { ChoiceField } from './ChoiceField'
import { ChoiceSelect } from './ChoiceSelect'
import type { FoundTable } from './draft'
import { text } from './text'

/** Lines before the header that belong to no table. */
export function SkipField({ table }: { table: FoundTable }) {
  const choice = choiceOf(table, 'skip')
  const value = choice.value ?? table.sniff?.dialect?.preambleLines ?? table.sniff?.place?.skip ?? NaN
  return <LinesField label="skip" choice={choice} value={value} onChange={choice.set} />
}

/** Lines at the end that belong to no table, beside those that are seen not to. */
export function FooterField({ table }: { table: FoundTable }) {
  const choice = choiceOf(table, 'footer')
  const onChange = (lines: number): void => choice.set(lines || undefined)
  return <LinesField label="footer" choice={choice} value={choice.value ?? 0} onChange={onChange} />
}

type LinesFieldProps = {
  label: 'skip' | 'footer'
  choice: Pick<ReturnType<typeof choiceOf>, 'origin' | 'reset'>
  value: number
  onChange: (lines: number) => void
}

function LinesField({ label, choice, value, onChange }: LinesFieldProps) {
  const t = useText(text)
  return (
    <ChoiceField label={t(label)} origin={choice.origin} onReset={choice.reset} width="small">
      <NumberField
        label={t(label)}
        value={value}
        minValue={0}
        maxValue={100_000}
        step={1}
        onChange={(lines) => !Number.isNaN(lines) && lines !== value && onChange(lines)}
      />
    </ChoiceField>
  )
}

export function HeaderField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const choice = choiceOf(table, 'headerRows')
  const { sniff, found: at } = table
  const inForce = choice.value ?? sniff?.dialect?.headerRows ?? sniff?.place?.headerRows
  const found = at.dialect?.headerRows ?? at.place?.headerRows
  return (
    <ChoiceSelect
      label={t('headerRows')}
      choice={choice}
      width="small"
      value={inForce === undefined ? undefined : String(inForce)}
      found={found === undefined ? undefined : String(found)}
      options={[0, 1, 2, 3, 4].map((count) => ({
        value: String(count),
        label: count ? t('headerCount', { count }) : t('noHeader')
      }))}
      onChoose={(rows) => choice.set(Number(rows))}
    />
  )
}

export function CommentField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const choice = choiceOf(table, 'comment')
  return (
    <ChoiceSelect
      label={t('comment')}
      choice={choice}
      width="small"
      value={choice.value === undefined ? table.sniff?.dialect?.comment : choice.value}
      found={table.found.dialect?.comment}
      options={[null, '#', '//', '--', ';', '%', '!'].map((sign) => ({ value: sign, label: sign ?? t('none') }))}
      onChoose={choice.set}
    />
  )
}

export function UnfoldField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const choice = choiceOf(table, 'unfold')
  return (
    <div className="choice choice-check">
      <Checkbox isSelected={choice.value ?? false} onChange={(unfold) => choice.set(unfold || undefined)}>
        {t('unfold')}
      </Checkbox>
    </div>
  )
}
