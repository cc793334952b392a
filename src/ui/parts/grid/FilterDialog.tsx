import { useState } from 'react'
import type { ColumnInfo, Condition } from '../../../contract'
import { Button } from '../Button'
import { Dialog } from '../Dialog'
import { TextField } from '../TextField'
import { useText } from '../i18n'
import { visibleText } from '../visible-text'
import { typedValue } from './conditions'
import { text } from './text'

type Props = {
  column: ColumnInfo
  op: 'contains' | 'between'
  onFilter: (condition: Condition) => void
  onClose: () => void
}

/** The values of a condition that has to be typed. */
export function FilterDialog({ column, op, onFilter, onClose }: Props) {
  const t = useText(text)
  const [low, setLow] = useState('')
  const [high, setHigh] = useState('')
  const name = visibleText(column.name, 60)
  const isFull = low !== '' && (op === 'contains' || high !== '')
  const apply = (): void => {
    if (!isFull) return
    const values = op === 'contains' ? [low] : [low, high].map((value) => typedValue(value, column.type))
    onFilter({ column: column.name, op, values })
    onClose()
  }
  return (
    <Dialog
      title={t(op === 'contains' ? 'containsTitle' : 'betweenTitle', { name })}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" isDisabled={!isFull} onPress={apply}>
          {t('apply')}
        </Button>
      }
    >
      <form
        className="grid-form"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <TextField label={t(op === 'contains' ? 'soughtText' : 'from')} value={low} onChange={setLow} autoFocus />
        {op === 'between' && <TextField label={t('to')} value={high} onChange={setHigh} description={t('bothEnds')} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
