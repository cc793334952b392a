import { useText } from '../../../parts'
import type { FoundTable, ImportDraft } from './draft'
import { FoundFile } from './FoundFile'
import { text } from './text'

/** The chosen files, each with the tables found in it; arrows go from table to table and show each. */
export function FoundTables({ draft, isDisabled }: { draft: ImportDraft; isDisabled: boolean }) {
  const t = useText(text)
  const tables = new Map<string, FoundTable[]>()
  for (const table of draft.tables) tables.set(table.file, [...(tables.get(table.file) ?? []), table])
  return (
    <ul className="found-files" aria-label={t('found')} inert={isDisabled} onKeyDown={moveByArrows}>
      {draft.files.map((file) => (
        <FoundFile key={file.id} file={file} tables={tables.get(file.id) ?? []} shown={draft.shown} />
      ))}
    </ul>
  )
}

function moveByArrows(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (!step || !(event.target instanceof HTMLElement) || !event.target.matches('.found-show')) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.found-show')]
  const next = buttons[buttons.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.click()
}
