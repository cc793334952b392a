/** Headers of every answer: nothing is framed, sniffed, cached or told elsewhere. */
const BASE: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()'
}

/**
 * The page's content security policy: own scripts only, no eval, no inline script; inline styles only with the page's nonce
 * (React Aria and CodeMirror add style elements); no address but this server's own.
 */
export function pagePolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `frame-src 'self' blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`
  ].join('; ')
}

/** Adds the headers to an answer; those that the answer already states are kept. */
export function secured(response: Response, policy = `default-src 'none'; frame-ancestors 'none'`): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(BASE)) if (!headers.has(name)) headers.set(name, value)
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policy)
  return new Response(response.body, { status: response.status, headers })
}
