import { History, RotateCcw } from 'lucide-react'
import { announce, Button, formatDate, IconButton, translate, useText, visibleText } from '../../../parts'
import { focusWhenLost } from '../../../app/focus'
import { forgetChoices, type FoundTable } from './draft'
import { choicesInWords, recalledChoices } from './recalled'
import { lookAtTables } from './sniffing'
import { changeDraft, useImport } from './store'
import { recalledText } from './recalled-text'

/** Below a table of the list: what was taken over from an earlier file, and the way back to what is detected. */
export function RecalledMark({ table, name }: { table: FoundTable; name: string }) {
  const t = useText(recalledText)
  const choices = recalledChoices(table)
  if (!choices || !table.recalled) return null
  const { file, at } = table.recalled
  const what = choicesInWords(choices)
  return (
    <div className="found-note found-known">
      <History size={12} aria-hidden />
      <span className="isolate" title={t('from', { file: visibleText(file, 60), date: formatDate(at) })}>
        {t('mark', { what })}
      </span>
      <IconButton
        label={t('backOf', { name })}
        icon={RotateCcw}
        size={14}
        className="icon-button-small"
        onPress={({ target }) => {
          target.closest('li')?.querySelector<HTMLElement>('.found-show')?.focus()
          forget([table.key])
        }}
      />
    </div>
  )
}

/** The same among the notes of the table shown: when it was, and the way back for every table at once. */
export function RecalledWords({ table }: { table: FoundTable }) {
  const t = useText(recalledText)
  const keys = useImport(({ draft }) => draft?.tables.filter(recalledChoices).map(({ key }) => key).join('\n') ?? '') // prettier-ignore
  const choices = recalledChoices(table)
  if (!choices || !table.recalled) return null
  const { file, at } = table.recalled
  const all = keys.split('\n')
  const what = choicesInWords(choices)
  return (
    <>
      {t('rememberedWhat', { file: visibleText(file, 60), date: formatDate(at), what })}
      <Button variant="quiet" size="small" onPress={() => forget([table.key])}>
        {t('back')}
      </Button>
      {all.length > 1 && (
        <Button
          variant="quiet"
          size="small"
          aria-label={t('backAll', { count: all.length })}
          onPress={() => forget(all)}
        >
          {t('allShort', { count: all.length })}
        </Button>
      )}
    </>
  )
}

function forget(keys: readonly string[]): void {
  changeDraft((draft) => keys.reduce(forgetChoices, draft))
  lookAtTables()
  announce(translate(recalledText, 'backDone', { count: keys.length }))
  focusWhenLost('.found-show[aria-current="true"]', '.import-main')
}
