import { useText } from '../../../parts'
import { choiceOf } from './choice'
import { ChoiceSelect } from './ChoiceSelect'
import type { FoundTable } from './draft'
import { text } from './text'

/** WHATWG labels with the names people know. */
const ENCODINGS: readonly (readonly [string, string])[] = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252'],
  ['iso-8859-15', 'ISO-8859-15 (Latin-9)'],
  ['macintosh', 'Mac Roman'],
  ['cp850', 'DOS 850'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['windows-1250', 'Windows-1250'],
  ['windows-1251', 'Windows-1251'],
  ['iso-8859-2', 'ISO-8859-2 (Latin-2)'],
  ['shift_jis', 'Shift JIS'],
  ['gb18030', 'GB 18030']
]

export function EncodingField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const choice = choiceOf(table, 'encoding')
  return (
    <ChoiceSelect
      label={t('encoding')}
      choice={choice}
      width="large"
      value={choice.value ?? table.sniff?.encoding}
      found={table.found.encoding ?? undefined}
      options={[...ENCODINGS.map(([value, label]) => ({ value, label })), { value: 'mixed', label: t('mixed') }]}
      onChoose={(encoding) => choice.set(encoding ?? undefined)}
    />
  )
}
