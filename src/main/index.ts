import { app, BrowserWindow, dialog, protocol } from 'electron'
import { join } from 'node:path'
import { answerDialogs } from './dialogs'
import { startEngineProcess } from './engine-process'
import { setMenu } from './menu'
import { openWindow } from './window'

/** The desktop shell: one window over one engine process, joined by a private pipe. It holds no analysis of its own. */
protocol.registerSchemesAsPrivileged([
  { scheme: 'chantier', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }
])
app.enableSandbox()

if (!app.requestSingleInstanceLock()) app.quit()
else void app.whenReady().then(begin)

app.on('second-instance', () => {
  const window = BrowserWindow.getAllWindows()[0]
  if (window?.isMinimized()) window.restore()
  window?.focus()
})
app.on('window-all-closed', () => app.quit())

function begin(): void {
  const engine = startEngineProcess(
    { folder: join(app.getPath('documents'), 'Chantier'), settings: app.getPath('userData') },
    () => {
      dialog.showErrorBox(
        'Chantier',
        'Le moteur d’analyse s’est arrêté trois fois en une minute. Vos changements enregistrés sont intacts ; relancez Chantier. / The analysis engine stopped three times within a minute. Your saved changes are intact; start Chantier again.'
      )
      app.quit()
    }
  )
  protocol.handle('chantier', (request) =>
    new URL(request.url).host === 'app' ? engine.handle(request) : new Response('not found', { status: 404 })
  )
  answerDialogs()
  setMenu()
  openWindow()
  app.on('before-quit', () => engine.stop())
}
