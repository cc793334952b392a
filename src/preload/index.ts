import { contextBridge, ipcRenderer } from 'electron'

/** What only the desktop shell can do for the page; the browser's twin is in `src/ui/app/host.ts`. */
contextBridge.exposeInMainWorld('chantierHost', {
  chooseFiles: (): Promise<string[]> => ipcRenderer.invoke('chantier:choose-files'),
  chooseProject: (): Promise<string | null> => ipcRenderer.invoke('chantier:choose-project'),
  newProject: (name: string): Promise<string | null> => ipcRenderer.invoke('chantier:new-project', name)
})
