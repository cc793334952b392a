import { app, BrowserWindow, dialog, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { APP_ORIGIN } from './window'

/** Native dialogs for the page; the only IPC there is. Calls from any frame but the app's own main frame are refused. */
export function answerDialogs(): void {
  handle('chantier:choose-files', async (window) => {
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile', 'multiSelections'] })
    return filePaths
  })
  handle('chantier:choose-project', async (window) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openFile'],
      filters: [{ name: 'Chantier', extensions: ['chantier'] }]
    })
    return filePaths[0] ?? null
  })
  handle('chantier:new-project', async (window, suggested) => {
    const name = typeof suggested === 'string' ? suggested.slice(0, 120) : 'projet'
    const { filePath } = await dialog.showSaveDialog(window, {
      defaultPath: `${name}.chantier`,
      filters: [{ name: 'Chantier', extensions: ['chantier'] }]
    })
    if (!filePath) return null
    app.addRecentDocument(filePath)
    return filePath
  })
}

function handle(channel: string, answer: (window: BrowserWindow, argument: unknown) => Promise<unknown>): void {
  ipcMain.handle(channel, (event, argument: unknown) => {
    const window = trustedWindow(event)
    if (!window) throw new Error('refused: unknown sender')
    return answer(window, argument)
  })
}

function trustedWindow(event: IpcMainInvokeEvent): BrowserWindow | null {
  const frame = event.senderFrame
  if (!frame || frame !== event.sender.mainFrame || !frame.url.startsWith(`${APP_ORIGIN}/`)) return null
  return BrowserWindow.fromWebContents(event.sender)
}
