import { List } from 'lucide-react'
import { useState } from 'react'
import { IconButton, TextField, useText } from '../../../parts'
import { choiceOf } from './choice'
import { ChoiceField } from './ChoiceField'
import { ChoiceSelect } from './ChoiceSelect'
import type { FoundTable } from './draft'
import { text } from './text'

const OTHER = '\u0000other'

/** The separator from a list; « autre… » puts a field for up to four characters in its place. */
export function SeparatorField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const [typing, setTyping] = useState(false)
  const choice = choiceOf(table, 'delimiter')
  const value = choice.value ?? table.sniff?.dialect?.delimiter
  if (typing)
    return (
      <ChoiceField
        label={t('delimiter')}
        origin={choice.origin}
        width="medium"
        onReset={() => {
          setTyping(false)
          choice.reset()
        }}
      >
        <div className="choice-typed">
          <TextField
            label={t('otherDelimiter')}
            defaultValue={(value ?? '').replaceAll('\t', '\\t')}
            maxLength={4}
            onChange={(typed) => typed !== '' && choice.set(typed.replaceAll('\\t', '\t'))}
            autoFocus
            // What is typed takes the place of the separator in force.
            onFocus={({ target }) => target instanceof HTMLInputElement && target.select()}
          />
          <IconButton label={t('backToList')} icon={List} onPress={() => setTyping(false)} />
        </div>
      </ChoiceField>
    )
  return (
    <ChoiceSelect
      label={t('delimiter')}
      choice={choice}
      width="medium"
      value={value}
      found={table.found.dialect?.delimiter}
      options={[
        { value: ',', label: t('comma') },
        { value: ';', label: t('semicolon') },
        { value: '\t', label: t('tab') },
        { value: '|', label: t('pipe') },
        { value: ' ', label: t('space') },
        { value: ':', label: t('colon') },
        { value: '', label: t('oneColumn') },
        { value: OTHER, label: t('other') }
      ]}
      onChoose={(delimiter) => (delimiter === OTHER ? setTyping(true) : choice.set(delimiter ?? undefined))}
    />
  )
}
