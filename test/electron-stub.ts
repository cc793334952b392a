import { EventEmitter } from 'node:events'

/** Stands in for Electron in tests: records what the shell asks of it, and lets a test play the system's part. */
export const calls: { name: string; args: unknown[] }[] = []
const record = (name: string, ...args: unknown[]): void => void calls.push({ name, args })

export class WebContentsStub extends EventEmitter {
  mainFrame = { url: 'chantier://app/index.html' }
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  permissionRequest: (contents: unknown, permission: string, decide: (granted: boolean) => void) => void = () =>
    undefined
  permissionCheck: () => boolean = () => true
  beforeRequest: (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void = () => undefined
  session = {
    setPermissionRequestHandler: (handler: WebContentsStub['permissionRequest']) =>
      void (this.permissionRequest = handler),
    setPermissionCheckHandler: (handler: WebContentsStub['permissionCheck']) => void (this.permissionCheck = handler),
    webRequest: {
      onBeforeRequest: (listener: WebContentsStub['beforeRequest']) => void (this.beforeRequest = listener)
    }
  }
  setWindowOpenHandler(handler: WebContentsStub['openHandler']): void {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows = (): BrowserWindow[] => BrowserWindow.all
  static fromWebContents = (contents: unknown): BrowserWindow | null =>
    BrowserWindow.all.find((window) => window.webContents === contents) ?? null
  webContents = new WebContentsStub()
  constructor(readonly options: Record<string, unknown>) {
    super()
    BrowserWindow.all.push(this)
  }
  loadURL(url: string): Promise<void> {
    record('loadURL', url)
    return Promise.resolve()
  }
  show(): void {
    record('show')
  }
  isMinimized(): boolean {
    return false
  }
  focus(): void {
    record('focus')
  }
}

export class UtilityProcessStub extends EventEmitter {
  postMessage(message: unknown): void {
    record('postMessage', message)
  }
  kill(): void {
    record('kill')
  }
}

export const forked: UtilityProcessStub[] = []
export const utilityProcess = {
  fork: (path: string, args: string[], options: unknown): UtilityProcessStub => {
    record('fork', path, args, options)
    const child = new UtilityProcessStub()
    forked.push(child)
    return child
  }
}

export const ipcHandlers = new Map<string, (event: unknown, argument?: unknown) => unknown>()
export const ipcMain = {
  handle: (channel: string, handler: (event: unknown, argument?: unknown) => unknown) =>
    void ipcHandlers.set(channel, handler)
}
export const protocolHandlers = new Map<string, (request: Request) => Response | Promise<Response>>()
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => record('registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
    void protocolHandlers.set(scheme, handler)
}
export const dialogAnswers = { open: [] as string[], save: '' }
export const dialog = {
  showOpenDialog: () => Promise.resolve({ filePaths: dialogAnswers.open }),
  showSaveDialog: () => Promise.resolve({ filePath: dialogAnswers.save }),
  showErrorBox: (title: string, content: string) => record('showErrorBox', title, content)
}
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => record('setApplicationMenu', menu)
}
export const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {}
export const contextBridge = {
  exposeInMainWorld: (name: string, api: Record<string, (...args: unknown[]) => unknown>) => void (exposed[name] = api)
}
export const ipcRenderer = {
  invoke: (channel: string, ...args: unknown[]) => {
    record('invoke', channel, ...args)
    return Promise.resolve(null)
  }
}

class App extends EventEmitter {
  enableSandbox = (): void => record('enableSandbox')
  requestSingleInstanceLock = (): boolean => true
  whenReady = (): Promise<void> => Promise.resolve()
  quit = (): void => record('quit')
  getPath = (name: string): string => `/stub/${name}`
  getLocale = (): string => 'fr'
  addRecentDocument = (path: string): void => record('addRecentDocument', path)
}
export const app = new App()
