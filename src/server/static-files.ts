import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { pagePolicy } from './security'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json'
}

/** What the built page carries where the nonce of its styles goes. */
const NONCE_MARK = '__CSP_NONCE__'

/** Serves the built UI: files under `root` only, `index.html` at `/` with a fresh nonce. Null where there is no such file. */
export async function staticFile(root: string, pathname: string): Promise<Response | null> {
  const path = insidePath(root, pathname === '/' ? '/index.html' : pathname)
  const type = path && TYPES[extname(path)]
  if (!path || !type) return null
  const body = await readInside(root, path)
  if (!body) return null
  if (!path.endsWith('index.html'))
    return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } })
  const nonce = randomBytes(16).toString('base64')
  const page = body.toString('utf8').replaceAll(NONCE_MARK, nonce)
  return new Response(page, { headers: { 'Content-Type': type, 'Content-Security-Policy': pagePolicy(nonce) } })
}

/** The file's bytes, or null where there is none or a link leads out of `root`. */
async function readInside(root: string, path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(path)])
    return real.startsWith(realRoot + sep) ? await readFile(real) : null
  } catch {
    return null
  }
}

function insidePath(root: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (/[\0\\]/.test(decoded) || /%2f|%5c/i.test(pathname)) return null
  const path = normalize(join(root, decoded))
  return path.startsWith(root + sep) ? path : null
}
