import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** The native menu: only what the system expects; the app's own commands stay in its palette. */
export function setMenu(): void {
  const french = !app.getLocale().startsWith('en')
  const file: MenuItemConstructorOptions = {
    label: french ? 'Fichier' : 'File',
    submenu: [{ role: 'recentDocuments' }, { type: 'separator' }, { role: 'close' }, { role: 'quit' }]
  }
  const edit: MenuItemConstructorOptions = {
    label: french ? 'Édition' : 'Edit',
    submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]
  }
  const view: MenuItemConstructorOptions = {
    label: french ? 'Affichage' : 'View',
    submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }, { role: 'togglefullscreen' }]
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate([file, edit, view]))
}
