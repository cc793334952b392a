import '@fontsource-variable/inter/wght.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import '@fontsource/ibm-plex-mono/latin-ext-400.css'
import './styles/tokens.css'
import './styles/base.css'
import './parts/controls.css'
import './parts/overlays.css'
import './parts/states.css'
import './parts/tables.css'
import './parts/grid/grid.css'
import './app/frame.css'
import './app/start.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { enter } from './app/enter'
import { applyPreferences } from './app/preferences'

const root = document.getElementById('root')
if (!root) throw new Error('no #root in the page')

await Promise.all([enter(), applyPreferences()])
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>
)
