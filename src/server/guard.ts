import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Handler } from './handler'
import { secured } from './security'

/** What a guarded host offers its own process: a fresh one-time token for a new browser. */
export interface Guard {
  handle: Handler
  newToken(): string
}

const MAX_WRONG_GUESSES = 20
const LOCK_MS = 60_000

/**
 * Lets only this user's browser through to `inner`: Host and Origin must be this server's own, and every call needs the cookie
 * that a one-time token was exchanged for at `POST /session`. The page's own files are public; they hold nothing.
 */
export function createGuard(inner: Handler, port: number, now: () => number = Date.now): Guard {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const cookieName = `chantier_${port}`
  const tokens = new Set<string>()
  const sessions = new Set<string>()
  let wrongGuesses = 0
  let lockedUntil = 0

  return { handle, newToken }

  function newToken(): string {
    const token = randomBytes(32).toString('base64url')
    tokens.add(digest(token))
    return token
  }

  async function handle(request: Request): Promise<Response> {
    const host = request.headers.get('host') ?? ''
    if (!hosts.has(host)) return refuse(403, 'unknown host')
    const site = request.headers.get('sec-fetch-site')
    if (site && site !== 'same-origin' && site !== 'none') return refuse(403, 'cross-site request')
    const { pathname } = new URL(request.url)
    if (request.method === 'GET') return inner(request)
    if (request.headers.get('origin') !== `http://${host}`) return refuse(403, 'foreign origin')
    if (pathname === '/session' && request.method === 'POST') return exchange(request)
    if (!hasSession(request)) return refuse(401, 'no session')
    return inner(request)
  }

  async function exchange(request: Request): Promise<Response> {
    if (now() < lockedUntil) return refuse(429, 'too many wrong tokens; wait a minute')
    const body: unknown = await request.json().catch(() => null)
    const offered =
      body && typeof body === 'object' && 'token' in body && typeof body.token === 'string' ? body.token : ''
    const known = find(tokens, digest(offered))
    if (!known) {
      wrongGuesses += 1
      if (wrongGuesses >= MAX_WRONG_GUESSES) {
        wrongGuesses = 0
        lockedUntil = now() + LOCK_MS
      }
      return refuse(401, 'wrong or used token')
    }
    tokens.delete(known)
    const session = randomBytes(32).toString('base64url')
    sessions.add(digest(session))
    const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
    return secured(new Response(null, { status: 204, headers: { 'Set-Cookie': cookie } }))
  }

  function hasSession(request: Request): boolean {
    const cookies = (request.headers.get('cookie') ?? '').split(/; */)
    const mine = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))
    return Boolean(mine && find(sessions, digest(mine.slice(cookieName.length + 1))))
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Looks a digest up in constant time for each candidate. */
function find(known: Set<string>, wanted: string): string | undefined {
  const target = Buffer.from(wanted)
  let found: string | undefined
  for (const candidate of known) if (timingSafeEqual(Buffer.from(candidate), target)) found = candidate
  return found
}

function refuse(status: number, reason: string): Response {
  return secured(new Response(reason, { status, headers: { 'Content-Type': 'text/plain' } }))
}
