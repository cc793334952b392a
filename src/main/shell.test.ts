import * as electron from 'electron'
import { beforeAll, describe, expect, test } from 'vitest'
import type * as Stub from '../../test/electron-stub'

// The alias of vitest.config.ts puts the stub in Electron's place: Electron itself is not run here.
const stub = electron as unknown as typeof Stub

beforeAll(async () => {
  await import('./index')
  await import('../preload/index')
  await Promise.resolve()
})

function window() {
  const [only] = stub.BrowserWindow.all
  if (!only) throw new Error('no window was opened')
  return only
}

describe('desktop shell, through a stubbed electron', () => {
  test('opens one sandboxed, isolated window on the app itself', () => {
    expect(stub.BrowserWindow.all).toHaveLength(1)
    expect(window().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false
    })
    expect(stub.calls.filter(({ name }) => name === 'loadURL')).toEqual([
      { name: 'loadURL', args: ['chantier://app/'] }
    ])
    expect(stub.calls.some(({ name }) => name === 'enableSandbox')).toBe(true)
  })

  test.each([
    ['https://example.org/', true],
    ['file:///etc/passwd', true],
    ['chantier://evil/', true],
    ['chantier://app/#grid', false]
  ])('navigation to %s is prevented: %s', (url, prevented) => {
    let stopped = false
    window().webContents.emit('will-navigate', { url, preventDefault: () => (stopped = true) })
    expect(stopped).toBe(prevented)
  })

  test('denies new windows, permissions and every outside request', () => {
    const contents = window().webContents
    expect(contents.openHandler({ url: 'https://example.org' })).toEqual({ action: 'deny' })
    expect(contents.permissionCheck()).toBe(false)
    const decisions: boolean[] = []
    contents.permissionRequest(null, 'camera', (granted) => decisions.push(granted))
    for (const url of ['https://example.org/x', 'http://127.0.0.1/', 'file:///etc/passwd', 'chantier://app/x'])
      contents.beforeRequest({ url }, ({ cancel }) => decisions.push(!cancel))
    expect(decisions).toEqual([false, false, false, false, true])
  })

  test('native dialogs answer the app’s own main frame only', async () => {
    const choose = stub.ipcHandlers.get('chantier:choose-files')
    const { webContents } = window()
    stub.dialogAnswers.open = ['/home/a/été.csv']
    expect(await choose?.({ sender: webContents, senderFrame: webContents.mainFrame })).toEqual(['/home/a/été.csv'])
    expect(() => choose?.({ sender: webContents, senderFrame: { url: 'chantier://app/frame' } })).toThrow('refused')
    webContents.mainFrame.url = 'https://example.org/'
    expect(() => choose?.({ sender: webContents, senderFrame: webContents.mainFrame })).toThrow('refused')
    webContents.mainFrame.url = 'chantier://app/'
  })

  test('the page is offered three dialogs and nothing of Node or IPC', async () => {
    expect(Object.keys(stub.exposed.chantierHost ?? {})).toEqual(['chooseFiles', 'chooseProject', 'newProject'])
    await stub.exposed.chantierHost?.newProject?.('essai')
    expect(stub.calls.at(-1)).toEqual({ name: 'invoke', args: ['chantier:new-project', 'essai'] })
  })

  test('the custom protocol reaches the engine for the app’s host only', async () => {
    const answer = stub.protocolHandlers.get('chantier')
    expect((await answer?.(new Request('chantier://elsewhere/')))?.status).toBe(404)
    void Promise.resolve(answer?.(new Request('chantier://app/rpc/x', { method: 'POST' }))).catch(() => undefined)
    expect(stub.calls.at(-1)).toMatchObject({
      name: 'postMessage',
      args: [{ type: 'request', method: 'POST', url: 'chantier://app/rpc/x' }]
    })
  })

  test('a dead engine is started again; after three deaths in a minute the user is told', async () => {
    const pending = stub.protocolHandlers.get('chantier')?.(new Request('chantier://app/slow'))
    stub.forked.at(-1)?.emit('exit', 1)
    await expect(Promise.resolve(pending)).rejects.toThrow('engine process stopped')
    expect(stub.forked).toHaveLength(2)
    stub.forked.at(-1)?.emit('exit', 1)
    stub.forked.at(-1)?.emit('exit', 1)
    expect(stub.forked).toHaveLength(3)
    expect(stub.calls.some(({ name }) => name === 'showErrorBox')).toBe(true)
    expect(stub.calls.some(({ name }) => name === 'quit')).toBe(true)
  })
})
