import { useState } from 'react'
import { shapeInWords, type TextReading } from '../../../../contract'
import { Button, currentLanguage, Select, TextField, useText } from '../../../parts'
import { exampleOf, typedShape } from './date-words'
import { text } from './text'

export type OwnKind = 'ownDate' | 'ownNumber' | 'ownPair'

type OwnProps = { onUse: (reading: TextReading) => void }

/** A reading that no list holds, described by the user. */
export function OwnReading({ kind, onUse }: OwnProps & { kind: OwnKind }) {
  if (kind === 'ownDate') return <OwnDate onUse={onUse} />
  return kind === 'ownNumber' ? <OwnNumber onUse={onUse} /> : <OwnPair onUse={onUse} />
}

/** A date as it is written, in plain words: an example shows what is understood. */
function OwnDate({ onUse }: OwnProps) {
  const t = useText(text)
  const [typed, setTyped] = useState('')
  const language = currentLanguage()
  const found = typedShape(typed)
  const isTold = 'problem' in found && found.problem !== 'empty'
  const what = 'problem' in found ? shapeInWords(found.what, language) : ''
  return (
    <form
      className="own-reading"
      onSubmit={(event) => {
        event.preventDefault()
        if ('shape' in found) onUse({ kind: found.kind, shapes: [found.shape] })
      }}
    >
      <TextField
        label={t('ownDate')}
        placeholder={t('ownDatePlaceholder')}
        description={
          'shape' in found ? t('ownDateExample', { example: exampleOf(found.shape, language) }) : t('ownDateHint')
        }
        error={isTold ? t(`shape_${found.problem}`, { what }) : undefined}
        value={typed}
        onChange={setTyped}
        maxLength={60}
        autoFocus
      />
      <Button type="submit" isDisabled={'problem' in found}>
        {t('ownUse')}
      </Button>
    </form>
  )
}

/** Two words, of which the second may be nothing. */
function OwnPair({ onUse }: OwnProps) {
  const t = useText(text)
  const [yes, setYes] = useState('')
  const [no, setNo] = useState('')
  const isSame = yes.trim().toLowerCase() === no.trim().toLowerCase()
  return (
    <form
      className="own-reading"
      onSubmit={(event) => {
        event.preventDefault()
        if (yes.trim() && !isSame) onUse({ kind: 'boolean', yes: yes.trim(), no: no.trim() })
      }}
    >
      <div className="own-fields">
        <TextField label={t('ownYes')} value={yes} onChange={setYes} maxLength={20} autoFocus />
        <TextField label={t('ownNo')} value={no} onChange={setNo} maxLength={20} />
      </div>
      <p className="muted">{t('ownPairHint')}</p>
      <Button type="submit" isDisabled={!yes.trim() || isSame}>
        {t('ownUse')}
      </Button>
    </form>
  )
}

const GROUPINGS = ['', ' ', '.', ',', "'"] as const
type Grouping = (typeof GROUPINGS)[number]

/** A number by its marks and its unit. */
function OwnNumber({ onUse }: OwnProps) {
  const t = useText(text)
  const [decimal, setDecimal] = useState<',' | '.'>(',')
  const [grouping, setGrouping] = useState<Grouping>(' ')
  const [unit, setUnit] = useState('')
  const example = `1${grouping}234${decimal}5${unit.trim() && ` ${unit.trim()}`}`
  return (
    <form
      className="own-reading"
      onSubmit={(event) => {
        event.preventDefault()
        if (grouping !== decimal) onUse({ kind: 'number', decimal, grouping, unit: unit.trim() || null })
      }}
    >
      <div className="own-fields">
        <Select
          label={t('ownDecimal')}
          options={[
            { value: ',', label: t('markComma') },
            { value: '.', label: t('markPoint') }
          ]}
          value={decimal}
          onChange={setDecimal}
          autoFocus
        />
        <Select
          label={t('ownGrouping')}
          options={GROUPINGS.map((value) => ({
            value,
            label: t(GROUPING_NAMES[value]),
            isDisabled: value === decimal
          }))}
          value={grouping}
          onChange={setGrouping}
        />
      </div>
      <TextField
        label={t('ownUnit')}
        description={t('ownUnitHint')}
        value={unit}
        onChange={setUnit}
        maxLength={20}
        error={grouping === decimal ? t('ownSameMark') : undefined}
      />
      <p className="muted">{t('ownNumberExample', { example })}</p>
      <Button type="submit" isDisabled={grouping === decimal}>
        {t('ownUse')}
      </Button>
    </form>
  )
}

const GROUPING_NAMES = {
  '': 'markNone',
  ' ': 'markSpace',
  '.': 'markPoint',
  ',': 'markComma',
  "'": 'markApostrophe'
} as const
