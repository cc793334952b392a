import { encodingName } from '../../../../contract'
import { useLocalize, useText } from '../../../parts'
import { choiceOf } from './choice'
import { ChoiceSelect } from './ChoiceSelect'
import type { FoundTable } from './draft'
import { text } from './text'

/** Those offered beside the detected one, as WHATWG calls them. */
const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'cp850',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'shift_jis',
  'gb18030',
  'mixed'
]

export function EncodingField({ table }: { table: FoundTable }) {
  const t = useText(text)
  const localize = useLocalize()
  const choice = choiceOf(table, 'encoding')
  const [value, found] = [choice.value ?? table.sniff?.encoding, table.found.encoding ?? undefined]
  // Any detected one is named here, so that no label is shown as the file's standard spells it.
  const labels = [...new Set([...ENCODINGS, ...[value, found].filter((label) => label !== undefined)])]
  return (
    <ChoiceSelect
      label={t('encoding')}
      choice={choice}
      width="large"
      value={value}
      found={found}
      options={labels.map((label) => ({ value: label, label: localize(encodingName(label)) }))}
      onChoose={(encoding) => choice.set(encoding ?? undefined)}
    />
  )
}
