import { useText } from '../../../parts'
import { choiceOf } from './choice'
import { ChoiceSelect } from './ChoiceSelect'
import type { FoundTable } from './draft'
import { text } from './text'

export function QuoteField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const choice = choiceOf(table, 'quote')
  return (
    <ChoiceSelect
      label={t('quote')}
      choice={choice}
      width="small"
      value={choice.value === undefined ? table.sniff?.dialect?.quote : choice.value}
      found={table.found.dialect?.quote}
      options={[
        { value: '"', label: '"' },
        { value: "'", label: "'" },
        { value: '`', label: '`' },
        { value: null, label: t('none') }
      ]}
      onChoose={choice.set}
    />
  )
}

/** How a quote inside of quotes is written: doubled, behind a backslash, or not at all. */
export function EscapeField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const choice = choiceOf(table, 'escape')
  const dialect = table.sniff?.dialect
  const quote = (table.choices.quote === undefined ? dialect?.quote : table.choices.quote) ?? '"'
  return (
    <ChoiceSelect
      label={t('escape')}
      choice={choice}
      width="small"
      value={choice.value === undefined ? dialect?.escape : choice.value}
      found={table.found.dialect?.escape}
      options={[
        { value: quote, label: t('doubled') },
        { value: '\\', label: t('backslash') },
        { value: null, label: t('none') }
      ]}
      onChoose={choice.set}
    />
  )
}
