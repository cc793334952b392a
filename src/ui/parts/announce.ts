const REGION = 'chantier-announcer'

/** Tells screen readers a short text, politely; a second text within the same moment replaces the first. */
export function announce(message: string): void {
  const region = document.getElementById(REGION) ?? makeRegion()
  region.textContent = ''
  setTimeout(() => {
    region.textContent = message
  }, 50)
}

function makeRegion(): HTMLElement {
  const region = document.createElement('div')
  region.id = REGION
  region.className = 'sr-only'
  region.setAttribute('role', 'status')
  region.setAttribute('aria-live', 'polite')
  document.body.append(region)
  return region
}
