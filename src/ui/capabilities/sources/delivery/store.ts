import { create } from 'zustand'
import type { DeliveryDiff, Rename, Source } from '../../../../contract'
import { followEvents, runJob } from '../../../app/jobs'
import { refreshProject } from '../../../app/project'
import { onProjectChange } from '../../../app/project-change'
import { setParams } from '../../../app/route'
import { api, isCancelled } from '../../../client'
import { announce, translate, visibleText } from '../../../parts'
import { focusCancel, focusWhenLost } from '../../../app/focus'
import { beginImport } from '../import/begin'
import { EMPTY_DRAFT, type ImportDraft } from '../import/draft'
import type { Picked } from '../import/gather'
import { useLoad } from '../import/load'
import { everythingSent } from '../import/sending'
import { endImport, useImport } from '../import/store'
import { deliveredFile, fileError, isSeen, readAs } from './draft'
import { renamesOf } from './renames'
import { text } from './text'

export type DeliveryMode = 'append' | 'refresh'

/** A new delivery of a source on its way: its file is a draft of the import, loaded beside, compared, and not applied before the user says so. */
export type PendingDelivery = {
  id: string
  source: string
  mode: DeliveryMode
  file: string
  /** Label of its job in the tray. */
  job: string
  /** `readAs` names the choices that it was read with. */
  prepared: { id: string; diff: DeliveryDiff; readAs: string } | null
  comparing: boolean
  applying: boolean
  error: unknown
}

export const useDelivery = create<{ delivery: PendingDelivery | null }>(() => ({ delivery: null }))

onProjectChange(() => useDelivery.setState({ delivery: null }))

/** Takes in a file for a source: it is sent, looked at as the last delivery was read, then loaded beside and compared. */
export function beginDelivery(source: Source, mode: DeliveryMode, picked: Picked): void {
  endImport()
  useImport.setState({ draft: { ...EMPTY_DRAFT, delivery: { source: source.id, part: source.file.part } } })
  useDelivery.setState({
    delivery: {
      id: crypto.randomUUID(),
      source: source.id,
      mode,
      file: picked.name,
      job: translate(text, 'job', { name: visibleText(picked.name, 80) }),
      prepared: null,
      comparing: false,
      applying: false,
      error: null
    }
  })
  beginImport([picked])
}

// The first comparison runs by itself, once the file was seen as its source is read.
useImport.subscribe(({ draft }) => {
  const { delivery } = useDelivery.getState()
  if (!draft?.delivery || !delivery || delivery.prepared || delivery.comparing || delivery.error !== null) return
  const error = fileError(draft)
  if (error !== null) change({ error })
  else if (isSeen(draft)) void prepareDelivery()
})

/** Loads the file as it is now chosen and compares it with its source; the comparison before goes. */
export async function prepareDelivery(): Promise<void> {
  const { delivery } = useDelivery.getState()
  const { draft } = useImport.getState()
  if (!delivery || !draft || delivery.comparing || delivery.applying) return
  const { source, mode, job, prepared: before } = delivery
  change({ comparing: true, error: null })
  focusCancel()
  try {
    const { id, diff, chosen } = await runJob(job, async (signal, onProgress) => {
      await everythingSent(signal, onProgress)
      signal.throwIfAborted()
      const sent: ImportDraft = useImport.getState().draft ?? draft
      const failed = fileError(sent)
      if (failed !== null) throw failed
      const file = deliveredFile(sent)
      if (!file) throw new Error('a delivery without a file')
      const events = await api.sources.prepare({ source, mode, file }, { signal })
      const { delivery: id, diff } = await followEvents(events, onProgress)
      return { id, diff, chosen: readAs(sent) }
    })
    if (!isPresent(delivery)) return void discard(id)
    change({ prepared: { id, diff, readAs: chosen } })
    if (before) void discard(before.id)
    announce(translate(text, 'ready'))
  } catch (error) {
    if (!isPresent(delivery)) return
    if (!isCancelled(error)) change({ error })
    else if (!before) await abandonDelivery()
  } finally {
    if (isPresent(delivery)) {
      change({ comparing: false })
      focusWhenLost('.delivery-main', '.delivery-again')
    }
  }
}

/** Compares the delivery anew with other pairs of renamed columns; where that fails, the pairs stay as they were. */
export async function pairColumns(renames: Rename[]): Promise<void> {
  const { delivery } = useDelivery.getState()
  if (!delivery?.prepared || delivery.comparing || delivery.applying) return
  const { prepared } = delivery
  change({ comparing: true, error: null })
  focusCancel()
  try {
    const diff = await runJob(delivery.job, async (signal, onProgress) =>
      followEvents(await api.sources.compare({ delivery: prepared.id, renames }, { signal }), onProgress)
    )
    if (!isPresent(delivery)) return
    change({ prepared: { ...prepared, diff } })
    announce(translate(text, 'ready'))
  } catch (error) {
    if (isPresent(delivery) && !isCancelled(error)) change({ error })
  } finally {
    if (isPresent(delivery)) {
      change({ comparing: false })
      focusWhenLost('.delivery-main', '.delivery-again')
    }
  }
}

/** Applies the delivery as one undoable change. */
export async function applyDelivery(): Promise<void> {
  const { delivery } = useDelivery.getState()
  const { draft } = useImport.getState()
  if (!delivery?.prepared || delivery.applying || delivery.comparing) return
  if (draft && readAs(draft) !== delivery.prepared.readAs) return
  change({ applying: true, error: null })
  focusCancel()
  try {
    const { id, diff } = delivery.prepared
    await runJob(delivery.job, async (signal, onProgress) =>
      followEvents(await api.sources.deliver({ delivery: id, renames: renamesOf(diff) }, { signal }), onProgress)
    )
    announce(translate(text, 'applied'))
    endImport()
    useLoad.setState({ landed: delivery.source })
    setParams({ source: delivery.source }, { replace: true })
    await refreshProject()
    useDelivery.setState({ delivery: null })
  } catch (error) {
    change({ applying: false, error: isCancelled(error) ? null : error })
    focusWhenLost('.delivery-main', '.delivery-again')
  }
}

/** Gives the delivery up: the source stays as it is. */
export async function abandonDelivery(): Promise<void> {
  const { delivery } = useDelivery.getState()
  const uploads = useImport
    .getState()
    .draft?.files.flatMap(({ origin }) => (origin.kind === 'upload' ? [origin.id] : []))
  useDelivery.setState({ delivery: null })
  endImport()
  focusWhenLost('.new-delivery')
  await discard(delivery?.prepared?.id ?? null, uploads)
}

function change(part: Partial<PendingDelivery>): void {
  useDelivery.setState(({ delivery }) => (delivery ? { delivery: { ...delivery, ...part } } : {}))
}

/** Whether the delivery that a job was begun for is still the one on show. */
function isPresent({ id }: PendingDelivery): boolean {
  return useDelivery.getState().delivery?.id === id
}

/** What fails here is swept away with the working directory when the project closes. */
async function discard(delivery: string | null, uploads: readonly string[] = []): Promise<void> {
  if (delivery || uploads.length)
    await api.sources.discard({ uploads: [...uploads], deliveries: delivery ? [delivery] : [] }).catch(() => {})
}
