import { Readable } from 'node:stream'
import { RPCHandler } from '@orpc/server/fetch'
import { PageRequest, type ErrorData } from '../contract'
import { ChantierError, refusedInput, toErrorData, type Engine } from '../engine'
import { secured } from './security'
import { staticFile } from './static-files'

/** A Fetch-standard handler: what both hosts carry. */
export type Handler = (request: Request) => Promise<Response>

const SLICE_LIMIT = 64 * 1024 * 1024
/** Most bytes of a call's own input; files come in slices. */
const CALL_LIMIT = 32 * 1024 * 1024

/**
 * Serves one engine: typed calls under `/rpc`, Arrow pages at `/arrow`, exported files at
 * `/export/:id`, upload slices at `/upload/:id`, and the UI's files.
 * Whoever may speak to it is the host's business.
 */
export function createHandler(engine: Engine, uiRoot: string): Handler {
  const rpc = new RPCHandler(engine.router)
  return async (request) => {
    const { pathname } = new URL(request.url)
    try {
      return secured(await route(request, pathname))
    } catch (error) {
      return secured(failure(toErrorData(error)))
    }
  }

  async function route(request: Request, pathname: string): Promise<Response> {
    if (request.method === 'POST') {
      if (pathname.startsWith('/rpc/')) {
        const call = await withWholeBody(request)
        const { matched, response } = await rpc.handle(call, { prefix: '/rpc', context: engine.context })
        return matched ? response : notFound()
      }
      if (pathname === '/arrow') return arrowPage(engine, request)
      if (pathname.startsWith('/upload/')) return uploadSlice(engine, request, pathname.slice('/upload/'.length))
      if (pathname.startsWith('/export/')) return exportedFile(engine, pathname.slice('/export/'.length))
      return notFound()
    }
    if (request.method !== 'GET') return new Response('method not allowed', { status: 405 })
    return (await staticFile(uiRoot, pathname)) ?? notFound()
  }
}

async function arrowPage(engine: Engine, request: Request): Promise<Response> {
  const asked = parseJson(await wholeBody(request))
  const parsed = PageRequest.safeParse(asked)
  if (!parsed.success) return failure(refusedInput(parsed.error.issues, asked).data)
  const body = await engine.page(parsed.data, request.signal)
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'application/vnd.apache.arrow.stream' }
  })
}

function exportedFile(engine: Engine, id: string): Response {
  const { bytes, chunks } = engine.exported(id)
  return new Response(Readable.toWeb(Readable.from(chunks)) as unknown as ReadableStream<Uint8Array>, {
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes) }
  })
}

async function uploadSlice(engine: Engine, request: Request, id: string): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('offset') ?? ''
  const offset = Number(asked)
  if (!/^\d+$/.test(asked) || !Number.isSafeInteger(offset)) return badRequest('offset must be a whole number of bytes')
  const size = await engine.upload(id, offset, bounded(request.body, SLICE_LIMIT))
  return Response.json({ size })
}

/** The same request with its body read, so that no call's input grows without end. */
async function withWholeBody(request: Request): Promise<Request> {
  const { url, method, headers, signal } = request
  return new Request(url, { method, headers, signal, body: (await wholeBody(request)) as Uint8Array<ArrayBuffer> })
}

async function wholeBody(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bounded(request.body, CALL_LIMIT)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}

/** The body's chunks, cut off with an error past `limit` counted bytes, whatever its headers claim. */
async function* bounded(body: ReadableStream<Uint8Array> | null, limit: number): AsyncGenerator<Uint8Array> {
  if (!body) return
  let counted = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    counted += chunk.byteLength
    if (counted > limit)
      throw new ChantierError({
        kind: 'limit',
        message: { fr: 'Envoi trop grand.', en: 'Too much was sent at once.' }
      })
    yield chunk
  }
}

const STATUS: Partial<Record<ErrorData['kind'], number>> = {
  input: 422,
  not_found: 404,
  conflict: 409,
  limit: 413,
  refused: 403,
  cancelled: 499
}

function failure(data: ErrorData): Response {
  return Response.json(data, { status: STATUS[data.kind] ?? 500 })
}

function badRequest(detail: string): Response {
  return failure({
    kind: 'input',
    message: { fr: `Demande mal formée : ${detail}`, en: `Malformed request: ${detail}` }
  })
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { 'Content-Type': 'text/plain' } })
}
