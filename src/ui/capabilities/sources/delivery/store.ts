import { create } from 'zustand'
import type { DeliveryDiff, Progress, Source } from '../../../../contract'
import { followEvents, runJob } from '../../../app/jobs'
import { refreshProject } from '../../../app/project'
import { onProjectChange } from '../../../app/project-change'
import { setParams } from '../../../app/route'
import { api, isCancelled, uploadFile } from '../../../client'
import { announce, translate, visibleText } from '../../../parts'
import { focusWhenLost } from '../focus'
import type { Picked } from '../import/gather'
import { useLoad } from '../import/load'
import { acceptedRenames } from './renames'
import { text } from './text'

export type DeliveryMode = 'append' | 'refresh'

/** A new delivery of a source on its way: loaded beside, compared, and not applied before the user says so. */
export type PendingDelivery = {
  source: string
  mode: DeliveryMode
  file: string
  /** Label of its job in the tray. */
  job: string
  prepared: { id: string; diff: DeliveryDiff } | null
  /** Places, in the list of pairs proposed, of those the user does not want. */
  refusedRenames: readonly number[]
  applying: boolean
  error: unknown
}

export const useDelivery = create<{ delivery: PendingDelivery | null }>(() => ({ delivery: null }))

let upload: string | null = null

onProjectChange(() => useDelivery.setState({ delivery: null }))

/** Loads a file beside its source and compares both. */
export async function prepareDelivery(source: Source, mode: DeliveryMode, picked: Picked): Promise<void> {
  const job = translate(text, 'job', { name: visibleText(picked.name, 80) })
  const begun: PendingDelivery = {
    source: source.id,
    mode,
    file: picked.name,
    job,
    prepared: null,
    refusedRenames: [],
    applying: false,
    error: null
  }
  useDelivery.setState({ delivery: begun })
  try {
    const { delivery: id, diff } = await runJob(job, async (signal, onProgress) => {
      const origin = await bring(picked, signal, onProgress)
      const file = { origin, name: picked.name }
      return followEvents(await api.sources.prepare({ source: source.id, mode, file }, { signal }), onProgress)
    })
    change({ prepared: { id, diff } })
    announce(translate(text, 'ready'))
  } catch (error) {
    await discard(null)
    if (isCancelled(error)) {
      useDelivery.setState({ delivery: null })
      focusWhenLost('.new-delivery')
    } else change({ error })
  }
}

/** Takes a proposed pair of a renamed column, or leaves it. */
export function acceptRename(place: number, accepted: boolean): void {
  useDelivery.setState(({ delivery }) =>
    delivery
      ? {
          delivery: {
            ...delivery,
            refusedRenames: accepted
              ? delivery.refusedRenames.filter((one) => one !== place)
              : [...delivery.refusedRenames, place]
          }
        }
      : {}
  )
}

/** Applies the delivery as one undoable change. */
export async function applyDelivery(): Promise<void> {
  const { delivery } = useDelivery.getState()
  if (!delivery?.prepared || delivery.applying) return
  change({ applying: true, error: null })
  try {
    const { id, diff } = delivery.prepared
    const renames = acceptedRenames(diff, delivery.refusedRenames)
    await runJob(delivery.job, async (signal, onProgress) =>
      followEvents(await api.sources.deliver({ delivery: id, renames }, { signal }), onProgress)
    )
    announce(translate(text, 'applied'))
    upload = null
    useLoad.setState({ landed: delivery.source })
    setParams({ source: delivery.source }, { replace: true })
    await refreshProject()
    useDelivery.setState({ delivery: null })
  } catch (error) {
    change({ applying: false, error: isCancelled(error) ? null : error })
  }
}

/** Gives the delivery up: the source stays as it is. */
export async function abandonDelivery(): Promise<void> {
  const { delivery } = useDelivery.getState()
  useDelivery.setState({ delivery: null })
  focusWhenLost('.new-delivery')
  await discard(delivery?.prepared?.id ?? null)
}

function change(part: Partial<PendingDelivery>): void {
  useDelivery.setState(({ delivery }) => (delivery ? { delivery: { ...delivery, ...part } } : {}))
}

async function bring(picked: Picked, signal: AbortSignal, onProgress: (progress: Progress) => void) {
  if ('path' in picked) return { kind: 'path' as const, path: picked.path }
  const name = visibleText(picked.name, 80)
  const step = { fr: `Envoi de « ${name} »`, en: `Sending “${name}”` }
  upload = crypto.randomUUID()
  return uploadFile(picked.file, {
    id: upload,
    signal,
    onProgress: (done, total) => onProgress({ step, done, total })
  })
}

/** What fails here is swept away with the working directory when the project closes. */
async function discard(delivery: string | null): Promise<void> {
  const uploads = upload ? [upload] : []
  upload = null
  if (delivery || uploads.length)
    await api.sources.discard({ uploads, deliveries: delivery ? [delivery] : [] }).catch(() => {})
}
