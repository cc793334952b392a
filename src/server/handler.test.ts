import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ErrorData } from '../contract'
import { createEngine, type Engine } from '../engine'
import { createHandler, startWebHost, type Handler } from './index'

const ORIGIN = 'http://127.0.0.1:1'
const ID = '00000000-0000-4000-8000-000000000000'
let folder: string
let engine: Engine
let handle: Handler

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-server-'))
  const ui = join(folder, 'ui')
  await mkdir(join(ui, 'assets'), { recursive: true })
  await writeFile(join(ui, 'index.html'), '<meta name="csp" content="__CSP_NONCE__"><i>__CSP_NONCE__</i>')
  await writeFile(join(ui, 'assets', 'a.js'), 'export {}')
  await writeFile(join(ui, 'assets', 'secret.pem'), 'secret')
  await writeFile(join(folder, 'outside.json'), '{"secret":1}')
  await symlink(join(folder, 'outside.json'), join(ui, 'assets', 'link.json'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
  await engine.session.project.database.run('CREATE TABLE raw.t AS SELECT 1 AS a')
  handle = createHandler(engine, ui)
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (path: string) => handle(new Request(ORIGIN + path))
const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  handle(new Request(ORIGIN + path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit))

describe('the UI’s files', () => {
  test.each([
    '/../outside.json',
    '/%2e%2e/outside.json',
    '/%2e%2e%2foutside.json',
    '/..%2foutside.json',
    '/assets/%2e%2e/%2e%2e/outside.json',
    '/assets%2fa.js',
    '/..%5coutside.json',
    '/assets/..\\..\\outside.json',
    '/assets/a.js%00',
    '/%00/etc/passwd',
    '/assets/a.js%00.json',
    '//etc/passwd',
    '/etc/passwd',
    '/%',
    '/%c0%ae%c0%ae/outside.json',
    '/assets/',
    '/assets',
    '/assets/link.json',
    '/assets/secret.pem',
    '/index.html/../../outside.json',
    `/${'a'.repeat(10_000)}.js`
  ])('%s is not there', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('secret')
  })

  test('the page has a policy without eval or inline script, and another nonce at each load', async () => {
    const loads = await Promise.all([get('/'), get('/'), get('/index.html')])
    const nonces = await Promise.all(
      loads.map(async (response) => {
        expect(response.status).toBe(200)
        const policy = response.headers.get('content-security-policy') ?? ''
        const nonce = /'nonce-([\w+/=]{22,})'/.exec(policy)?.[1] ?? ''
        expect(policy).toContain(`default-src 'none'`)
        expect(policy).toContain(`frame-ancestors 'none'`)
        expect(policy).not.toMatch(/unsafe-|\*|https?:/)
        const page = await response.text()
        expect(page).toBe(`<meta name="csp" content="${nonce}"><i>${nonce}</i>`)
        return nonce
      })
    )
    expect(new Set(nonces).size).toBe(3)
  })

  test('every answer is closed to sniffing, framing and caching', async () => {
    const answers = [
      await get('/assets/a.js'),
      await get('/no'),
      await post('/rpc/no', '{}'),
      await post('/arrow', 'x')
    ]
    for (const { headers } of answers) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('content-security-policy')).toContain(`default-src 'none'`)
    }
  })
})

describe('calls', () => {
  test.each(['/rpc/project/create', '/rpc/project/close', '/rpc/project/undo', '/arrow', `/upload/${ID}?offset=0`])(
    'GET %s is not there and does nothing',
    async (path) => {
      const before = await engine.session.project.history()
      expect(
        (await get(`${path}${path.includes('?') ? '&' : '?'}data=%7B%22json%22%3A%7B%22name%22%3A%22x%22%7D%7D`)).status
      ).toBe(404)
      expect(engine.session.open).not.toBeNull()
      expect(await engine.session.project.history()).toEqual(before)
    }
  )

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('%s is not a method here', async (method) => {
    expect((await handle(new Request(`${ORIGIN}/rpc/project/close`, { method }))).status).toBe(405)
    expect(engine.session.open).not.toBeNull()
  })

  test.each([
    ['/rpc/tables/shape', '{'],
    ['/rpc/tables/shape', ''],
    ['/rpc/tables/shape', '[]'],
    ['/rpc/tables/shape', '"x"'],
    ['/rpc/tables/shape', '{"json": 12}'],
    ['/rpc/tables/shape', '['.repeat(100_000)],
    ['/rpc/project/create', '{"json":{"__proto__":{"name":"x"}}}'],
    ['/rpc/project/create', '{"json":{"name":["x"]},"meta":[[99,"name"]]}'],
    ['/rpc/tables/shape', '{"json":{"source":{"kind":"query"}}}'],
    ['/rpc/__proto__/constructor', '{}'],
    ['/rpc/toString', '{}'],
    ['/rpc/', '{}'],
    ['/arrow', '{'],
    ['/arrow', 'null'],
    ['/arrow', '{"source":{"kind":"query","sql":"SELECT 1"},"offset":-1,"limit":1}'],
    ['/arrow', '{"source":{"kind":"query","sql":"SELECT 1"},"offset":0,"limit":1e9}'],
    ['/arrow', '{"source":{"kind":"query","sql":"DROP TABLE raw.t"},"offset":0,"limit":1}'],
    ['/upload/x?offset=0', 'a'],
    [`/upload/${ID}`, 'a'],
    [`/upload/${ID}?offset=`, 'a'],
    [`/upload/${ID}?offset=-1`, 'a'],
    [`/upload/${ID}?offset=1e400`, 'a'],
    [`/upload/${ID}?offset=9`, 'a'],
    ['/upload/..%2f..%2fx?offset=0', 'a']
  ])('malformed: POST %s %.60s', async (path, body) => {
    const response = await post(path, body, { 'content-type': 'application/json' })
    expect(response.status === 200 ? await response.text() : response.status).toSatisfy(
      (status: unknown) => typeof status === 'number' && status >= 400 && status < 500
    )
    expect(Object.prototype).not.toHaveProperty('name')
    expect(await engine.session.project.rows('FROM raw.t')).toEqual([{ a: 1 }])
  })

  test('failures of pages and uploads leave as error data', async () => {
    for (const response of [await post('/arrow', '{'), await post(`/upload/${ID}?offset=9`, 'a')])
      expect(ErrorData.safeParse(await response.json()).success).toBe(true)
  })

  test('a failure of a call leaves as error data', async () => {
    const response = await post('/rpc/tables/shape', '{"json":{"source":{"kind":"query","sql":"DROP TABLE raw.t"}}}', {
      'content-type': 'application/json'
    })
    expect(response.status).toBe(403)
    const body = (await response.json()) as { json: { data: unknown } }
    expect(ErrorData.parse(body.json.data).kind).toBe('refused')
  })

  test('a page of rows', async () => {
    const body = JSON.stringify({ source: { kind: 'query', sql: 'SELECT 7 AS x' }, offset: 0, limit: 5 })
    const response = await post('/arrow', body)
    expect(
      tableFromIPC(new Uint8Array(await response.arrayBuffer()))
        .getChildAt(0)
        ?.get(0)
    ).toBe(7)
  })
})

describe('bodies without end', () => {
  const endless = (): ReadableStream<Uint8Array> => {
    const chunk = new Uint8Array(1 << 20).fill(0x20)
    return new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })
  }

  test.each([`/upload/${ID}?offset=0`, '/arrow', '/rpc/tables/list'])(
    'POST %s is cut off, whatever its length claims',
    async (path) => {
      const response = await post(path, endless(), { 'content-type': 'application/json', 'content-length': '10' })
      expect(response.status).toBe(413)
      expect((await post('/rpc/tables/list', '{"json":{}}', { 'content-type': 'application/json' })).status).toBe(200)
    }
  )
})

describe('the local web host', () => {
  test('listens on 127.0.0.1 only', async () => {
    const other = createEngine({ folder: join(folder, 'other'), settings: folder })
    const host = await startWebHost(other, join(folder, 'ui'))
    try {
      const page = await fetch(`http://127.0.0.1:${host.port}/`)
      expect(page.status).toBe(200)
      const elsewhere = Object.values(networkInterfaces())
        .flatMap((addresses) => addresses ?? [])
        .filter(({ internal, family }) => !internal && family === 'IPv4')
        .map(({ address }) => address)
      for (const address of [...elsewhere, '::1', '127.0.0.2'])
        expect([address, await connects(address, host.port)]).toEqual([address, false])
      expect(host.address()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${host.port}/#token=[\\w-]{43}$`))
    } finally {
      await host.close()
    }
  })
})

function connects(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: address, port, timeout: 2_000 })
    const settle = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false))
  })
}
