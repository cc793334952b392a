/**
 * Exchanges the one-time token of the address (`#token=…`) for this browser's session cookie, and takes it out of the
 * address before anything else can see it. Answers false where the token was already used.
 */
export async function enter(): Promise<boolean> {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (!token) return true
  history.replaceState(null, '', location.pathname)
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token })
  })
  return response.ok
}
