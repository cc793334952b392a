import { type KeyboardEvent, useState } from 'react'
import { formatInteger } from '../format'
import { useText } from '../i18n'
import { TextField } from '../TextField'
import { text } from './text'

/** The number of a row to go to: as it is typed, with or without spaces between thousands. */
export function GoToRow({ rows, onGo, onClose }: { rows: number; onGo: (row: number) => void; onClose: () => void }) {
  const t = useText(text)
  const [typed, setTyped] = useState('')
  const digits = typed.replace(/[\s\u00a0\u202f,.]/g, '')
  const place = /^\d+$/.test(digits) ? Number(digits) : null
  const isWrong = typed !== '' && (place === null || place < 1 || place > rows)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
    if (event.key !== 'Enter' || place === null || isWrong) return
    event.preventDefault()
    onGo(place - 1)
  }
  return (
    <div className="grid-find" onKeyDownCapture={onKeyDown}>
      <TextField
        autoFocus
        inputMode="numeric"
        label={t('rowNumber', { rows: formatInteger(rows) })}
        value={typed}
        onChange={setTyped}
        error={isWrong ? t('noSuchRow', { rows: formatInteger(rows) }) : undefined}
      />
    </div>
  )
}
