import { BrowserWindow } from 'electron'
import { join } from 'node:path'

export const APP_ORIGIN = 'chantier://app'

/** The one window: sandboxed, isolated, and unable to go anywhere but the app itself. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Chantier',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: Boolean(process.env.CHANTIER_DEVTOOLS)
    }
  })
  lockNavigation(window)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

function lockNavigation({ webContents }: BrowserWindow): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    // Origins of custom schemes compare as 'null' outside Chromium, so the address itself is compared.
    if (!url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault()
  }
  webContents.on('will-navigate', (event) => stay(event, event.url))
  webContents.on('will-redirect', (event) => stay(event, event.url))
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  webContents.session.setPermissionCheckHandler(() => false)
  // Nothing may be fetched or opened outside: the app is offline by design.
  webContents.session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !/^(chantier|blob|data|devtools):/.test(details.url) })
  )
}
