import { CircleAlert, X } from 'lucide-react'
import { errorData } from '../../../client'
import { Checkbox, formatBytes, formatPercent, IconButton, useLocalize, useText, visibleText } from '../../../parts'
import { dropFile } from './begin'
import { type ChosenFile, type FoundTable, isEmptySheet, isTicked, isUnusable, tick } from './draft'
import { FileName } from './FileName'
import { FoundTableLine } from './FoundTableLine'
import { isExpected } from './plan'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'

/** Bytes of a file whose tables may take a while to be told. */
const LARGE = 4_000_000

type FoundFileProps = { file: ChosenFile; tables: readonly FoundTable[]; shown: string | null }

/** One chosen file: how far it is sent, what is wrong with it, and its tables; a file of one table is one line. */
export function FoundFile({ file, tables, shown }: FoundFileProps) {
  const t = useText(text)
  const localize = useLocalize()
  const only = tables.length === 1 && tables[0]?.part.path.length === 0 ? tables[0] : null
  const usable = tables.filter((table) => !isUnusable(table) && !isEmptySheet(table))
  const ticked = tables.filter(isTicked).length
  const name = visibleText(file.name, 200)
  const folder = subfolderOf(file)
  const set = (isSelected: boolean): void => {
    const wanted = isSelected ? usable.filter(({ part }) => !part.hidden) : tables
    changeDraft((draft) =>
      tick(
        draft,
        (wanted.length ? wanted : usable).map(({ key }) => key),
        isSelected
      )
    )
    lookAtTables()
  }
  return (
    <li className="found-file">
      {only ? (
        <FoundTableLine
          table={only}
          name={file.name}
          folder={folder}
          note={fileNote(file, t)}
          isShown={only.key === shown}
          onRemove={file.id}
        />
      ) : (
        <div className="found-line">
          {tables.length > 1 ? (
            <Checkbox
              aria-label={t('loadAll', { name })}
              isSelected={ticked > 0 && ticked >= usable.length}
              isIndeterminate={ticked > 0 && ticked < usable.length}
              isDisabled={!usable.length}
              onChange={set}
            >
              {null}
            </Checkbox>
          ) : (
            <span className="found-gap" aria-hidden />
          )}
          <span className="found-file-name" title={visibleText(folder ? `${folder}/${file.name}` : file.name)}>
            <FileName name={name} folder={folder} strong={tables.length > 1} />
          </span>
          <span className="list-item-note">{fileNote(file, t)}</span>
          <IconButton
            label={t('remove', { name })}
            icon={X}
            size={14}
            className="icon-button-small"
            onPress={() => dropFile(file.id)}
          />
        </div>
      )}
      <SentBar file={file} />
      {!only && tables.length > 0 && (
        <ul className="found-parts">
          {tables.map((table) => (
            <li key={table.key}>
              <FoundTableLine table={table} name={table.part.name} isShown={table.key === shown} />
            </li>
          ))}
        </ul>
      )}
      {file.error !== null && (
        <div className="found-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          <div>
            <span className="sr-only isolate">{name}</span>
            <p className="isolate">{visibleText(localize(errorData(file.error).message), 600)}</p>
            <Hint error={file.error} />
          </div>
        </div>
      )}
      {file.error === null && file.look?.waits && !file.complete && <p className="found-note">{t('waiting')}</p>}
      {file.complete && isExpected(file) && (file.size ?? LARGE) >= LARGE && (
        <p className="found-note" role="status">
          {t('listing')}
        </p>
      )}
      {file.error === null && !isExpected(file) && !tables.length && <p className="found-note">{t('noTable')}</p>}
      {file.look?.notes.map((note, place) => (
        <p key={place} className="found-note isolate">
          {visibleText(localize(note), 400)}
        </p>
      ))}
    </li>
  )
}

/** The folders of a file below the one that was chosen; empty where its name tells them, since another has the same. */
function subfolderOf({ name, folders }: ChosenFile): string {
  return name.includes('/') ? '' : visibleText(folders.slice(1).join('/'), 120)
}

function Hint({ error }: { error: unknown }) {
  const localize = useLocalize()
  const { hint } = errorData(error)
  return hint ? <p className="muted isolate">{visibleText(localize(hint), 600)}</p> : null
}

/** A hair line under the file: it takes no room of its own. */
function SentBar({ file }: { file: ChosenFile }) {
  const share = file.size ? file.sent / file.size : 1
  const isSending = !file.complete && file.error === null && file.size !== null
  return (
    <div className="sent-track" aria-hidden>
      {isSending && <div className="sent-fill" style={{ width: `${share * 100}%` }} />}
    </div>
  )
}

function fileNote(
  { size, sent, complete, error }: ChosenFile,
  t: ReturnType<typeof useText<keyof typeof text.keys>>
): string {
  if (size === null) return ''
  return complete || error !== null ? formatBytes(size) : t('sent', { share: formatPercent(size ? sent / size : 1, 0) })
}
