import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { tableFromIPC, type Table } from 'apache-arrow'
import type { contract, ErrorData, FileOrigin, LocalizedText, PageRequest } from '../contract'

const SLICE = 8 * 1024 * 1024
/** Short, so that a first look at a file need not wait. */
const FIRST_SLICE = 1024 * 1024

/** Typed calls of the engine: `await api.tables.list()`, `await api.sources.import({ files }, { signal })`. */
export const api: ContractRouterClient<typeof contract> = createORPCClient(
  new RPCLink({ url: () => new URL('/rpc', location.origin) })
)

/**
 * One page of rows as an Arrow table; values are read by column place, never by name.
 * @throws {ChantierError} what the engine answered, or that it did not.
 */
export async function fetchPage(request: PageRequest, signal?: AbortSignal): Promise<Table> {
  const response = await post('/arrow', JSON.stringify(request), 'application/json', signal)
  return tableFromIPC(new Uint8Array(await response.arrayBuffer()))
}

/** A file that the engine exported, whole; the browser keeps large ones on disk. */
export async function fetchExport(id: string, signal?: AbortSignal): Promise<Blob> {
  const response = await post(`/export/${id}`, '', 'application/octet-stream', signal)
  return response.blob()
}

/**
 * Sends a file to the engine by slices, so that the engine may read its beginning while the rest comes.
 * `onProgress` counts bytes sent; the next slice waits for what it promises.
 */
export async function uploadFile(
  file: File,
  options: {
    id?: string
    signal?: AbortSignal
    onProgress?: (sent: number, total: number) => void | Promise<void>
  } = {}
): Promise<FileOrigin> {
  const id = options.id ?? crypto.randomUUID()
  let end = FIRST_SLICE
  for (let offset = 0; offset === 0 || offset < file.size; offset = end, end += SLICE) {
    const slice = file.slice(offset, end)
    const answer = await post(`/upload/${id}?offset=${offset}`, slice, 'application/octet-stream', options.signal)
    await answer.arrayBuffer()
    await options.onProgress?.(Math.min(end, file.size), file.size)
  }
  return { kind: 'upload', id }
}

/** A failure told by the engine, outside typed calls. */
export class ChantierError extends Error {
  constructor(readonly data: ErrorData) {
    super(data.message.en)
    this.name = 'ChantierError'
  }
}

/** Any failure as the data that people are shown: never undefined, never a raw exception's text alone. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof ChantierError) return error.data
  if (hasData(error) && isErrorData(error.data)) return error.data
  if (statusOf(error) === 401) return { kind: 'refused', message: NO_SESSION, hint: NO_SESSION_HINT }
  if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'cancelled', message: CANCELLED }
  if (error instanceof TypeError) return { kind: 'internal', message: UNREACHABLE, hint: UNREACHABLE_HINT }
  return { kind: 'internal', message: unexpected(error) }
}

/** True where the user or a newer request stopped the work: nothing to show. */
export function isCancelled(error: unknown): boolean {
  return errorData(error).kind === 'cancelled'
}

async function post(path: string, body: BodyInit, type: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, { method: 'POST', body, headers: { 'content-type': type }, signal })
  if (response.ok) return response
  const answer: unknown = await response.json().catch(() => null)
  if (response.status === 401) throw new ChantierError({ kind: 'refused', message: NO_SESSION, hint: NO_SESSION_HINT })
  const data = isErrorData(answer) ? answer : hasData(answer) && isErrorData(answer.data) ? answer.data : null
  throw new ChantierError(data ?? { kind: 'internal', message: unexpected(`HTTP ${response.status}`) })
}

function hasData(value: unknown): value is { data: unknown } {
  return typeof value === 'object' && value !== null && 'data' in value
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : null
}

function isErrorData(value: unknown): value is ErrorData {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('message' in value)) return false
  const message = value.message
  return typeof message === 'object' && message !== null && 'fr' in message && 'en' in message
}

const NO_SESSION: LocalizedText = {
  fr: 'Cette page n’a pas, ou n’a plus, accès à Chantier.',
  en: 'This page has no access to Chantier, or no longer has it.'
}
const NO_SESSION_HINT: LocalizedText = {
  fr: 'Chaque adresse ne sert qu’une fois : appuyez sur Entrée dans le terminal pour en obtenir une nouvelle.',
  en: 'Each address works once: press Enter in the terminal to get a new one.'
}
const CANCELLED: LocalizedText = { fr: 'Travail annulé.', en: 'Work cancelled.' }
const UNREACHABLE: LocalizedText = { fr: 'Le moteur ne répond pas.', en: 'The engine does not answer.' }
const UNREACHABLE_HINT: LocalizedText = {
  fr: 'Vérifiez que Chantier tourne encore, puis réessayez ; ce qui était enregistré l’est toujours.',
  en: 'Check that Chantier is still running, then try again; what was saved still is.'
}

function unexpected(error: unknown): LocalizedText {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 300)
  return { fr: `Une erreur imprévue est survenue : ${detail}`, en: `An unexpected error occurred: ${detail}` }
}
