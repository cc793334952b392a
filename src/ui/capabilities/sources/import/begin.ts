import { announce, localize } from '../../../parts'
import { focusWhenLost } from '../../../app/focus'
import { addFiles, type Failure, removeFile } from './draft'
import { type Dropped, type Picked, pickedFiles } from './gather'
import { discardUploads, lookInto, sendFiles, stopSending } from './sending'
import { changeDraft, endImport, openDraft, useImport } from './store'
import { forgetLoad, useLoad } from './load'
import { addressGiven, emptyChoice, onlySystemFiles } from './refusals'

/** Takes in chosen files: the import view opens, or grows, and they are sent and looked into at once. */
export function beginImport(picked: readonly Picked[], leftOut: readonly string[] = []): void {
  const { loading, draft } = useImport.getState()
  // A delivery takes one file.
  if (loading || (draft?.delivery && draft.files.length)) return
  if (!picked.length) return refuse(leftOut.length ? onlySystemFiles(leftOut) : emptyChoice(null))
  forgetLoad()
  openDraft()
  const files = picked.map((one) => {
    const id = crypto.randomUUID()
    return 'file' in one
      ? { one, id, size: one.file.size, origin: { kind: 'upload' as const, id } }
      : { one, id, size: null, origin: { kind: 'path' as const, path: one.path } }
  })
  changeDraft((draft) =>
    addFiles(
      draft,
      files.map(({ one, id, size, origin }) => ({ id, name: one.name, folders: one.folders, size, origin })),
      leftOut
    )
  )
  sendFiles(files.flatMap(({ id, one }) => ('file' in one ? [{ id, file: one.file }] : [])))
  for (const { id, one } of files) if ('path' in one) void lookInto(id)
}

/** The same for files of a file input or the clipboard; a pasted address is no file. */
export function beginWithFiles(files: readonly File[]): void {
  const { picked, leftOut } = pickedFiles(files)
  beginImport(picked, leftOut)
}

/** The same for what was dropped: folders without a file, and addresses, are told beside the files that came. */
export function beginWithDropped({ files, emptyFolders, addresses }: Dropped): void {
  if (files.length) beginWithFiles(files)
  for (const folder of emptyFolders) refuse(emptyChoice(folder))
  for (const address of addresses) refuse(addressGiven(address))
}

/** Says what cannot be taken in: in the import where one has begun, else where files are chosen. */
export function refuse(failure: Failure): void {
  if (useImport.getState().draft) changeDraft((draft) => ({ ...draft, refusals: [...draft.refusals, failure] }))
  else useLoad.setState(({ failures }) => ({ failures: [...failures, failure] }))
  announce(localize(failure.message))
}

/** Takes one file out of the import. */
export function dropFile(id: string): void {
  stopSending(id)
  changeDraft((draft) => removeFile(draft, id))
  if (useImport.getState().draft?.files.length === 0) endImport()
}

/** Gives the import up: nothing of it is kept. */
export function abandonImport(): void {
  const uploads = uploadsOf()
  endImport()
  focusWhenLost('.add-main')
  void discardUploads(uploads)
}

/** Identifiers of everything sent for the import so far. */
function uploadsOf(): string[] {
  const files = useImport.getState().draft?.files ?? []
  return files.flatMap(({ origin }) => (origin.kind === 'upload' ? [origin.id] : []))
}
