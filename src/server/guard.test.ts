import { beforeEach, describe, expect, test } from 'vitest'
import { createGuard, type Guard } from './guard'

const PORT = 4555
const origin = `http://127.0.0.1:${PORT}`
let guard: Guard
let clock = 0
let reached = 0

beforeEach(() => {
  clock = 0
  reached = 0
  guard = createGuard(
    async () => {
      reached += 1
      return new Response('inside')
    },
    PORT,
    () => clock
  )
})

function ask(path: string, headers: Record<string, string> = {}, method = 'POST', body?: string): Promise<Response> {
  // Host is a forbidden header for Request in browsers; Node lets it through.
  return guard.handle(
    new Request(origin + path, { method, body, headers: { host: `127.0.0.1:${PORT}`, origin, ...headers } })
  )
}

async function enter(token: string): Promise<Response> {
  return ask('/session', {}, 'POST', JSON.stringify({ token }))
}

describe('guard of the local web host', () => {
  test.each(['evil.com', 'localhost.evil.com', `127.0.0.1.nip.io:${PORT}`, '127.0.0.1', `127.0.0.1:${PORT + 1}`])(
    'refuses host %s',
    async (host) => {
      expect((await ask('/', { host }, 'GET')).status).toBe(403)
      expect(reached).toBe(0)
    }
  )

  test.each(['http://evil.com', 'null', `http://127.0.0.1:${PORT + 1}`, `https://127.0.0.1:${PORT}`])(
    'refuses origin %s',
    async (foreign) => {
      const { headers } = await enter(guard.newToken())
      const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
      expect((await ask('/rpc/x', { cookie, origin: foreign })).status).toBe(403)
      expect((await ask('/rpc/x', { cookie })).status).toBe(200)
    }
  )

  test('refuses cross-site reads and ignores forwarding headers', async () => {
    expect((await ask('/', { 'sec-fetch-site': 'cross-site' }, 'GET')).status).toBe(403)
    expect((await ask('/', { host: 'evil.com', 'x-forwarded-host': `127.0.0.1:${PORT}` }, 'GET')).status).toBe(403)
  })

  test('a token works once and buys an HttpOnly, SameSite=Strict cookie named by its port', async () => {
    const token = guard.newToken()
    const first = await enter(token)
    expect(first.status).toBe(204)
    expect(first.headers.get('set-cookie')).toMatch(
      new RegExp(`^chantier_${PORT}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)
    )
    expect((await enter(token)).status).toBe(401)
  })

  test('no cookie or a wrong one reaches nothing', async () => {
    expect((await ask('/rpc/x')).status).toBe(401)
    expect((await ask('/arrow', { cookie: `chantier_${PORT}=guess` })).status).toBe(401)
    expect(reached).toBe(0)
  })

  test('guessing is slowed down, even for the right token, then opens again', async () => {
    const token = guard.newToken()
    for (let guess = 0; guess < 20; guess++) await enter(`guess-${guess}`)
    expect((await enter(token)).status).toBe(429)
    clock += 61_000
    expect((await enter(token)).status).toBe(204)
  })
})
