import type { Page, Response } from '@playwright/test'

/** Gathers the faults of a page from now on: console errors, refused calls, policy violations, requests outside. */
export function watch(page: Page, origin: string): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    const text = message.text()
    // Playwright's own script, kept out of the report's sandboxed preview; that the report has none is tested on its file.
    if (text.startsWith("Blocked script execution in 'about:srcdoc'")) return
    // The browser's word on an answer that the listener below tells with its call and its reason.
    if (text.startsWith('Failed to load resource: the server responded')) return
    if (message.type() === 'error' || /Content Security Policy/i.test(text)) faults.push(`console: ${text}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== origin) faults.push(`outside: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() < 400) return
    const place = faults.push(`answered ${response.status()} ${new URL(response.url()).pathname}`) - 1
    void reasonOf(response).then((reason) => (faults[place] += `: ${reason}`))
  })
  return faults
}

/** The message of an answer that refuses, or how it begins; empty where it cannot be read any more. */
async function reasonOf(response: Response): Promise<string> {
  const body = await response.text().catch(() => '')
  const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1]
  return (message ?? body).slice(0, 200)
}
